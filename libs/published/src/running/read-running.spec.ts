import { problemsOf, readRowsOf, readText } from '../testing/small-edition';

const MASTHEAD = '部门名称：某某局  单位：万元';
const TWO_SIDES = `表1\n收支预算总表\n${MASTHEAD}\n收入 支出\n项目 预算数 项目 预算数\n`;
const BY_FUNCTION = `表 2\n\n支出预算明细表\n\n${MASTHEAD}\n\n科目编码 科目名称 总额\n\n基本\n\n支出\n\n项目支出\n\n`;
const PROJECTS = `表 3\n\n项目支出预算表\n\n${MASTHEAD}\n\n项目 总额 财政拨款 绩效目标\n\n`;

describe('从文字读表', () => {
  it('目录里的表名不是表，表前的部门、单位和断开的表头不是行', async () => {
    const { tables, publisher, fiscalYear } = await readText(`${BY_FUNCTION}合 计 12.00 7.00 5.00`);
    expect(tables.map(({ no }) => no)).toEqual(['2']);
    expect([publisher, fiscalYear]).toEqual(['某某局', 2030]);
    expect(tables[0]!.rows.map(({ name }) => name)).toEqual(['合计']);
  });

  it('每页重复的标题、表头和栏次都不是行', async () => {
    const page = `${BY_FUNCTION}1 2 3 4 5\n\n`;
    const rows = await readRowsOf(
      '2',
      `${page}合计 12.00 7.00 5.00\n\n201 甲类支出 5.00 5.00 0.00\n\n${page}202 乙类支出 7.00 2.00 5.00`,
    );
    expect(rows).toEqual(['合计 12.00 7.00 5.00', '201 甲类支出 5.00 5.00 0.00', '202 乙类支出 7.00 2.00 5.00']);
  });

  it('每页顶上重印的合计只算一行', async () => {
    const rows = await readRowsOf(
      '2',
      `${BY_FUNCTION}合计 5.00 5.00 0.00\n\n${BY_FUNCTION}合计 5.00 5.00 0.00\n\n201 甲类支出 5.00 5.00 0.00`,
    );
    expect(rows).toEqual(['合计 5.00 5.00 0.00', '201 甲类支出 5.00 5.00 0.00']);
  });

  it('编码独占一行、名称断成几行、缩进、千分位有无，读出来一样', async () => {
    const rows = await readRowsOf(
      '2',
      `${BY_FUNCTION}合计 1,234.50 1234.50 0.00\n\n2010101\n　　某某事务的某某\n\n某某管理支出\n1,234.50 1,234.50 0.00\n\n2010102 　　其他 1.00 0.00 1.00`,
    );
    expect(rows.slice(1)).toEqual([
      '2010101 某某事务的某某某某管理支出 1234.50 1234.50 0.00',
      '2010102 其他 1.00 0.00 1.00',
    ]);
  });

  it.each([
    ['1,2 34.50 1,234.50 0.00', '1234.50 1234.50 0.00'],
    ['1, 234. 50 1, 234. 50 0. 00', '1234.50 1234.50 0.00'],
    ['-1,234.50 −1,234.50 0.00', '-1234.50 -1234.50 0.00'],
  ])('断开的数字“%s”只有一种拼法时，拼成“%s”', async (printed, read) => {
    expect(await readRowsOf('2', `${BY_FUNCTION}合计 1.00 1.00 0.00\n\n201 甲类支出 ${printed}`)).toContain(
      `201 甲类支出 ${read}`,
    );
  });

  it.each([
    ['认错的字', '201 甲类支出 1O.00 10.00 0.00'],
    ['少一个数', '201 甲类支出 10.00 0.00'],
    ['多一个数', '201 甲类支出 10.00 10.00 0.00 0.00'],
    ['少一位小数', '201 甲类支出 10.00 10.0 0.00'],
  ])('%s的行不读入，也不丢掉：报出这一行', async (_, line) => {
    const text = `${BY_FUNCTION}合计 1.00 1.00 0.00\n\n${line}\n\n202 乙类支出 7.00 2.00 5.00`;
    expect(await readRowsOf('2', text)).toEqual(['合计 1.00 1.00 0.00', '202 乙类支出 7.00 2.00 5.00']);
    expect(await problemsOf('2', text)).toEqual([`${line}：这一行的数字不是本表应有的金额`]);
  });

  it('第一行的数字读不了时，不当作表头丢掉', async () => {
    const text = `${BY_FUNCTION}合计 1.00 1.OO 0.00\n\n201 甲类支出 1.00 1.00 0.00`;
    expect(await problemsOf('2', text)).toEqual(['合计 1.00 1.OO 0.00：这一行的数字不是本表应有的金额']);
  });

  it('表末没有金额的行，报出来', async () => {
    expect(await problemsOf('2', `${BY_FUNCTION}合计 1.00 1.00 0.00\n\n201 甲类支出\n\n注：无。`)).toEqual([
      '201 甲类支出：这一行没有本表应有的金额',
    ]);
  });

  it('两侧各有行数：只剩一侧时，按名称归到左侧或右侧', async () => {
    const rows = await readRowsOf(
      '1',
      `${TWO_SIDES}一、财政拨款 8.00 一、甲类支出 1.00\n二、乙类支出 2.00\n二、其他收入 2.00\n三、丙类支出 7.00\n收入总计 10.00 支出总计 10.00`,
    );
    expect(rows).toEqual([
      'income 一 财政拨款 8.00',
      'income 二 其他收入 2.00',
      'income 收入总计 10.00',
      'expenditure 一 甲类支出 1.00',
      'expenditure 二 乙类支出 2.00',
      'expenditure 三 丙类支出 7.00',
      'expenditure 支出总计 10.00',
    ]);
  });

  it.each(['[301]工资福利支出 3.00', '[301] 工资福利支出 3.00', '　[301]工资福利\n\n支出\n3.00'])(
    '“%s”的编码在方括号里',
    async (line) => {
      const text = `基本支出经济分类表\n${MASTHEAD}\n项目 预算数\n合计 3.00\n\n其中：（一）工资 1.00\n\n${line}`;
      expect(await readRowsOf('4', text)).toEqual(['合计 3.00', '工资 1.00', '301 工资福利支出 3.00']);
    },
  );
});

describe('名称和后面的文字', () => {
  const goals = (lines: string) => readText(`${PROJECTS}合计 9.00 9.00\n\n某某局 9.00 9.00\n\n${lines}`);
  const rowsAndTexts = async (lines: string) =>
    (await goals(lines)).tables[0]!.rows.slice(2).map(({ name, texts }) => `${name}：${texts['绩效目标'] ?? ''}`);

  it('文字到句号为止，下一个名称另起一行', async () => {
    expect(
      await rowsAndTexts(
        '甲项目\n\n经费\n4.00 4.00\n完成甲事，\n\n质量合格。\n\n乙类项目的\n\n经费\n5.00 5.00\n完成乙事。',
      ),
    ).toEqual(['甲项目经费：完成甲事，质量合格。', '乙类项目的经费：完成乙事。']);
  });

  it('没有句号时，缩进的一行开始下一个名称', async () => {
    expect(
      await rowsAndTexts('　　甲项目经费 4.00 4.00\n完成甲事，质量合格\n\n　　乙类项目的\n\n经费\n5.00 5.00\n完成乙事'),
    ).toEqual(['甲项目经费：完成甲事，质量合格', '乙类项目的经费：完成乙事']);
  });

  it('文字跨页时，页首的表头不混进去', async () => {
    expect(
      await rowsAndTexts(
        `甲项目经费 4.00 4.00\n完成甲事，\n\n${PROJECTS}质量合格。\n\n乙项目经费 5.00 5.00\n完成乙事。`,
      ),
    ).toEqual(['甲项目经费：完成甲事，质量合格。', '乙项目经费：完成乙事。']);
  });

  it('名称在页末断开时，下一页页首的几个字归还名称', async () => {
    expect(
      await rowsAndTexts(
        `某某地区\n\n医疗设备的\n\n集中采购工\n4.00 4.00\n完成甲事，质量合格，\n\n${PROJECTS}作经费\n\n达到预期目标。\n\n某某项目\n\n乙类的经费\n5.00 5.00\n完成乙事。`,
      ),
    ).toEqual([
      '某某地区医疗设备的集中采购工作经费：完成甲事，质量合格，达到预期目标。',
      '某某项目乙类的经费：完成乙事。',
    ]);
  });

  it('分不清时读入，并请人核对名称', async () => {
    const { problems } = await goals('甲项目经费 4.00 4.00\n完成甲事，质量合格，\n\n乙项目经费\n5.00 5.00');
    expect(problems.map(({ message }) => message)).toContain(
      '分不清这一行的名称和上一行的文字从哪里分开，请核对该行名称。',
    );
  });
});

describe('金额前面的文字各栏', () => {
  const PURCHASES = `采购预算表\n\n${MASTHEAD}\n\n编码 单位名称（项目名称） 采购项目名称 品目名称 品目编号 数量 计量单位 总额 财政拨款\n\n`;

  it('采购行的品目、编号、数量、单位各归各栏，编号断成两行也接上', async () => {
    const { tables } = await readText(
      `${PURCHASES}合计 9.00 9.00\n\n910001 某某局 9.00 9.00\n\n910001\n办公用房和办公设备\n\n购置经费\n壁挂空调\n\nA02061802030\n\n1 某某空调机\n\nA02061802030\n\n1\n3 台 4.00 4.00\n\n910001 会务费 会议服务 C0601 会议服务 C0601 1 项 5.00 5.00`.replace(
        'A02061802030\n\n1 某某空调机',
        'A020618020301\n\n某某空调机',
      ),
    );
    expect(
      tables[0]!.rows.slice(2).map(({ code, name, texts }) => [code, name, ...Object.values(texts).sort()]),
    ).toEqual([
      ['910001', '办公用房和办公设备购置经费', '3', 'A020618020301', 'A020618020301某某空调机', '台', '壁挂空调'],
      ['910001', '会务费', '1', 'C0601', 'C0601会议服务', '会议服务', '项'],
    ]);
    expect(tables[0]!.rows.slice(0, 2).map(({ texts }) => texts)).toEqual([{}, {}]);
  });

  const TASKS = `任务安排表\n\n${MASTHEAD}\n\n任务名称 主要内容\n\n总额 其中：财政拨款 其中：其他资金\n\n`;

  it('“-”是空格，行末少印的是空格；名称满行才断行', async () => {
    const { tables, narrative } = await readText(
      `${TASKS}某某类公共服务补助 某某事  6,924   6,924   -    \n\n甲项目 甲事  1,445   1,445       \n\n某某类公共服务与保障\n\n能力提升资金 \n乙事  52   -   52 \n\n总额合计  8,421  8,369  52 \n\n年度总体目标 完成各事`,
    );
    expect(tables[0]!.rows.map(({ name, values, texts }) => [name, ...values, texts['主要内容'] ?? null])).toEqual([
      ['某某类公共服务补助', '6924', '6924', null, '某某事'],
      ['甲项目', '1445', '1445', null, '甲事'],
      ['某某类公共服务与保障能力提升资金', '52', null, '52', '乙事'],
      ['总额合计', '8421', '8369', '52', null],
    ]);
    expect(narrative).toContain('年度总体目标 完成各事');
  });

  it('末尾的零不印，小数可多可少，变化可为负数', async () => {
    const { tables } = await readText(
      `两年比较表\n\n${MASTHEAD}\n\n预算单位 年度 总额 接待费\n\n某某局 2029 年 7.68 0.68\n\n2030 年 7 0\n\n增减变化 -0.68 -0.68`,
    );
    expect(tables[0]!.rows.map(({ name, values, texts }) => [name, ...values, texts['预算单位'] ?? null])).toEqual([
      ['2029年', '7.68', '0.68', '某某局'],
      ['2030年', '7', '0', null],
      ['增减变化', '-0.68', '-0.68', null],
    ]);
  });
});
