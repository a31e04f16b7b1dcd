import fc from 'fast-check';
import {
  COMPLETION_SCORES,
  type MoneyError,
  add,
  fractionOf,
  fen,
  formatYuan,
  growthOf,
  parseAmount,
  parseYuan,
  printAmount,
  printPercent,
  printScore,
  rateOf,
  sum,
  withSeparators,
} from '.';

const wanYuan = { unit: '万元', decimals: 2 } as const;
const oneDecimal = { decimals: 1, dropTrailingZeros: true } as const;
const codeOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as MoneyError).code;
  }
  return null;
};

describe('金额以分为单位，精确', () => {
  it('读入再写出，任何金额不变', () =>
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(parseYuan(formatYuan(fen(value)))).toBe(fen(value));
      }),
    ));

  it.each(['1.005', '0.001'])('%s 元超过两位小数', (text) =>
    expect(codeOf(() => parseYuan(text))).toBe('AMOUNT_TOO_MANY_DECIMALS'),
  );
  it.each(['', '1,000', '壹', '1e3', '.5', '1.', ' 1'])('“%s”不是金额', (text) =>
    expect(codeOf(() => parseYuan(text))).toBe('AMOUNT_NOT_AN_AMOUNT'),
  );

  it('超出精确整数范围即拒绝，不会悄悄丢分', () => {
    expect(codeOf(() => parseYuan('90071992547409.92'))).toBe('AMOUNT_OUT_OF_RANGE');
    expect(codeOf(() => add(fen(Number.MAX_SAFE_INTEGER), fen(1)))).toBe('AMOUNT_OUT_OF_RANGE');
    expect(codeOf(() => sum([fen(Number.MAX_SAFE_INTEGER), fen(2), fen(-2)]))).toBe('AMOUNT_OUT_OF_RANGE');
  });

  it('万元、亿元读入不丢分', () => {
    expect(parseAmount('33,083.93', '万元')).toBe(parseYuan('330839300.00'));
    expect(parseAmount('1.23456789', '亿元')).toBe(parseYuan('123456789.00'));
    expect(codeOf(() => parseAmount('0.0000001', '万元'))).toBe('AMOUNT_TOO_MANY_DECIMALS');
  });
});

describe('只在打印时四舍五入一次', () => {
  it('恰为半分位时进位，差一分则舍去', () => {
    expect(printAmount(parseYuan('50.00'), wanYuan)).toBe('0.01');
    expect(printAmount(parseYuan('49.99'), wanYuan)).toBe('0.00');
    expect(printAmount(parseYuan('-50.00'), wanYuan)).toBe('-0.01');
    expect(printAmount(parseYuan('-49.99'), wanYuan)).toBe('0.00');
  });

  it('整万元、元', () => {
    expect(printAmount(parseYuan('5000.00'), { unit: '万元', decimals: 0 })).toBe('1');
    expect(printAmount(parseYuan('1234.56'), { unit: '元', decimals: 2 })).toBe('1234.56');
  });

  it('末尾零可以不印', () => {
    const dropped = { ...wanYuan, dropTrailingZeros: true };
    expect(printAmount(parseYuan('450000.00'), dropped)).toBe('45');
    expect(printAmount(parseYuan('6800.00'), dropped)).toBe('0.68');
    expect(printAmount(parseYuan('5000.00'), dropped)).toBe('0.5');
    expect(printAmount(parseYuan('1000000.00'), { ...dropped, decimals: 0 })).toBe('100');
    expect(printAmount(fen(0), dropped)).toBe('0');
  });

  it('打印值与精确值之差不超过半个末位', () =>
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (value) => {
        const printed = parseAmount(printAmount(fen(value), wanYuan), '万元');
        expect(Math.abs(printed - value)).toBeLessThanOrEqual(5_000);
      }),
    ));

  it('千分位', () => expect(withSeparators('-1329917.70')).toBe('-1,329,917.70'));
});

describe('比率从精确金额计算', () => {
  it('2020 年“三公”：以元计算得 94.7%，以印出的万元计算会得 94.6%（表7）', () => {
    const [purchase, running, reception] = ['177649.99', '196900.00', '21100.01'].map(parseYuan);
    const vehicles = add(purchase!, running!);
    const total = add(vehicles, reception!);
    expect(printPercent(rateOf(vehicles, total)!, oneDecimal)).toBe('94.7%');
    const printed = rateOf(parseAmount('37.45', '万元'), parseAmount('39.57', '万元'));
    expect(printPercent(printed!, oneDecimal)).toBe('94.6%');
  });

  it('基数为零没有比率', () => expect(rateOf(fen(1), fen(0))).toBeNull());

  it('增长率与方向分开', () => {
    const down = growthOf(parseAmount('62918.64', '万元'), parseAmount('70066.23', '万元'));
    expect([down.direction, printAmount(down.change, wanYuan), printPercent(down.rate!, oneDecimal)]).toEqual([
      '减少',
      '-7147.59',
      '10.2%',
    ]);
    expect(growthOf(fen(0), fen(0))).toEqual({ direction: '持平', change: 0, rate: null });
  });

  it('两个整数的商', () =>
    expect(printPercent(fractionOf(7n, 12n), { decimals: 2, dropTrailingZeros: true })).toBe('58.33%'));

  it('预算完成率得分：2020 年困难群众医疗救助 12.41 分，足额完成 20 分', () => {
    const score = COMPLETION_SCORES['floor-at-80-of-20'];
    const aid = rateOf(parseAmount('36172.93', '万元'), parseAmount('39144.75', '万元'))!;
    expect(printScore(score(aid))).toBe('12.41');
    expect(printScore(score(rateOf(fen(1), fen(1))!))).toBe('20');
    expect(printScore(score(rateOf(fen(1), fen(2))!))).toBe('0');
  });
});
