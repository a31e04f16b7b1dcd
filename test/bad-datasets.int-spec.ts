import { ExportLog, ListDepartments, LoadDataset, UserError } from '@yujue/application';
import { Writable } from 'node:stream';
import { type TestApplication, startApplication } from './support/application';
import { SMALL_FILES, writeDataset } from './support/small-dataset';

describe('装载数据集：整个装载或完全不装载', () => {
  let application: TestApplication;
  beforeAll(async () => {
    application = await startApplication();
  });
  afterAll(() => application.close());

  const events = async () =>
    application.commands.execute(new ExportLog(new Writable({ write: (_chunk, _encoding, done) => done() })));
  const problemsOf = async (changes: Readonly<Record<string, string | null>>): Promise<readonly string[]> => {
    const refused = await application.commands.execute(new LoadDataset(await writeDataset(changes))).then(
      () => null,
      (error: UserError) => error,
    );
    expect(refused).toBeInstanceOf(UserError);
    expect(await events()).toBe(0);
    return [refused!.message, ...refused!.details];
  };
  const appended = (file: string, row: string) => ({ [file]: SMALL_FILES[file] + row });

  it.each([
    [
      '超支一分',
      '支付.csv',
      'Z4,P4,2020-04-01,A1,8799.51,示例店,超支\n',
      '支付.csv 第 5 行：指标 A1 可用额度 8,799.50 元，本次支付 8,799.51 元，超出 0.01 元',
    ],
    ['资金未到账', '支付.csv', 'Z4,P4,2020-04-01,B1,0.01,示例店,无款\n', '支付.csv 第 5 行：指标 B1 资金结存 0.00 元'],
    ['金额三位小数', '支付.csv', 'Z4,P4,2020-04-01,A1,1.005,示例店,\n', '支付.csv 第 5 行：金额“1.005”超过两位小数'],
    ['金额为负', '支付.csv', 'Z4,P4,2020-04-01,A1,-1.00,示例店,\n', '支付.csv 第 5 行：金额须大于零'],
    ['没有的指标', '支付.csv', 'Z4,P4,2020-04-01,A9,1.00,示例店,\n', '支付.csv 第 5 行：指标编号 A9 不在指标.csv 中'],
    [
      '日期不在年度内',
      '支付.csv',
      'Z4,P4,2021-04-01,A1,1.00,示例店,\n',
      '支付.csv 第 5 行：业务日期 2021-04-01 不在 2020 年度内',
    ],
    [
      '日期写法不对',
      '支付.csv',
      'Z4,P4,2020/4/1,A1,1.00,示例店,\n',
      '支付.csv 第 5 行：occurredOn 日期应为 yyyy-mm-dd',
    ],
    ['支付编号重复', '支付.csv', 'Z1,P4,2020-04-01,A1,1.00,示例店,\n', '支付.csv 第 5 行：支付编号 Z1 已登记'],
    ['少一列', '支付.csv', 'Z4,P4,2020-04-01,A1,1.00\n', '支付.csv 第 5 行：应有 7 列，实有 5 列'],
    ['未知科目', '指标.csv', 'A3,900001,一般公共预算,2109999,30201,公用经费,,2020,国库集中支付\n', null],
    [
      '项目没有登记',
      '指标.csv',
      'A3,900001,一般公共预算,2101501,30201,公用经费,P9,2020,国库集中支付\n',
      '指标.csv 第 5 行：项目编码 P9 不在项目.csv 中。',
    ],
    [
      '资金性质写错',
      '指标.csv',
      'A3,900001,公共预算,2101501,30201,公用经费,,2020,国库集中支付\n',
      '指标.csv 第 5 行：fundNature',
    ],
    [
      '指标编号重复',
      '指标.csv',
      'A1,900001,一般公共预算,2101501,30201,公用经费,,2020,国库集中支付\n',
      '指标.csv 第 5 行：指标编号 A1 重复',
    ],
  ])('%s', async (_name, file, row, sentence) => {
    const changes = appended(file, row);
    const withUse = sentence
      ? changes
      : { ...changes, ...appended('年初预算.csv', '示财〔2020〕1号,2020-01-10,A3,1.00,年初批复\n') };
    expect((await problemsOf(withUse)).join('\n')).toContain(sentence ?? '支出功能分类 2109999 不在 2020 年科目表中');
  });

  it('所有问题一次列出，指明文件和行', async () => {
    const problems = await problemsOf(
      appended('支付.csv', 'Z4,P4,2020-04-01,A9,1.00,某,\nZ5,P5,2020-04-01,A8,1.00,某,\n'),
    );
    expect(problems[0]).toContain('2 处问题，未装载任何数据');
    expect(problems.slice(1)).toEqual([expect.stringContaining('第 5 行'), expect.stringContaining('第 6 行')]);
  });

  describe('一行有几处问题，一次说全', () => {
    const told = async (changes: Readonly<Record<string, string>>) =>
      (await problemsOf(changes)).slice(1).map((problem) => problem.split(/[，。；]/)[0]);

    it('没有的指标、处理方式、支付，不掩盖日期和金额', async () => {
      expect(
        await told({
          ...appended('支付.csv', 'Z4,P4,2020/4/1,A9,一百,示例店,\n'),
          '年末处理.csv': '文号,日期,指标编号,处理方式,金额,原因\n示财〔2020〕9号,某日,A9,上交,1.005,\n',
          '退回更正.csv': '类型,支付编号,新支付编号,单据号,日期,调入指标编号,金额,摘要\n换,Z9,,P9,某日,,1.005,\n',
        }),
      ).toEqual([
        '支付.csv 第 5 行：指标编号 A9 不在指标.csv 中',
        '支付.csv 第 5 行：occurredOn 日期应为 yyyy-mm-dd',
        expect.stringContaining('支付.csv 第 5 行：“一百”'),
        '退回更正.csv 第 2 行：支付编号 Z9 不在支付.csv 中',
        '退回更正.csv 第 2 行：类型“换”不认识',
        '退回更正.csv 第 2 行：occurredOn 日期应为 yyyy-mm-dd',
        '退回更正.csv 第 2 行：金额“1.005”超过两位小数',
        '年末处理.csv 第 2 行：处理方式“上交”不认识',
        '年末处理.csv 第 2 行：指标编号 A9 不在指标.csv 中',
        '年末处理.csv 第 2 行：occurredOn 日期应为 yyyy-mm-dd',
        '年末处理.csv 第 2 行：金额“1.005”超过两位小数',
      ]);
    });

    it('指标一行有误，用到它的行、退回它的支付不说没有', async () => {
      expect(
        await told({
          '指标.csv': SMALL_FILES['指标.csv']!.replace('A1,900001,一般公共预算', 'A1,900001,公共预算'),
          '退回更正.csv':
            '类型,支付编号,新支付编号,单据号,日期,调入指标编号,金额,摘要\n退回,Z1,,P9,2020-03-01,,1.00,\n',
        }),
      ).toEqual([expect.stringMatching(/^指标.csv 第 2 行：fundNature/)]);
    });

    it('账上拒绝一行的全部原因，各在单据的那一行', async () => {
      expect(
        await told({
          ...appended('支付.csv', 'Z4,P4,2021-04-01,A1,99999.00,示例店,\n'),
          '预算调整.csv':
            '文号,日期,类型,来源,指标编号,金额,原因\n示财〔2020〕9号,2020-04-01,追加,本级,A1,1.00,\n示财〔2020〕9号,2020-04-01,追加,本级,A2,-1.00,\n',
        }),
      ).toEqual(
        [
          '预算调整.csv 第 3 行：金额须大于零',
          '支付.csv 第 5 行：业务日期 2021-04-01 不在 2020 年度内',
          '支付.csv 第 5 行：指标 A1 可用额度 8',
        ].map((sentence) => expect.stringContaining(sentence) as string),
      );
    });
  });

  it('不认识的列、缺少的列、缺少的清单', async () => {
    expect((await problemsOf({ '收入.csv': '单据号,日期\n' })).join()).toContain('收入.csv：缺少列');
    expect((await problemsOf({ '收入.csv': SMALL_FILES['收入.csv']!.replace('摘要', '摘要,备注') })).join()).toContain(
      '收入.csv：不认识的列 备注',
    );
    expect((await problemsOf({ 'dataset.yaml': null })).join()).toContain('缺少 dataset.yaml');
    expect((await problemsOf({ 'dataset.yaml': 'dataset: [' })).join()).toContain('dataset.yaml：格式有误');
    expect(
      (
        await problemsOf({ 'dataset.yaml': SMALL_FILES['dataset.yaml']!.replace('closing: none', 'closing: 13') })
      ).join(),
    ).toContain('dataset.yaml：closing');
  });

  it('年结而余额未处理，不装载', async () => {
    const closing = { 'dataset.yaml': SMALL_FILES['dataset.yaml']!.replace('closing: none', 'closing: year') };
    expect((await problemsOf(closing)).join()).toContain('条指标余额未处理');
  });

  // Last, because it is the one that loads.
  it('改好以后照常装载；改了已登记的行再装载即拒绝，指明文件、行和两边的数，原数据不动', async () => {
    await application.commands.execute(new LoadDataset(await writeDataset()));
    const loaded = await events();
    const changed = { '支付.csv': SMALL_FILES['支付.csv']!.replace('1200.50', '1200.51') };
    await expect(application.commands.execute(new LoadDataset(await writeDataset(changed)))).rejects.toMatchObject({
      code: 'DATASET_CLASHES',
      kind: 'conflict',
      details: ['支付.csv 第 2 行：支付 支付编号 Z1，金额此前登记为“1200.50”，本行为“1200.51”。'],
    });
    expect(await events()).toBe(loaded);
    await application.catchUp();
    expect(await application.queries.execute(new ListDepartments())).toMatchObject([
      { department: 'small', fiscalYear: 2020 },
    ]);
  });
});
