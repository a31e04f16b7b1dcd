import { toTableJson } from '../formats/report-json';
import { Directory, type ReportInput } from '../report-input';
import { input2021 } from '../testing/gz-2021-unit';
import { fillOne, rowsOfOne } from '../testing/one-table';
import { input2023 } from '../testing/sz-2023-unit';

const guangzhou = input2021();
const shenzhen = input2023();

/** Code, name and amounts of each row. */
const rowsOf = (table: string, input: ReportInput, style?: string) =>
  rowsOfOne(table, input, style).map(([, ...rest]) => rest);
/** What the columns of words say of each row. */
const textsOf = (table: string, input: ReportInput) =>
  toTableJson(fillOne(table, input).tables[0]!).rows.map(({ name, texts }) => [name, texts]);

describe('预算表的行', () => {
  it('科目按版式的次序和名称（清远表11 的写法，广州 2021 表9 的数）', () =>
    expect(
      rowsOf(
        `measure: 年初预算
where: { kind: 基本支出 }
columns: [合计]
rows: [{ each: economic, levels: [1], order: ['301', '310'], names: { '301': 工资和福利支出 } }]`,
        guangzhou,
      ),
    ).toEqual([
      ['301', '工资和福利支出', '15574.20'],
      ['310', '资本性支出', '26.00'],
      ['302', '商品和服务支出', '1603.14'],
      ['303', '对个人和家庭的补助', '590.36'],
    ]));

  it('次序也管下级：款随类走', () =>
    expect(
      rowsOf(
        `measure: 年初预算
where: { economic: ['302', '310'], kind: 基本支出, any: [{ economic: '31002' }, { economic: '30217' }] }
columns: [合计]
rows: [{ each: economic, order: ['310', '302'] }]`,
        guangzhou,
      ).map(([code]) => code),
    ).toEqual(['310', '31002', '302', '30217']));

  it('序号只编在类上，续 接着编下去（广州 2021 表1、表6）', () =>
    expect(
      rowsOfOne(
        `measure: 年初预算
where: { function: ['206', '221'] }
columns: [合计]
rows:
  - { each: functions, ordinalsFrom: 1, levels: [1, 2] }
  - { ordinal: 续, name: 结转下年, measure: '0' }
  - name: 总计`,
        guangzhou,
      ).map(([ordinal, , name]) => [ordinal, name]),
    ).toEqual([
      ['一', '科学技术支出'],
      [null, '科技条件与服务'],
      ['二', '住房保障支出'],
      [null, '住房改革支出'],
      ['三', '结转下年'],
      [null, '总计'],
    ]));

  it('单位、项目类别、项目逐级列，项目印单位的编码（广州 2021 表10）', () =>
    expect(
      rowsOf(
        `measure: 年初预算
where: { kind: 项目支出, projectCategory: 运行保障类 }
columns: [总计, { name: 上年预结转, measure: 上年结转 }]
rows:
  - each: units
    rows: [{ each: projectCategories, rows: [{ each: projects, showCode: unit }] }]`,
        guangzhou,
      ),
    ).toEqual([
      ['310002', '广州市医疗保险服务中心', '3849.37', '211.15'],
      [null, '运行保障类', '3849.37', '211.15'],
      ['310002', '运行经费', '2694.88', '0.00'],
      ['310002', '购置经费', '280.24', '0.00'],
      ['310002', '房屋维护维修经费', '300.00', '211.15'],
      ['310002', '信息化运维服务经费', '574.25', '0.00'],
    ]));

  it('项目按版式所列名称的次序，未列的在后；代码可以不印', () =>
    expect(
      rowsOf(
        `measure: 年初预算
where: { projectCategory: 财政专项资金 }
columns: [合计]
rows: [{ each: projects, showCode: none, order: [有关项目] }]`,
        shenzhen,
        'decimals: 0\nzero: printed',
      ),
    ).toEqual([
      [null, '有关项目', '80000'],
      [null, '财政对医疗保障的补助', '247475'],
    ]));

  it('主管部门一行，其下单位（深圳 2023 表7）；没有主管部门的，用本部门', () => {
    const table = `measure: 年初预算
columns: [合计]
rows: [{ each: department, rows: [{ each: units, showCode: none, headMark: （本级） }] }]`;
    const names = (input: ReportInput) => rowsOf(table, input).map(([, name]) => name);
    expect(names(shenzhen)).toEqual(['深圳市医疗保障局', '深圳市医疗保险基金管理中心（本级）']);
    const { units, projects } = shenzhen.directory;
    const own = new Directory(units, projects, { name: '某局', authority: null });
    expect(names({ ...shenzhen, directory: own })).toEqual(['某局', '深圳市医疗保险基金管理中心']);
  });

  it('主管部门没有数也印', () =>
    expect(
      rowsOf(
        'measure: 年初预算\nwhere: { fund: 国有资本经营预算 }\ncolumns: [合计]\nrows: [{ each: department }]',
        shenzhen,
      ),
    ).toEqual([[null, '深圳市医疗保障局', '0.00']]));

  it('各单位重复一组行，自己不印（深圳 2023 表9）', () =>
    expect(
      rowsOf(
        `where: { sangong: 全部 }
columns: [总计]
measure: 年初预算
rows:
  - each: units
    ownRow: false
    rows: [{ name: 上年, measure: 上年预算 }, { name: 本年 }, { name: 增减, measure: 年初预算 - 上年预算 }]`,
        shenzhen,
        'decimals: 2\nzero: printed\ntrailingZeros: dropped',
      ),
    ).toEqual([
      [null, '上年', '7.68'],
      [null, '本年', '52.68'],
      [null, '增减', '45'],
    ]));

  it('印给人看的写法与名称分开；{部门} 是部门的名称', () => {
    const [row] = fillOne(
      `measure: 年初预算
columns: [合计]
rows: [{ name: 一般公共预算, label: 其中：一般公共预算 }, { name: '{部门}合计' }]`,
      guangzhou,
    ).tables[0]!.rows;
    expect(row).toMatchObject({ name: '一般公共预算', label: '其中：一般公共预算' });
    expect(rowsOf('measure: 年初预算\ncolumns: [合计]\nrows: [{ name: "{部门}合计" }]', guangzhou)).toEqual([
      [null, '广州市医疗保险服务中心合计', '481405.70'],
    ]);
  });
});

describe('版式自己写的字', () => {
  const written = (fund: string) =>
    textsOf(
      `measure: 政府采购
columns: [{ name: 项目, text: 'entry:采购项目名称' }, 总计]
rows: [{ name: 合计, where: { fund: ${fund} }, texts: { 项目: { text: 无, when: empty } } }]`,
      guangzhou,
    );

  it('没有金额的行才印“无”（广州 2021 表14）', () => {
    expect(written('国有资本经营预算')).toEqual([['合计', { 项目: '无' }]]);
    expect(written('一般公共预算')).toEqual([['合计', undefined]]);
  });
});

describe('登记表的行', () => {
  it('采购项目按登记编号的大小，各栏印登记的文字（广州 2021 表13）', () =>
    expect(
      textsOf(
        `measure: 政府采购
where: { kind: 项目支出, project: X3 }
columns: [总计, { name: 项目, text: 'entry:采购项目名称' }, { name: 数量, text: 'entry:数量' }]
rows: [{ each: projects, rows: [{ each: procurements }] }]`,
        guangzhou,
      ),
    ).toEqual([
      ['房屋维护维修经费', undefined],
      ['办公、业务房屋维护维修经费', { 项目: '业务用房维修工程', 数量: '3' }],
    ]));

  it('编号 2 在 10 之前', () => {
    const purchases = guangzhou.facts.flatMap(({ line: { entry } }) =>
      entry?.register === 'procurements' ? [entry.entryNo] : [],
    );
    const { rows } = fillOne('measure: 政府采购\ncolumns: [总计]\nrows: [{ each: procurements }]', {
      ...guangzhou,
      facts: guangzhou.facts.toReversed(),
    }).tables[0]!;
    expect(purchases.length).toBeGreaterThan(10);
    expect(rows.map(({ key }) => key)).toEqual(purchases.map((entryNo) => `310002/${entryNo}`));
  });

  it('货物、工程、服务分列（广州 2021 表13）', () =>
    expect(
      rowsOf(
        `measure: 政府采购
columns: [总计]
rows: [{ name: 货物类, where: { category: 货物 } }, { name: 工程类, where: { category: 工程 } }, { name: 其余, where: { category: [服务] } }]`,
        guangzhou,
      ),
    ).toEqual([
      [null, '货物类', '486.24'],
      [null, '工程类', '278.00'],
      [null, '其余', '1282.26'],
    ]));

  it('非税收入逐项列，行名用资金来源（广州 2021 表5）', () =>
    expect(
      textsOf(
        `measure: 非税收入预算
columns: [合计, { name: 收入科目, text: 'entry:收入科目' }]
rows: [{ each: nonTaxPlans, named: fund, showCode: none }]`,
        guangzhou,
      ),
    ).toEqual([
      ['一般公共预算', { 收入科目: '其他利息收入' }],
      ['一般公共预算', { 收入科目: '事业单位国有资产处置收入' }],
    ]));

  it('面向中小企业的采购另列，登记没有写的不算（深圳 2023 表3）', () =>
    expect(
      rowsOf(
        `measure: 政府采购
columns: [小计, { name: 面向中小企业, where: { reservedFor: [中小企业, 小微企业] } }]
rows: [{ each: functions, levels: [1] }]`,
        shenzhen,
      ),
    ).toEqual([['210', '卫生健康支出', '4208.00', '0.00']]));
});

describe('文字栏', () => {
  it('部门预算科目旁边的政府预算科目，类对类，款对款（广州 2021 表9）', () =>
    expect(
      textsOf(
        `measure: 年初预算
where: { kind: 基本支出, economic: '303' }
codes: bracket
columns: [{ name: 政府预算经济分类, text: government }, 预算]
rows: [{ each: economic }]`,
        guangzhou,
      ),
    ).toEqual([
      ['对个人和家庭的补助', { 政府预算经济分类: '[509]对个人和家庭的补助' }],
      ['退休费', { 政府预算经济分类: '[50905]离退休费' }],
      ['奖励金', { 政府预算经济分类: '[50901]社会福利和救助' }],
      ['其他对个人和家庭的补助', { 政府预算经济分类: '[50999]其他对个人和家庭的补助' }],
    ]));

  it('项目的内容、绩效目标、指标、类别来自项目库，单行的文字由版式写', () => {
    const { units, department } = guangzhou.directory;
    const project = { code: 'X1', name: '运行经费', parentCode: null, category: '运行保障类' };
    const words = { content: '办公', goal: '正常运转', indicators: '到位率 100%' };
    const directory = new Directory(units, [{ ...project, ...words }], department);
    expect(
      textsOf(
        `measure: 年初预算
columns: [总计, { name: 内容, text: content }, { name: 目标, text: goal }, { name: 指标, text: indicators }, { name: 类别, text: category }, { name: 单位, text: unit }]
rows: [{ name: 合计, texts: { 内容: 全部 } }, { each: units, where: { project: X1 }, rows: [{ each: projects }] }]`,
        { ...guangzhou, directory },
      ),
    ).toEqual([
      ['合计', { 内容: '全部' }],
      ['广州市医疗保险服务中心', { 单位: '广州市医疗保险服务中心' }],
      [
        '运行经费',
        // The unit is printed once, at the first of its rows.
        { 内容: '办公', 目标: '正常运转', 指标: '到位率 100%', 类别: '运行保障类' },
      ],
    ]);
  });

  it('不在 columns 和 values 里', () => {
    const [table] = fillOne(
      'measure: 年初预算\ncolumns: [{ name: 目标, text: goal }, 合计]\nrows: [{ name: 合计 }]',
      guangzhou,
    ).tables;
    expect(toTableJson(table!)).toMatchObject({ columns: ['合计'], rows: [{ values: ['481405.70'] }] });
  });
});

describe('零和末尾零', () => {
  it('一栏的零可以留空，别栏照印（深圳 2023 表12）', () =>
    expect(
      rowsOf(
        `measure: 年初预算
columns: [总额, { name: 其他资金, zero: blank, where: { fund: 其他收入 } }, { name: 国资, where: { fund: 国有资本经营预算 } }]
rows: [{ name: 基本支出, where: { kind: 基本支出 } }]`,
        shenzhen,
      ),
    ).toEqual([[null, '基本支出', '6924.00', null, '0.00']]));

  it('末尾零不印：7、0.68、0（深圳 2023 表9）', () =>
    expect(
      rowsOf(
        `measure: 上年预算
trailingZeros: dropped
columns: [金额]
rows: [{ name: 车辆, where: { economic: '30231' } }, { name: 接待, where: { economic: '30217' } }, { name: 出国, where: { economic: '30212' } }]`,
        shenzhen,
      ),
    ).toEqual([
      [null, '车辆', '7'],
      [null, '接待', '0.68'],
      [null, '出国', '0'],
    ]));
});
