import { input2020 } from '../testing/gz-2020-final';
import { fillOne, rowsOfOne } from '../testing/one-table';
import { facts, lineOf } from '../testing/one-sentence';
import { Directory, type ReportProject } from '../report-input';
import { toTableJson } from '../formats/report-json';

const UNITS = [{ code: 'u', name: '某局' }];
const PROJECTS: ReportProject[] = [
  { code: 'P1', name: '救助', parentCode: null },
  { code: 'P11', name: '彩票公益金', parentCode: 'P1' },
];

const paid = (yuan: string, own: Parameters<typeof lineOf>[1]) => facts(lineOf('30201', own), { disbursed: yuan });

const year = (given: ReturnType<typeof facts>[], projects = PROJECTS) => ({
  ...input2020(),
  facts: given,
  directory: new Directory(UNITS, projects, { name: '某局', authority: null }),
});

const TABLE = 'measure: 净支出\ncolumns: [金额]\nrows: [{ name: 合计 }, ';
const rows = (block: string, given: ReturnType<typeof facts>[], projects?: ReportProject[]) =>
  rowsOfOne(`${TABLE}${block}]`, year(given, projects)).map(([, , name, amount]) => [name, amount]);

describe('没有列出的钱也有一行', () => {
  it('没有项目的、项目库没有的：未列项目', () =>
    expect(
      rows('{ each: projects }', [
        paid('10000.00', { projectCode: 'P1' }),
        paid('20000.00', { projectCode: null }),
        paid('30000.00', { projectCode: 'P9' }),
      ]),
    ).toEqual([
      ['合计', '6.00'],
      ['救助', '1.00'],
      ['未列项目', '5.00'],
    ]));

  it('记在上级项目本身的：在其下级之后另列一行', () =>
    expect(
      rows('{ each: projects }', [paid('10000.00', { projectCode: 'P1' }), paid('20000.00', { projectCode: 'P11' })]),
    ).toEqual([
      ['合计', '3.00'],
      ['救助', '3.00'],
      ['彩票公益金', '2.00'],
      ['未列项目', '1.00'],
    ]));

  it('记在上级项目本身的，没有印出的下级时不另列', () =>
    expect(rows('{ each: projects }', [paid('10000.00', { projectCode: 'P1' })])).toEqual([
      ['合计', '1.00'],
      ['救助', '1.00'],
    ]));

  it('下级各行正负相抵的，上级一行照印', () =>
    expect(
      rows('{ each: projects }', [
        paid('10000.00', { projectCode: 'P11' }),
        paid('-10000.00', { projectCode: 'P1' }),
        paid('20000.00', { projectCode: null }),
      ]),
    ).toEqual([
      ['合计', '2.00'],
      ['救助', '0.00'],
      ['彩票公益金', '1.00'],
      ['未列项目', '-1.00'],
      ['未列项目', '2.00'],
    ]));

  it('科目表没有的编码：计入上级，在其下级之后另列一行，报表照出', () =>
    expect(
      rows('{ each: functions, levels: [2, 3] }', [
        paid('10000.00', { functionCode: '2101501' }),
        paid('20000.00', { functionCode: '2101577' }),
        paid('40000.00', { functionCode: '2990001' }),
      ]),
    ).toEqual([
      ['合计', '7.00'],
      ['医疗保障管理事务', '3.00'],
      ['行政运行', '1.00'],
      ['未列科目', '2.00'],
      ['未列科目', '4.00'],
    ]));

  it('没有经济分类的、版式没有列出的类', () =>
    expect(
      rows('{ each: economic, codes: ["301", "302"] }', [
        paid('10000.00', {}),
        paid('20000.00', { economicCode: null }),
        paid('30000.00', { economicCode: '31002' }),
      ]),
    ).toEqual([
      ['合计', '6.00'],
      ['工资福利支出', '0.00'],
      ['商品和服务支出', '1.00'],
      ['未列科目', '5.00'],
    ]));

  it('名录没有的单位', () =>
    expect(rows('{ each: units }', [paid('10000.00', {}), paid('20000.00', { unit: 'x' })])).toEqual([
      ['合计', '3.00'],
      ['某局', '1.00'],
      ['未列单位', '2.00'],
    ]));

  it('没有这样的钱，就没有这样的行', () =>
    expect(rows('{ each: units }', [paid('10000.00', {})])).toEqual([
      ['合计', '1.00'],
      ['某局', '1.00'],
    ]));

  it('分两处列出的类，只在后一处之后列一行', () =>
    expect(
      rows('{ each: functions, codes: ["208"] }, { name: 其中 }, { each: functions, codes: ["210"] }', [
        paid('10000.00', { functionCode: '2080501' }),
        paid('20000.00', { functionCode: '2101501' }),
        paid('30000.00', { functionCode: '2210201' }),
      ]),
    ).toEqual([
      ['合计', '6.00'],
      ['社会保障和就业支出', '1.00'],
      ['其中', '6.00'],
      ['卫生健康支出', '2.00'],
      ['未列科目', '3.00'],
    ]));

  it('没有序号、行次和编码', () => {
    const { tables } = fillOne(
      `${TABLE}{ each: functions, codes: ["208"], ordinalsFrom: 1, lineNo: 5 }]`,
      year([paid('20000.00', { functionCode: '2101501' })]),
    );
    expect(toTableJson(tables[0]!).rows.at(-1)).toMatchObject({
      name: '未列科目',
      ordinal: null,
      code: null,
      lineNo: null,
    });
  });
});

describe('项目库怎样登记，项目都只计一次', () => {
  const given = [paid('10000.00', { projectCode: 'P1' }), paid('20000.00', { projectCode: 'P2' })];

  it.each<[string, ReportProject[]]>([
    [
      '上级项目没有登记',
      [
        { code: 'P1', name: '甲', parentCode: 'P9' },
        { code: 'P2', name: '乙', parentCode: null },
      ],
    ],
    [
      '上级是自己',
      [
        { code: 'P1', name: '甲', parentCode: 'P1' },
        { code: 'P2', name: '乙', parentCode: null },
      ],
    ],
    [
      '部门和单位都登记了',
      [
        { code: 'P1', name: '甲', parentCode: null },
        { code: 'P2', name: '乙', parentCode: null },
        { code: 'P1', name: '甲（单位）', parentCode: null },
      ],
    ],
  ])('%s', (_how, projects) =>
    expect(rows('{ each: projects }', given, projects)).toEqual([
      ['合计', '3.00'],
      ['甲', '1.00'],
      ['乙', '2.00'],
    ]),
  );

  it('互为上级', () =>
    expect(
      rows('{ each: projects }', given, [
        { code: 'P1', name: '甲', parentCode: 'P2' },
        { code: 'P2', name: '乙', parentCode: 'P1' },
      ]).filter(([name]) => name === '合计' || name === '甲'),
    ).toEqual([
      ['合计', '3.00'],
      ['甲', '3.00'],
    ]));
});
