import { GetNarrative, GetReport, LoadDataset, TraceCell } from '@yujue/application';
import { parseYuan, sum } from '@yujue/money';
import { ReadModel } from '@yujue/read-model';
import { type TableJson, renderNarrativeText, toTableJson } from '@yujue/reporting';
import { type TestApplication, startApplication } from './support/application';
import { expectPagesToAddUp } from './support/paged-trace';
import { writeDataset } from './support/small-dataset';

const SHA256 = 'a'.repeat(64);

/**
 * Part of 广州市医疗保险服务中心 2021 年预算: 表5 entire; of 表13 two items of 基本支出 and 信息化运维服务经费 entire (102.53).
 * 表11 and 表14 are empty there, and have a row each here.
 */
const CENTRE_2021: Readonly<Record<string, string | null>> = {
  'dataset.yaml': `dataset: small
title: 广州市医疗保险服务中心 2021 年预算
fiscalYear: 2021
department: { code: gz-ybzx, name: 广州市医疗保险服务中心, authority: 广州市医疗保障局 }
units: [{ code: '310002', name: 广州市医疗保险服务中心, kind: 参公 }]
editions: [gz-2021-unit-budget]
closing: none
basis: fitted
source: { file: gz-ybzx-2021.txt, sha256: ${SHA256} }
`,
  '项目.csv': `项目编码,项目名称,上级项目编码,项目类别,绩效目标,项目内容,绩效指标
P1,信息化运维服务经费,,运行保障类,系统稳定运行,"云平台租赁
和运维",可用率 99%
P2,补助下级项目,,经济和社会发展类,,,
`,
  '指标.csv': `指标编号,预算单位,资金性质,支出功能分类,部门经济分类,支出类别,项目编码,来源年度,支付方式
A1,310002,一般公共预算,2101501,30201,公用经费,,2021,国库集中支付
`,
  '年初预算.csv': `文号,日期,指标编号,金额,原因
公布表,2021-01-01,A1,10000.00,由公布表推出
`,
  '政府采购预算.csv': `编号,预算单位,支出类别,支出功能分类,项目编码,支出项目名称,资金性质,采购类别,采购项目名称,品目名称,品目编号,数量,计量单位,面向,金额
1,310002,公用经费,,,在职人员公用经费（参公事业编制）,一般公共预算,货物,中央空调,A020618020399 其他空调机,A020618020399,1,套,,110000.00
2,310002,公用经费,,,在职人员公用经费（参公事业编制）,一般公共预算,服务,会议服务,C0601 会议服务,C0601,1,项,,15000.00
3,310002,项目支出,,P1,2021年信息化运维项目,一般公共预算,服务,云平台租赁服务,C0401 计算机设备和软件租赁服务,C0401,1,项,小微企业,598400.00
4,310002,项目支出,,P1,2021年信息化运维项目,一般公共预算,服务,信息化运维服务,C0206 运行维护服务,C0206,1,项,,426900.00
`,
  '政府购买服务预算.csv': `编号,预算单位,项目编码,支出项目名称,一级目录,二级目录,三级目录,购买方式,资金性质,金额
1,310002,P1,2021年信息化运维项目,政府履职辅助性服务,信息化服务,,公开招标,一般公共预算,12300.00
`,
  '非税收入预算.csv': `编号,预算单位,资金性质,收入科目,项目名称,去向,金额,备注
1,310002,一般公共预算,其他利息收入,利息收入,本级收入,100.00,
2,310002,一般公共预算,事业单位国有资产处置收入,固定资产残值收入,本级收入,100.00,
`,
  '转移支付预算.csv': `编号,预算单位,项目编码,资金性质,地区,金额
1,310002,P2,政府性基金预算,越秀,30000.00
2,310002,P2,政府性基金预算,待分配,20000.00
`,
  '说明数.csv': `编号,预算单位,指标口径,数值,单位,截止日期,来源
1,gz-ybzx,固定资产金额,99304700.00,元,2020-08-31,国有资产占有使用情况
2,gz-ybzx,房屋面积,6244.69,平方米,2020-08-31,国有资产占有使用情况
3,310002,车辆,10,辆,2020-08-31,国有资产占有使用情况
`,
  '收入.csv': null,
  '支付.csv': null,
};

/** Of 深圳市医疗保险基金管理中心 2023 年预算, 表9: 三公 of 2022 and of 2023, 万元 as printed. */
const SHENZHEN_2023: Readonly<Record<string, string | null>> = {
  'dataset.yaml': `dataset: small
title: 深圳市医疗保险基金管理中心 2023 年预算
fiscalYear: 2023
department: { code: sz-ybzx, name: 深圳市医疗保险基金管理中心 }
units: [{ code: '1', name: 深圳市医疗保险基金管理中心, kind: 参公 }]
editions: [sz-2023-unit-budget]
closing: none
`,
  '指标.csv': `指标编号,预算单位,资金性质,支出功能分类,部门经济分类,支出类别,项目编码,来源年度,支付方式
A1,1,一般公共预算,2080501,30217,公用经费,,2023,国库集中支付
A2,1,一般公共预算,2080501,30231,公用经费,,2023,国库集中支付
A3,1,一般公共预算,2080501,31013,公用经费,,2023,国库集中支付
`,
  '年初预算.csv': `文号,日期,指标编号,金额,原因
批复,2023-01-20,A1,6800.00,年初批复
批复,2023-01-20,A2,70000.00,年初批复
批复,2023-01-20,A3,450000.00,年初批复
`,
  '上年数.csv': `编号,预算单位,口径,资金性质,支出类别,支出功能分类,部门经济分类,项目编码,金额,来源
1,1,上年预算,一般公共预算,公用经费,,30217,,6800.00,2022 年部门预算
2,1,上年预算,一般公共预算,公用经费,,30231,,70000.00,2022 年部门预算
3,1,上年决算,一般公共预算,公用经费,,30231,,50000.00,2022 年部门决算
`,
  '收入.csv': null,
  '支付.csv': null,
};

describe('预算的台账：装载、成表、追溯', () => {
  let application: TestApplication;
  beforeAll(async () => {
    application = await startApplication();
    await application.commands.execute(new LoadDataset(await writeDataset(CENTRE_2021)));
    await application.commands.execute(new LoadDataset(await writeDataset(SHENZHEN_2023)));
    await application.catchUp();
  });
  afterAll(() => application.close());

  const centre = { department: 'gz-ybzx', fiscalYear: 2021, edition: 'gz-2021-unit-budget' };
  const shenzhen = { department: 'sz-ybzx', fiscalYear: 2023, edition: 'sz-2023-unit-budget' };

  const tableOf = async (scope: typeof centre, table: string): Promise<TableJson> => {
    const { filled } = await application.queries.execute(new GetReport({ ...scope, table }));
    return toTableJson(filled.tables[0]!);
  };
  const value = ({ columns, rows }: TableJson, row: string, column: string) =>
    rows.find(({ name, code }) => name === row || code === row)!.values[columns.indexOf(column)];

  it('政府采购预算表：按类别、按项目相加，每项一行，文字照登记', async () => {
    const table = await tableOf(centre, '13');
    expect(value(table, '合计', '总计')).toBe('115.03');
    expect(value(table, '货物类', '总计')).toBe('11.00');
    expect(value(table, '服务类', '总计')).toBe('104.03');
    expect(value(table, '基本支出', '总计')).toBe('12.50');
    expect(value(table, '信息化运维服务经费', '总计')).toBe('102.53');
    expect(table.rows.find(({ texts }) => texts?.['政府采购项目名称'] === '会议服务')).toMatchObject({
      name: '在职人员公用经费（参公事业编制）',
      texts: { 政府采购品目编号: 'C0601', 数量: '1', 计量单位: '项' },
    });
  });

  it('非税收入、政府购买服务、转移支付', async () => {
    const nonTax = await tableOf(centre, '5');
    expect(value(nonTax, '合计', '非税收入预算/本级收入')).toBe('0.02');
    expect(nonTax.rows.filter(({ texts }) => texts).map(({ texts }) => texts!['项目名称'])).toEqual([
      '利息收入',
      '固定资产残值收入',
    ]);
    expect(value(await tableOf(centre, '14'), '合计', '总计')).toBe('1.23');
    const transfers = await tableOf(centre, '11');
    expect(value(transfers, '补助下级项目', '其中：/越秀')).toBe('3.00');
    expect(value(transfers, '补助下级项目', '其中：/待分配')).toBe('2.00');
    expect(value(transfers, '合计', '政府性基金预算')).toBe('5.00');
  });

  it('上年数与本年预算并列，相减得增减（表9 三公）', async () => {
    const table = await tableOf(shenzhen, '9');
    const totals = ['2022年', '2023年', '增减变化金额'].map((row) => value(table, row, '总计'));
    expect(totals).toEqual(['7.68', '52.68', '45']);
  });

  it('一格追溯到各条登记，相加等于精确数，标明拟合与出处', async () => {
    const { cell, entries, bridge } = await application.queries.execute(
      new TraceCell({ ...centre, table: '13', row: '信息化运维服务经费', column: '总计' }),
    );
    expect(cell).toMatchObject({ printed: '102.53', exact: '1025300.00' });
    expect(entries).toMatchObject([
      { amount: '598400.00', basis: 'fitted', documentNo: 'gz-ybzx-2021.txt', entry: { entryNo: '3' } },
      { amount: '426900.00', entry: { register: 'procurements', entryNo: '4', name: '2021年信息化运维项目' } },
    ]);
    expect(bridge.map(({ amount }) => amount)).toEqual(['598400.00', '426900.00', '1025300.00']);
  });

  it('账与台账同在一格：增减变化追溯到批复和上年的文件', async () => {
    const { cell, entries } = await application.queries.execute(
      new TraceCell({ ...shenzhen, table: '9', row: '增减变化金额', column: '总计' }),
    );
    expect(sum(entries.map(({ amount }) => parseYuan(amount)))).toBe(parseYuan(cell.exact));
    expect(entries.map(({ documentNo, basis }) => [documentNo, basis])).toEqual([
      ...Array<[string, null]>(3).fill(['批复', null]),
      ...Array<[string, null]>(2).fill(['2022 年部门预算', null]),
    ]);
  });

  it.each([1, 2, 3, 4, 100])('来历分页，每页 %i 笔：账上的分录在前，台账的登记接着列，不重不漏', async (limit) => {
    const question = { ...shenzhen, table: '9', row: '增减变化金额', column: '总计' };
    await expectPagesToAddUp(application.queries, question, limit);
    await expectPagesToAddUp(application.queries, { ...centre, table: '13', row: '合计', column: '总计' }, limit);
  });

  it('拟合数据集的每笔账都有标记；主管部门和公布的文件记在部门年度上', async () => {
    const readModel = application.context.get(ReadModel);
    expect((await readModel.entries(centre)).map(({ basis }) => basis)).toEqual(['fitted']);
    expect(await readModel.departmentYear('gz-ybzx', 2021)).toMatchObject({
      authority: '广州市医疗保障局',
      source: { file: 'gz-ybzx-2021.txt', sha256: SHA256 },
    });
    expect((await readModel.entries(shenzhen)).map(({ basis }) => basis)).toEqual([null, null, null]);
  });

  it('说明数填进情况说明，注明截止日期；没有登记的仍待填，拟合的账在篇首说明', async () => {
    const { narrative } = await application.queries.execute(new GetNarrative(centre));
    const said = renderNarrativeText(narrative);
    expect(said).toContain(
      '截至2020年8月31日，固定资产9,930.47万元，其中房屋6,244.69平方米，车辆10辆，单价100万元以上的设备〔待填：大型设备〕。',
    );
    expect(said.split('\n')[1]).toBe('拟合：由公布表的合计数推出，不是单位的账（gz-ybzx-2021.txt）');
  });

  it('项目内容和绩效指标随项目登记，多行文字保留', async () => {
    const [project] = await application.context.get(ReadModel).registers(['gz-ybzx'], 2021, 'projects');
    expect(project!.content).toMatchObject({ content: '云平台租赁\n和运维', indicators: '可用率 99%' });
  });

  it('再装载一次，什么也不变', async () => {
    const before = await tableOf(centre, '13');
    const again = await application.commands.execute(new LoadDataset(await writeDataset(CENTRE_2021)));
    expect(again.alreadyLoaded).toBe(true);
    await application.catchUp();
    expect(await tableOf(centre, '13')).toEqual(before);
  });

  it.each([
    ['政府采购预算.csv', '9,310002,公用经费,,,采购,一般公共预算,物品,,,,,,,1.00', '采购类别 应为货物、工程、服务之一'],
    ['政府采购预算.csv', '9,310002,公用经费,,,采购,,货物,,,,,,大型企业,1.00', '面向 应为中小企业、小微企业之一'],
    ['政府采购预算.csv', '9,310002,公用经费,,,采购,,货物,,,,,,,', '金额 不能为空'],
    ['政府采购预算.csv', '4,310002,公用经费,,,采购,,货物,,,,,,,1.00', '编号 4 重复'],
    ['政府采购预算.csv', ',310002,公用经费,,,采购,,货物,,,,,,,1.00', '编号不能为空'],
    ['政府采购预算.csv', '9,310002,公用经费,2109998,,采购,,货物,,,,,,,1.00', '支出功能分类 2109998 不在 2021 年'],
    ['政府采购预算.csv', '9,gz-ybzx,公用经费,,,采购,,货物,,,,,,,1.00', '预算单位 gz-ybzx 不在 dataset.yaml'],
    ['政府购买服务预算.csv', '9,310002,P9,服务,,,,,,1.00', '项目编码 P9 不在项目.csv 中'],
    ['非税收入预算.csv', '9,310002,一般公共预算,,,本级收入,1.00,', '项目名称 不能为空'],
    ['非税收入预算.csv', '9,310002,一般公共预算,,利息,市级,1.00,', '去向 应为上缴中央、上缴省财政专户、本级收入之一'],
    ['转移支付预算.csv', '9,310002,P2,一般公共预算,越秀,1.005', '金额 应为以元为单位的金额，至多两位小数'],
    ['说明数.csv', '9,gz-ybzx,大型设备,2台,台,,公开文件', '数值 应为数字，不带单位和千分号，至多六位小数'],
    ['说明数.csv', '9,gz-ybzx,拟购置金额,3.005,元,,公开文件', '数值 以元为单位时至多两位小数'],
    ['说明数.csv', '9,gz-ybzx,大型设备,2,台,2020-8-31,公开文件', '截止日期 日期应为 yyyy-mm-dd'],
    ['说明数.csv', '9,310009,大型设备,2,台,,公开文件', '预算单位 310009 不在 dataset.yaml'],
    ['说明数.csv', '9,310002,房屋面积,1,平方米,,公开文件', '指标口径“房屋面积”应由部门登记一个数'],
  ])('%s 的一行 %s：%s', async (file, row, sentence) => {
    const rowNumber = CENTRE_2021[file]!.trimEnd().split('\n').length + 1;
    const folder = await writeDataset({ ...CENTRE_2021, [file]: `${CENTRE_2021[file]}${row}\n` });
    await expect(application.commands.execute(new LoadDataset(folder))).rejects.toMatchObject({
      code: 'DATASET_INVALID',
      details: [expect.stringContaining(`${file} 第 ${rowNumber} 行：${sentence}`)],
    });
  });

  it.each([
    ['source: { file: gz-ybzx-2021.txt, sha256: abc }', 'source.sha256 不正确（应为 64 位小写十六进制）'],
    ['', 'source 不正确（basis: fitted 与 source 应同时写明）'],
  ])('拟合的出处须写明：%s', async (line, sentence) => {
    const yaml = CENTRE_2021['dataset.yaml']!.replace(/^source:.*$/m, line);
    const folder = await writeDataset({ ...CENTRE_2021, 'dataset.yaml': yaml });
    await expect(application.commands.execute(new LoadDataset(folder))).rejects.toMatchObject({
      details: [`dataset.yaml：${sentence}。`],
    });
  });
});
