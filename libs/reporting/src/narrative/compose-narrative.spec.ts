import { type Measure } from '@yujue/ledger';
import { parseYuan } from '@yujue/money';
import { type JournalEntry } from '@yujue/facts';
import { RECEPTION, SPENT, composed, facts, lineOf, sentences, text } from '../testing/one-sentence';

const earlier = (yuan: string) => ({ comparatives: new Map([['三公/公务接待费', parseYuan(yuan)]]) });

const posted = (measure: Measure, yuan: string, reason: string, basis: JournalEntry['basis'] = null): JournalEntry => ({
  position: '1',
  eventId: 'e',
  eventType: 'BudgetSupplemented',
  line: RECEPTION,
  measure,
  amount: parseYuan(yuan),
  occurredOn: '2020-06-01',
  recordedAt: '2020-06-01T00:00:00.000Z',
  documentNo: '1号',
  reason,
  basis,
  actor: '张三',
});

describe('数：按版式的单位，末位的零不写，零照写', () => {
  it('金额、完成率、占比（2020 年决算 表7 接待费 2.11，完成 5.52 的 38.2%）', () =>
    expect(
      text(
        "{ id: a, of: 接待, text: '{名称}{净支出}，完成{年初预算}的{净支出 完成 年初预算}，占{净支出 占 三公.净支出}' }",
      ),
    ).toBe('接待2.11万元，完成5.52万元的38.2%，占100%'));

  it('没有发生额是 0，基数为零没有比率', () =>
    expect(text("{ id: a, of: 出国, text: '{净支出}，完成{净支出 完成 年初预算}' }")).toBe(
      '0万元，完成——%(基数为0,不可比)',
    ));

  it('句中写明的主体，代替本句的主体', () =>
    expect(text("{ id: a, of: 出国, text: '{三公.净支出}' }")).toBe('2.11万元'));
});

describe('逐项说的句子，说全', () => {
  const project = (yuan: string, projectCode: string | null) =>
    facts(lineOf('30201', { projectCode, expenditureKind: '项目支出' }), { disbursed: yuan });
  const given = { facts: [project('10000.00', 'P1'), project('20000.00', null), project('30000.00', 'P9')] };
  const all = (sentence: string) => sentences(sentence, given).map((it) => it.text);

  it('没有项目的、项目库没有的，末尾另有一句', () =>
    expect(all("{ id: a, each: projects, text: '{名称}{净支出}。' }")).toEqual(['甲项目1万元。', '未列项目5万元。']));

  it('只说大项目的，没有这一句', () =>
    expect(all("{ id: a, each: projects, atLeast: { 净支出: 1 }, text: '{名称}{净支出}。' }")).toEqual([
      '甲项目1万元。',
    ]));

  it('科目表没有的非税项目', () => {
    const collected = lineOf('', { fundNature: null, nonTaxCategory: '99', nonTaxAccount: '纳入预算管理' });
    const nonTax = { facts: [facts(collected, { nonTax: '30000.00' })] };
    const [last] = sentences("{ id: a, each: nonTax, levels: [1], text: '{名称}{非税收入}。' }", nonTax).slice(-1);
    expect(last!.text).toBe('未列项目3万元。');
  });
});

describe('增减', () => {
  const sentence = "{ id: a, of: 接待, text: '{净支出 比 上年决算数}' }";
  it.each([
    ['20000.00', '比上年决算数增加0.11万元，增长5.5%'],
    ['42200.00', '比上年决算数减少2.11万元，下降50%'],
    ['21100.00', '与上年决算数持平'],
    ['21060.00', '与上年决算数持平'],
    ['0.00', '比上年决算数增加2.11万元，增长--%(基数为0,不可比)'],
  ])('上年 %s 元：%s', (amount, said) => expect(text(sentence, earlier(amount))).toBe(said));

  it('上年数没有登记：留空，不当作零', () => {
    const { text: said, gaps } = composed(sentence);
    expect(said).toBe('〔待填：接待上年决算数〕');
    expect(gaps).toEqual([{ sentence: 'a', kind: 'fact', what: '接待上年决算数' }]);
  });

  it('数据中增减额不带正负号，方向另记；来历是账和上年数', () => {
    const [change, rate] = composed(sentence, earlier('42200.00')).numbers;
    expect(change).toMatchObject({ direction: '减少', exact: '-21100.00', printed: '2.11万元' });
    expect(rate).toMatchObject({
      kind: 'rate',
      exact: { numerator: 2_110_000n, denominator: 4_220_000n },
      printed: '50%',
    });
    expect(change!.sources).toEqual([
      { from: 'ledger', measure: '净支出', filters: [{ sangong: ['公务接待费'] }] },
      { from: 'comparative', key: '三公/公务接待费' },
    ]);
  });
});

describe('原因：取自业务的事由', () => {
  const sentence = "{ id: a, of: 接待, text: '{净支出 比 上年决算数}{原因}' }";
  const journal = [
    posted('supplemented', '100.00', '来访增加'),
    posted('supplemented', '300.00', '会议承办'),
    posted('supplemented', '250.00', '来访增加'),
    posted('supplemented', '50.00', '零星'),
    posted('reduced', '900.00', '压减一般性支出'),
  ];

  it('增加只用增加的事由，同一事由合并，由大到小，至多所定条数', () =>
    expect(text(sentence, { ...earlier('20000.00'), journal })).toMatch(/，因为来访增加；会议承办$/));

  it('减少只用减少的事由', () =>
    expect(text(sentence, { ...earlier('42200.00'), journal })).toMatch(/，因为压减一般性支出$/));

  it('持平不需要原因', () => expect(text(sentence, { ...earlier('21100.00'), journal })).toBe('与上年决算数持平'));

  it('拟合出来的账没有事由可言；没有事由的变动列入待填', () => {
    const fitted = [posted('supplemented', '300.00', '按公开表拟合', 'fitted')];
    expect(composed(sentence, { ...earlier('20000.00'), journal: fitted }).gaps).toEqual([
      { sentence: 'a', kind: 'reason', what: '接待增加的原因' },
    ]);
  });
});

describe('逐项', () => {
  const line = lineOf('30227', { projectCode: 'P1', expenditureKind: '项目支出' });
  const given = { facts: [...SPENT, facts(line, { appropriated: '5000000.00', disbursed: '1000000.00' })] };

  it('项目：有数的项目，达到金额的，带绩效目标', () => {
    const sentence = (least: number) =>
      `{ id: a, each: projects, atLeast: { 年初预算: ${least} }, text: '{名称}{年初预算}，{绩效目标}' }`;
    expect(composed(sentence(500), given)).toMatchObject({ id: 'a/甲项目', text: '甲项目500万元，按时完成' });
    expect(composed(sentence(501), given)).toBeUndefined();
  });

  it('主体照列零，写明不印时只列有数的', () => {
    expect(text("{ id: a, each: [出国, 接待], text: '{名称}{净支出}' }")).toBe('出国0万元');
    expect(text("{ id: a, each: [出国, 接待], zeros: 不印, text: '{名称}{净支出}' }")).toBe('接待2.11万元');
  });
});
