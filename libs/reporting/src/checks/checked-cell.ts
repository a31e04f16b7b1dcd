import {
  type AmountStyle,
  FEN_PER_UNIT,
  type Fen,
  ZERO,
  add,
  formatYuan,
  parseAmount,
  printAmount,
  subtract,
} from '@yujue/money';

/** An amount under check: exact when it comes from a ledger, only as printed when it was read off a document. */
export interface CheckedCell {
  /** In words, such as `表3 210 卫生健康支出·基本支出`. */
  readonly label: string;
  readonly exact: Fen | null;
  readonly printed: string | null;
  readonly style: AmountStyle;
  readonly minus: boolean;
}

/** One side of a rule: the signed sum of its cells, exactly and as printed. */
export interface CheckedSum {
  readonly cells: readonly CheckedCell[];
  /** null as soon as one cell is known only as printed. */
  readonly exact: Fen | null;
  /** The sum of the printed figures, in 分. */
  readonly printed: Fen;
}

export function checkedSum(cells: readonly CheckedCell[]): CheckedSum {
  let exact: Fen | null = ZERO;
  let printed: Fen = ZERO;
  for (const cell of cells) {
    const sign = cell.minus ? subtract : add;
    exact = exact === null || cell.exact === null ? null : sign(exact, cell.exact);
    printed = sign(printed, printedAmount(cell));
  }
  return { cells, exact, printed };
}

/** What the printed text says, in 分; a blank says nothing, which is zero. */
const printedAmount = ({ printed, style }: CheckedCell): Fen =>
  printed === null ? ZERO : parseAmount(printed, style.unit);

/** Half of the last printed digit, in 分: what rounding one figure may have added or taken. */
export const halfOfLastDigit = ({ unit, decimals }: AmountStyle): number => FEN_PER_UNIT[unit] / 10 ** decimals / 2;

/** `表3 合计·基本支出 + 表3 合计·项目支出` */
export const labelOf = ({ cells }: CheckedSum): string =>
  cells.map(({ label, minus }, index) => `${minus ? ' − ' : index > 0 ? ' + ' : ''}${label}`).join('') ||
  '（无此行，按 0 计）';

/** The sum for people: as printed, with the exact 元 where it is known. */
export function amountOf({ cells, exact, printed }: CheckedSum, style: AmountStyle): string {
  const text = printAmount(printed, cells[0]?.style ?? style);
  return exact === null ? text : `${text}（${formatYuan(exact)} 元）`;
}
