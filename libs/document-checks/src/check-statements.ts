import {
  type AmountStyle,
  type Fen,
  ZERO,
  add,
  fen,
  parseAmount,
  printAmount,
  printPercent,
  rateOf,
  subtract,
} from '@yujue/money';
import {
  type CheckableTable,
  type CheckedSum,
  type Edition,
  type StatedAmount,
  type Verdict,
  halfOfLastDigit,
  labelOfSum,
  statedSums,
} from '@yujue/reporting';
import { type StatedFigure, type StatementScope, findStatements } from './find-statements';
import { EXPECTED_RATE, halfOfLastPlace, isFar, isWithin } from './rates';
import { decimalsOf, runningText } from './running-text';
import { type WordsCheck, type WordsFinding, wordsFinding } from './words-finding';

/**
 * Compares the amounts and rates in a document's words with the cells that its edition names for them. Source:
 * docs/domain.md, rule 6 (text amount = table amount, text rate = recomputed rate; 政采 = 货物 + 工程 + 服务).
 */
export function checkStatements(
  narrative: readonly string[],
  tables: readonly CheckableTable[],
  edition: Pick<Edition, 'statements' | 'percent' | 'unit' | 'decimals'>,
  scope: StatementScope,
): WordsCheck {
  const { statements, percent, unit, decimals } = edition;
  // Sentences drop zeros at the end of an amount: 3,089 beside 36,172.93 is 3,089.00.
  const digits = unit === '万元' ? decimals : 0;
  const sums = statedSums(tables, statements);
  const judged = findStatements(runningText(narrative), statements, scope).flatMap((figures) => {
    const named = [...new Set(figures.filter(({ kind }) => kind === 'amount').map(({ name }) => name))];
    const ofAmounts = named.flatMap((name) => {
      const rule = statements.amounts[name]!;
      const [left, right] = sidesOf(figures, name, sums.get(name), digits);
      return left.parts === 0 || right.parts === 0 ? [] : [wrongAmount(name, left, right, rule)];
    });
    const ofRates = figures.flatMap((figure) => {
      if (figure.base === null) return [];
      const [amount, base] = [figure.name, figure.base].map((name) => rateSide(figures, name, sums.get(name), digits));
      return amount!.parts === 0 || base!.parts === 0 ? [] : [wrongRate(figure, amount!, base!, percent)];
    });
    return [...ofAmounts, ...ofRates];
  });
  return { compared: judged.length, findings: judged.filter((finding) => finding !== null) };
}

/** One side of a comparison: a signed sum of figures in words and of printed cells. */
interface Side {
  readonly cells: string;
  readonly printed: Fen;
  /** How many figures and cells it is a sum of. */
  readonly parts: number;
  /** Half a last digit of each of them, in 分. */
  readonly rounding: number;
  /** Digits after the point of 万元 of its finest part. */
  readonly decimals: number;
}

const NOTHING: Side = { cells: '', printed: ZERO, parts: 0, rounding: 0, decimals: 0 };

/** What the words say about an amount, and what they deduct from it together with what its cells say. */
function sidesOf(
  figures: readonly StatedFigure[],
  name: string,
  cells: CheckedSum | undefined,
  digits: number,
): [Side, Side] {
  const own = figures.filter((figure) => figure.kind === 'amount' && figure.name === name);
  const told = own.filter(({ minus }) => !minus).map((figure) => inWords(figure, digits));
  const deducted = own.filter(({ minus }) => minus).map((figure) => inWords(figure, digits));
  return [together(told), together([...(cells ? [inCells(cells)] : []), ...deducted])];
}

/** What a rate is taken of: the cells of an amount, or what the same sentence says about it if it has none. */
const rateSide = (
  figures: readonly StatedFigure[],
  name: string,
  cells: CheckedSum | undefined,
  digits: number,
): Side => (cells ? inCells(cells) : sidesOf(figures, name, undefined, digits)[0]);

function inWords({ quote, printed }: StatedFigure, digits: number): Side {
  const decimals = decimalsOf(printed);
  const rounding = halfOfLastDigit({ unit: '万元', decimals: Math.max(decimals, digits) });
  return { cells: `文字“${quote}”`, printed: parseAmount(printed, '万元'), parts: 1, rounding, decimals };
}

const inCells = (sum: CheckedSum): Side => ({
  cells: labelOfSum(sum),
  printed: sum.printed,
  // A row that is not printed is a zero.
  parts: Math.max(sum.cells.length, 1),
  rounding: sum.cells.reduce((total, { style }) => total + halfOfLastDigit(style), 0),
  decimals: Math.max(0, ...sum.cells.map(({ style }) => style.decimals)),
});

const together = (sides: readonly Side[]): Side =>
  sides.reduce(
    (sum, side) => ({
      cells: [sum.cells, side.cells].filter((words) => words !== '').join(' + '),
      printed: add(sum.printed, side.printed),
      parts: sum.parts + side.parts,
      rounding: sum.rounding + side.rounding,
      decimals: Math.max(sum.decimals, side.decimals),
    }),
    NOTHING,
  );

const VERDICT_OF = { hard: '错误', explain: '说明', warn: '提醒' } as const;

function wrongAmount(name: string, left: Side, right: Side, { severity, relation }: StatedAmount): WordsFinding | null {
  const difference = left.printed - right.printed;
  if (relation === '=' ? difference === 0 : difference <= 0) return null;
  const verdict: Verdict = isRounding(left, right) ? '尾差' : VERDICT_OF[severity];
  const style: AmountStyle = { unit: '万元', decimals: Math.max(left.decimals, right.decimals) };
  const expected = printAmount(right.printed, style);
  return wordsFinding({
    rule: `文字-${name}`,
    label: `文字所说的${name}${relation === '=' ? '与所指的数相符' : '不大于所指的数'}`,
    severity,
    relation,
    verdict,
    left: { cells: left.cells, printed: printAmount(left.printed, style) },
    right: { cells: right.cells, printed: expected },
    expected,
  });
}

/**
 * Whether both sides may be the same amount. One figure beside one cell was rounded from the same amount, so it may only
 * have fewer digits; sums may be off by half a last digit for each of their parts.
 */
function isRounding(left: Side, right: Side): boolean {
  if (left.parts === 1 && right.parts === 1) {
    const style: AmountStyle = { unit: '万元', decimals: Math.min(left.decimals, right.decimals) };
    return printAmount(left.printed, style) === printAmount(right.printed, style);
  }
  return Math.abs(left.printed - right.printed) <= left.rounding + right.rounding;
}

function wrongRate(
  { name, base: baseName, printed, quote }: StatedFigure,
  amount: Side,
  base: Side,
  percent: Edition['percent'],
): WordsFinding | null {
  const rate = rateOf(amount.printed, base.printed);
  const half = halfOfLastPlace(printed, percent);
  // 占0% is what is printed where there was neither the one nor the other.
  if (rate === null ? parseAmount(printed, '元') === 0 : !isFar(printed, rate, half)) return null;
  const possible = rate !== null && isWithin(printed, rangeOf(amount, base), half);
  const expected = rate === null ? '基数为 0，不可比' : printPercent(rate, EXPECTED_RATE);
  return wordsFinding({
    rule: `文字-${name}÷${baseName!}`,
    label: `文字所说的比率等于${name}除以${baseName!}`,
    verdict: possible ? '尾差' : '错误',
    left: { cells: `文字“${quote}”`, printed: `${printed}%` },
    right: { cells: `${amount.cells} ÷ ${base.cells}`, printed: expected },
    expected,
  });
}

/** Between what rates two printed sums may lie. */
function rangeOf(amount: Side, base: Side) {
  const [half, halfBase] = [amount, base].map(({ rounding }) => fen(Math.ceil(rounding))) as [Fen, Fen];
  const smallest = subtract(base.printed, halfBase);
  return {
    least: rateOf(subtract(amount.printed, half), add(base.printed, halfBase))!,
    most: smallest > 0 ? rateOf(add(amount.printed, half), smallest) : null,
  };
}
