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
import { type Edition, type Verdict } from '@yujue/reporting';
import { type ChangeClaim, changeClaims } from './change-claims';

/** A statement in a document's words that its own figures contradict. */
export interface WordsFinding {
  readonly rule: '文字-增减率' | '文字-增减方向';
  readonly label: string;
  readonly severity: 'hard';
  readonly verdict: Extract<Verdict, '错误' | '尾差'>;
  readonly left: WordsSide;
  readonly relation: '=';
  readonly right: WordsSide;
  /** What the statement would have to say. */
  readonly expected: string;
  readonly message: string;
}

/** What is compared, in words, and its value as printed. */
export interface WordsSide {
  readonly cells: string;
  readonly printed: string;
}

/** How many statements were judged, and which do not hold. */
export interface WordsCheck {
  readonly compared: number;
  readonly findings: readonly WordsFinding[];
}

/**
 * Judges a document's statements of change: the rate has to follow from the amounts as far as their rounding lets one
 * know, and both words have to go the same way. Source: domain rules 3 (growth is |change| ÷ (amount − change)) and 6.
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
  return [finding('文字-增减方向', '增减率与增减额方向一致', '错误', left, right, expected)];
}

function wrongRate(claim: ChangeClaim, percent: Edition['percent']): WordsFinding[] {
  const { word, amount, change, rate, quote } = claim;
  const range = rateRange(claim);
  const printed = percentOf(rate);
  const half = halfOfLastPlace(rate, percent);
  if (range.rate === null ? parseAmount(rate, '元') === 0 : !isFar(printed, range.rate, half)) return [];
  const possible =
    range.rate !== null &&
    printed.plus(half).gte(range.least) &&
    (range.most === null || printed.minus(half).lte(range.most));
  const formula = `${change} ÷ (${amount} ${word === '增加' ? '−' : '+'} ${change})`;
  const expected = range.rate === null ? '基数为 0，不可比' : printPercent(range.rate, EXPECTED);
  const left = { cells: `文字“${quote}”的增减率`, printed: `${rate}%` };
  const right = { cells: `由同句金额重算 ${formula}`, printed: expected };
  return [finding('文字-增减率', '增减率等于增减额除以上年数', possible ? '尾差' : '错误', left, right, expected)];
}

const EXPECTED = { decimals: 2, dropTrailingZeros: true };

const isFar = (one: Fraction, other: Fraction, half: Fraction): boolean => one.minus(other).abs().gt(half);

interface RateRange {
  /** From the amounts as they are printed; null where the earlier amount is zero. */
  readonly rate: Fraction | null;
  /** What the amounts before rounding allow; `most` is null where the earlier amount may have been zero. */
  readonly least: Fraction;
  readonly most: Fraction | null;
}

/** The rate of a change, and between what rates it lies when both amounts may be off by half a last digit. */
function rateRange({ amount, change, word }: ChangeClaim): RateRange {
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
 * with more digits tells: beside 52.68, 45 is 45.00.
 */
function halfDigit(...amounts: readonly string[]): Fen {
  const style: AmountStyle = { unit: '万元', decimals: Math.max(...amounts.map(decimalsOf)) };
  return fen(FEN_PER_UNIT[style.unit] / 10 ** style.decimals / 2);
}

/** Half of the last place of a printed rate; where zeros at its end are dropped, of the edition's places. */
const halfOfLastPlace = (rate: string, { decimals, dropTrailingZeros }: Edition['percent']): Fraction =>
  percentOf('0.5').div(10 ** Math.max(decimalsOf(rate), dropTrailingZeros ? decimals : 0));

const decimalsOf = (digits: string): number => digits.split('.')[1]?.length ?? 0;

/** `34.19` percent as an exact fraction; hundredths of a percent stand for 分 of 100 元. */
const percentOf = (digits: string): Fraction => rateOf(parseAmount(digits, '元'), fen(10_000))!;

function finding(
  rule: WordsFinding['rule'],
  label: string,
  verdict: WordsFinding['verdict'],
  left: WordsSide,
  right: WordsSide,
  expected: string,
): WordsFinding {
  const ending = verdict === '尾差' ? '在四舍五入的范围之内，为尾差' : `应为 ${expected}`;
  const message = `${label}：${left.cells} ${left.printed} 应与 ${right.cells} ${right.printed} 相符，${ending}。`;
  return { rule, label, severity: 'hard', verdict, left, relation: '=', right, expected, message };
}
