import { toTableJson } from '../formats/report-json';
import { renderText } from '../formats/report-text';
import { ReportError } from '../report-error';
import { input2020 } from '../testing/gz-2020-final';
import { fillOne, rowsOfOne } from '../testing/one-table';

const input = input2020();

/** The layouts of other cities, tried on the figures of 2020. */
const fill = (table: string, style?: string) => fillOne(table, input, style);
const rowsOf = (table: string, style?: string) => rowsOfOne(table, input, style);

describe('版式能写出别处的表式，不改程序', () => {
  it('整万元，零为空白，无代码，逐级缩进（深圳）', () => {
    const filled = fill(
      `measure: 净支出
where: { fund: 政府性基金预算 }
columns: [合计, { name: 基本支出, where: { kind: 基本支出 } }]
rows: [{ each: functions }]`,
      'decimals: 0\nzero: blank',
    );
    expect(toTableJson(filled.tables[0]!).rows.map(({ values }) => values)).toEqual([
      ['3089', null],
      ['3089', null],
      ['3089', null],
    ]);
    expect(renderText(filled)).toContain('\u3000\u3000用于城乡医疗救助的彩票公益金支出');
  });

  it('类、款、项分三栏（财政部、上海）', () => {
    const text = renderText(
      fill('codes: split\nmeasure: 净支出\nwhere: { function: "229" }\ncolumns: [合计]\nrows: [{ each: functions }]'),
    );
    expect(text).toMatch(/类 +款 +项 +科目名称/);
    expect(text).toMatch(/229 +60 +13 +\u3000\u3000用于城乡医疗救助/);
  });

  it('代码加方括号在名称前（清远）', () =>
    expect(
      renderText(
        fill(
          'codes: bracket\nmeasure: 净支出\nwhere: { economic: "310" }\ncolumns: [预算]\nrows: [{ each: economic }]',
        ),
      ),
    ).toContain('[310]资本性支出'));

  it('单位之下列经济分类的类（清远表11）；合计行在末', () =>
    expect(
      rowsOf(`measure: 净支出
where: { kind: 公用经费 }
columns: [总计]
rows:
  - each: units
    rows: [{ each: economic, levels: [1] }]
  - name: 合计`),
    ).toEqual([
      [null, '310001', '广州市医疗保障局（局本级）', '1579.12'],
      [null, '302', '商品和服务支出', '1493.24'],
      [null, '310', '资本性支出', '85.87'],
      [null, '310003', '广州市医疗救助服务中心', '42.10'],
      [null, '302', '商品和服务支出', '42.10'],
      [null, null, '合计', '1621.22'],
    ]));

  it('只列有数的类，序号顺排（广州 2021 单位预算）', () =>
    expect(
      rowsOf('measure: 净支出\ncolumns: [合计]\nrows: [{ each: functions, levels: [1], ordinalsFrom: 1 }]'),
    ).toEqual([
      ['一', '206', '科学技术支出', '145.88'],
      ['二', '208', '社会保障和就业支出', '1556.57'],
      ['三', '210', '卫生健康支出', '731637.34'],
      ['四', '221', '住房保障支出', '5608.28'],
      ['五', '229', '其他支出', '3089.00'],
    ]));

  it('行政经费和“三公”经费按科目表的规则，分资金来源列（清远表8）', () =>
    expect(
      rowsOf(`measure: 净支出
columns: [合计, { name: 政府性基金预算, where: { fund: 政府性基金预算 } }]
rows:
  - { name: 行政经费, where: { operatingCost: 机关运行经费 } }
  - name: “三公”经费
    where: { sangong: 全部 }
    rows: [{ name: 其中：公务接待费, where: { sangong: 公务接待费 } }]`),
    ).toEqual([
      [null, null, '行政经费', '1579.12', '0.00'],
      [null, null, '“三公”经费', '39.57', '0.00'],
      [null, null, '其中：公务接待费', '2.11', '0.00'],
    ]));

  it('收支两侧各有预算数、决算数：每栏各写口径，可以留空', () =>
    expect(
      rowsOf(`columns: [年初预算数, 决算数]
rows:
  - { name: 政府性基金收入, where: { fund: 政府性基金预算 }, measure: { 年初预算数: 年初预算, 决算数: 收入 } }
  - { name: 年初结转, where: { fund: 财政拨款 }, measure: { 年初预算数: 空, 决算数: 上年结转 } }`),
    ).toEqual([
      [null, null, '政府性基金收入', '0.00', '3089.00'],
      [null, null, '年初结转', null, '17.16'],
    ]));

  it('项目表：上级项目含下级；基金来源作栏；以前年度资金另列', () =>
    expect(
      rowsOf(`measure: 全年预算
columns: [总计, { name: 政府性基金, where: { fund: 政府性基金预算 } }, { name: 结转, where: { origin: 以前年度 } }]
where: { project: P02 }
rows: [{ each: projects, levels: [1] }]`),
    ).toEqual([[null, 'P02', '困难群众医疗救助', '39144.75', '3089.00', '0.00']]));

  it('几个条件有一个相符即可', () =>
    expect(
      rowsOf(
        'measure: 净支出\ncolumns: [合计]\nrows: [{ name: 车辆, where: { any: [{ economic: "31013" }, { economic: "30231" }] } }]',
      ),
    ).toEqual([[null, null, '车辆', '37.45']]));

  it('没有发生额的表，照印合计和说明', () => {
    const [table] = fill(`measure: 净支出
where: { fund: 国有资本经营预算 }
columns: [合计]
rows: [{ name: 合计 }, { each: functions }]
notes: [{ text: 本表本年度无发生额。, when: empty }, { text: 可能存在尾差。, when: tails }]`).tables;
    expect(toTableJson(table!)).toMatchObject({
      rows: [{ name: '合计', values: ['0.00'] }],
      notes: ['本表本年度无发生额。'],
    });
  });

  it('科目表没有的项目、代码、表，说明可选的', () => {
    const refusal = (table: string) => () => fill(table);
    expect(refusal('measure: 净支出\ncolumns: [合计]\nrows: [{ name: 车, where: { sangong: 公车 } }]')).toThrow(
      new ReportError('UNKNOWN_NAME', '2020 年科目表的“三公”经费没有“公车”。', [
        '因公出国(境)费',
        '公务用车购置费',
        '公务用车运行费',
        '公务接待费',
      ]),
    );
    expect(refusal('measure: 净支出\ncolumns: [合计]\nrows: [{ each: functions, codes: ["298"] }]')).toThrow(
      '2020 年支出功能分类没有“298”。',
    );
  });
});
