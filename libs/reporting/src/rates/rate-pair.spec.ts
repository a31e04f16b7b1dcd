import { type Fen, fen, growthOf, parseAmount, printPercent, rateOf } from '@yujue/money';
import { elapsedShare, growthPair, pointsBetween, quotientOf, ratePair } from './rate-pair';

const twoDecimals = { decimals: 2, dropTrailingZeros: true };

/** A department's sum at the limit: the products are larger than exact numbers. */
const LARGEST = fen(4_000_000_000_000_000);

describe('比率是两个整数', () => {
  it.each<[Fen, Fen]>([
    [fen(58_697_430_000_000), fen(72_555_400_000_000)],
    [fen(1), fen(3)],
    [fen(300), fen(-700)],
    [fen(3_999_999_999_999_999), LARGEST],
  ])('%i 分 ÷ %i 分，商与报表所印的同一个数', (amount, base) => {
    expect(quotientOf(ratePair(amount, base)!)).toEqual(rateOf(amount, base));
    expect(quotientOf(growthPair(amount, base)!)).toEqual(growthOf(amount, base).rate);
  });

  it('增减率不带方向（其他收入 62,918.64，上年 70,066.23）', () =>
    expect(growthPair(parseAmount('62918.64', '万元'), parseAmount('70066.23', '万元'))).toEqual({
      numerator: 7_147_590_000n,
      denominator: 70_066_230_000n,
    }));

  it('基数为零没有比率', () => {
    expect(ratePair(fen(1), fen(0))).toBeNull();
    expect(growthPair(fen(1), fen(0))).toBeNull();
  });

  it('序时进度', () => expect(printPercent(quotientOf(elapsedShare(7)), twoDecimals)).toBe('58.33%'));

  it('超(短)序时用未取整的数相减：三分之一的预算在四月末花完，不超也不短', () => {
    const points = pointsBetween(ratePair(fen(1), fen(3))!, elapsedShare(4));
    expect(points).toEqual({ numerator: 0n, denominator: 36n });
    const most = pointsBetween(ratePair(fen(LARGEST - 1), LARGEST)!, elapsedShare(12));
    expect(most).toEqual({ numerator: -12n, denominator: 12n * BigInt(LARGEST) });
  });
});
