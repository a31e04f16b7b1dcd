import { checkWords } from './check-words';

const WHOLE = { percent: { decimals: 0, dropTrailingZeros: false } };
const ONE_PLACE = { percent: { decimals: 1, dropTrailingZeros: true } };

const judged = (sentence: string | readonly string[], edition = ONE_PLACE) =>
  checkWords(typeof sentence === 'string' ? [sentence] : sentence, edition).findings.map(
    ({ verdict, left, right, expected }) => [verdict, left.printed, right.printed, expected],
  );

describe('增减率由同句的金额重算', () => {
  it.each([
    ['增长', '收入120万元，比上年增加20万元，增长20%'],
    ['下降', '收入62,918.64万元，比上年决算数减少7,147.59万元，下降10.2%'],
    ['下降到零', '出国费0万元，比上年减少8.5万元，下降100%'],
    ['与上年持平', '接待费4.5万元，比上年增加0万元，增长0%'],
    ['两年都是零', '出国费0万元，比上年增加0万元，增长0%'],
    ['与预算比', '支出674,065.11万元，比年初预算数增加172,469.57万元，增长34.4%'],
  ])('%s，相符', (_, sentence) => expect(judged(sentence)).toEqual([]));

  it('率错：写出两数、算式和应为的率', () => {
    const { findings } = checkWords(['经费120万元，比2029年预算增加20万元，增长17%。'], ONE_PLACE);
    expect(findings).toMatchObject([
      {
        rule: '文字-增减率',
        severity: 'hard',
        verdict: '错误',
        left: { cells: '文字“比2029年预算增加20万元，增长17%”的增减率', printed: '17%' },
        right: { cells: '由所说的金额重算 20 ÷ (120 − 20)', printed: '20%' },
        expected: '20%',
      },
    ]);
  });

  it('同一句中位数多的数说明精度：52.68 旁的 45 是 45.00', () =>
    expect(judged('经费52.68万元，比上年增加45万元，增长563%', WHOLE)).toEqual([
      ['错误', '563%', '585.94%', '585.94%'],
    ]));

  it('金额只印到万元，率在四舍五入允许的范围之内，是尾差', () =>
    expect(judged('经费53万元，比上年增加45万元，增长563%', WHOLE)).toEqual([]));

  it('范围之外是错误', () =>
    expect(judged('经费53万元，比上年增加45万元，增长700%', WHOLE)).toEqual([['错误', '700%', '562.5%', '562.5%']]));

  it('范围之内而与印出的数重算不同，是尾差', () =>
    expect(judged('经费53万元，比上年增加45万元，增长570%', WHOLE)).toEqual([['尾差', '570%', '562.5%', '562.5%']]));

  it('上年为零没有增减率', () =>
    expect(judged('经费5万元，比上年增加5.00万元，增长100%')).toEqual([
      ['错误', '100%', '基数为 0，不可比', '基数为 0，不可比'],
    ]));
});

describe('方向', () => {
  it('减少而说增长，是错误', () =>
    expect(judged('收入80万元，比上年减少20万元，增长20%')).toEqual([['错误', '增长20%', '减少20万元', '下降20%']]));
});

describe('句子的样子', () => {
  it('折行、页码和识别多出的空格不妨碍', () =>
    expect(judged(['收入 1 20 万元,比上', '— 12 —', '年增加 2', '0 万元,增长 1', '7%'])).toEqual([
      ['错误', '17%', '20%', '20%'],
    ]));

  it('括号里的分项另是一句，不顶替括号前的合计', () => {
    const sentence = '公车费30万元（购置费10万元，比上年增加5万元，增长30%；运行费20万元），比上年增加10万元，增长60%';
    expect(judged(sentence)).toEqual([
      ['错误', '60%', '50%', '50%'],
      ['错误', '30%', '100%', '100%'],
    ]);
  });

  it.each([
    ['前一句只有一个数', '经费预算120万元。较上年预算增加20万元，增长17%', '20%'],
    [
      '编号的一项，说的是该项开头的数',
      '3.经办管理预算120万元，用于：甲50万元；乙70万元。较上年增加20万元，增长17%',
      '20%',
    ],
  ])('另起一句的比较，%s', (_, sentence, expected) =>
    expect(judged(sentence)).toEqual([['错误', '17%', '20%', expected]]),
  );

  it.each([
    ['前一句不止一个数', '甲10万元，乙20万元。较上年增加5万元，增长9%'],
    ['前一项的数隔着标题', '3.经办管理预算120万元。二、其他事项。较上年增加5万元，增长9%'],
    ['该项已有一个比较', '3.经办管理预算120万元。较上年增加20万元，增长20%。用于培训。较上年增加5万元，增长9%'],
  ])('另起一句的比较，%s，不知说的是哪个数，不作判断', (_, sentence) => expect(judged(sentence)).toEqual([]));
});
