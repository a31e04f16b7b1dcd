import { type Fen, MoneyError, ZERO, add, formatYuan, parseYuan } from '@yujue/money';
import { type LineAmount } from '../events';
import { type LineId } from '../line';
import { Refusal, yuan } from '../refusal';
import { type Line, type UnitYear } from '../unit-year';

const CODES = {
  NOT_AN_AMOUNT: 'AMOUNT_MALFORMED',
  TOO_MANY_DECIMALS: 'AMOUNT_TOO_PRECISE',
  OUT_OF_RANGE: 'AMOUNT_OUT_OF_RANGE',
} as const;

/** Reads an amount that must be positive. */
export function readAmount(text: string): Fen | Refusal {
  try {
    const amount = parseYuan(text);
    if (amount > 0) return amount;
    return new Refusal(
      'AMOUNT_NOT_POSITIVE',
      `金额须大于零，收到 ${yuan(amount)}。如需冲减，请使用追减、退回或更正。`,
      { amount: text },
    );
  } catch (error) {
    if (error instanceof MoneyError) return new Refusal(CODES[error.code], error.message, { amount: text });
    throw error;
  }
}

/** Reads a document's lines into the sum asked of each line, in the order in which lines first occur. */
export function readAmounts(lines: readonly LineAmount[]): ReadonlyMap<LineId, Fen> | Refusal {
  const asked = new Map<LineId, Fen>();
  for (const { lineId, amount } of lines) {
    const read = readAmount(amount);
    if (read instanceof Refusal) return read;
    asked.set(lineId, add(asked.get(lineId) ?? ZERO, read));
  }
  return asked;
}

/** The same amount in the one form that events carry. */
export const canonical = (text: string): string => formatYuan(parseYuan(text));

export const canonicalLines = (lines: readonly LineAmount[]): LineAmount[] =>
  lines.map(({ lineId, amount }) => ({ lineId, amount: canonical(amount) }));

export const findLine = (year: UnitYear, lineId: LineId): Line | Refusal =>
  year.lines.get(lineId) ??
  new Refusal('UNKNOWN_LINE', `没有指标 ${lineId}。请核对指标编号，或先下达该指标。`, { lineId });

/** A limit on what may be asked of a line: its words, its amount, and the advice when it is passed. */
export interface Limit {
  readonly code: 'AVAILABLE_EXCEEDED' | 'HOLDINGS_EXCEEDED' | 'FROZEN_EXCEEDED';
  readonly name: string;
  readonly of: (line: Line) => Fen;
  readonly advice: string;
}

/** Refuses the first line of which more is asked than the limit allows, naming the line, the amounts and the gap. */
export function withinLimit(
  year: UnitYear,
  asked: ReadonlyMap<LineId, Fen>,
  action: string,
  limit: Limit,
): Refusal | null {
  for (const [lineId, amount] of asked) {
    const line = findLine(year, lineId);
    if (line instanceof Refusal) return line;
    const there = limit.of(line);
    if (amount > there) return exceeded(lineId, amount, there, action, limit);
  }
  return null;
}

function exceeded(lineId: LineId, asked: Fen, there: Fen, action: string, limit: Limit): Refusal {
  const excess = (asked - there) as Fen;
  return new Refusal(
    limit.code,
    `指标 ${lineId} ${limit.name} ${yuan(there)}，本次${action} ${yuan(asked)}，超出 ${yuan(excess)}。${limit.advice}`,
    { lineId, available: formatYuan(there), asked: formatYuan(asked), excess: formatYuan(excess) },
  );
}
