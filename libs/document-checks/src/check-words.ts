import {
  type AmountStyle,
  FEN_PER_UNIT,
  type Fen,
  type Fraction,
  ZERO,
  add,
  fen,
  parseAmount,
  printPercent,
  rateOf,
  subtract,
} from '@yujue/money';
import { type Edition } from '@yujue/reporting';
import { type ChangeClaim, changeClaims } from './change-claims';
import { EXPECTED_RATE, type RateRange, halfOfLastPlace, isFar, isWithin, percentOf } from './rates';
import { decimalsOf } from './running-text';
import { type WordsCheck, type WordsFinding, wordsFinding } from './words-finding';

/**
 * Judges a document's statements of change: the rate has to follow from the amounts as far as their rounding lets one
 * know, and both words have to go the same way. Source: docs/domain.md, rules 3 (growth is |change| ÷ (amount − change)) and 6.
 */
export function checkWords(narrative: readonly string[], { percent }: Pick<Edition, 'percent'>): WordsCheck {
  const claims = changeClaims(narrative);
  return {
    compared: claims.length,
    findings: claims.flatMap((claim) => [...wrongDirection(claim), ...wrongRate(claim, percent)]),
  };
}

const UP: readonly ChangeClaim['rateWord'][] = ['增长', '上升', '增加'];

function wrongDirection({ word, rateWord, change, rate, quote }: ChangeClaim): WordsFinding[] {
  const isUp = word === '增加';
  if (UP.includes(rateWord) === isUp) return [];
  const expected = `${isUp ? '增长' : '下降'}${rate}%`;
  const left = { cells: `文字“${quote}”的增减率`, printed: `${rateWord}${rate}%` };
  const right = { cells: '同句的增减额', printed: `${word}${change}万元` };
  return [
    wordsFinding({ rule: '文字-增减方向', label: '增减率与增减额方向一致', verdict: '错误', left, right, expected }),
  ];
}

function wrongRate(claim: ChangeClaim, percent: Edition['percent']): WordsFinding[] {
  const { word, amount, change, rate: printed, quote } = claim;
  const { rate, ...range } = rateRange(claim);
  const half = halfOfLastPlace(printed, percent);
  if (rate === null ? parseAmount(printed, '元') === 0 : !isFar(printed, rate, half)) return [];
  const possible = rate !== null && isWithin(printed, range, half);
  const formula = `${change} ÷ (${amount} ${word === '增加' ? '−' : '+'} ${change})`;
  const expected = rate === null ? '基数为 0，不可比' : printPercent(rate, EXPECTED_RATE);
  const left = { cells: `文字“${quote}”的增减率`, printed: `${printed}%` };
  const right = { cells: `由所说的金额重算 ${formula}`, printed: expected };
  const verdict = possible ? '尾差' : '错误';
  return [wordsFinding({ rule: '文字-增减率', label: '增减率等于增减额除以上年数', verdict, left, right, expected })];
}

/** `rate` is that of the amounts as they are printed, null where the earlier amount is zero. */
type ChangeRate = RateRange & { readonly rate: Fraction | null };

/** The rate of a change, and between what rates it lies when both amounts may be off by half a last digit. */
function rateRange({ amount, change, word }: ChangeClaim): ChangeRate {
  const half = halfDigit(amount, change);
  const [now, by] = [parseAmount(amount, '万元'), parseAmount(change, '万元')];
  const least = subtract(by, half) > 0 ? subtract(by, half) : ZERO;
  const most = add(by, half);
  const earlier = (changed: Fen, rounding: Fen): Fen =>
    word === '增加' ? subtract(add(now, rounding), changed) : add(add(now, rounding), changed);
  const smallest = earlier(most, fen(-half));
  return {
    rate: rateOf(by, earlier(by, ZERO)),
    least: rateOf(least, earlier(least, half)) ?? percentOf('0'),
    most: smallest > 0 ? rateOf(most, smallest) : null,
  };
}

/**
 * Half of the last digit that a sentence's amounts were rounded to, in 分. Sentences drop zeros at the end, so the amount
 * with more digits decides: beside 52.68, 45 is 45.00.
 */
function halfDigit(...amounts: readonly string[]): Fen {
  const style: AmountStyle = { unit: '万元', decimals: Math.max(...amounts.map(decimalsOf)) };
  return fen(FEN_PER_UNIT[style.unit] / 10 ** style.decimals / 2);
}
