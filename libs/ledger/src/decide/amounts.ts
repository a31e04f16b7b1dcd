import { type Fen, MoneyError, ZERO, add, formatYuan, parseYuan, subtract } from '@yujue/money';
import { type LineAmount } from '../events';
import { AMOUNT_MAX, AMOUNT_MAX_WORDS, TURNOVER_MAX, TURNOVER_MAX_WORDS } from '../fields';
import { type LineId } from '../line';
import { Refusal, together, yuan } from '../refusal';
import { type Lowest, type Standing, lowestFrom, standingOf } from '../standing';
import { type Line, type UnitYear } from '../unit-year';

const CODES = {
  AMOUNT_NOT_AN_AMOUNT: 'AMOUNT_MALFORMED',
  AMOUNT_TOO_MANY_DECIMALS: 'AMOUNT_TOO_PRECISE',
  AMOUNT_OUT_OF_RANGE: 'AMOUNT_OUT_OF_RANGE',
} as const;

/** Reads an amount that must be positive; `path` is where the command has it. */
export function readAmount(text: string, path = 'amount'): Fen | Refusal {
  const read = amountOf(text);
  return read instanceof Refusal ? read.at(path) : read;
}

function amountOf(text: string): Fen | Refusal {
  try {
    const amount = parseYuan(text);
    if (amount > AMOUNT_MAX) return beyond(`金额 ${yuan(amount)}`, AMOUNT_MAX_WORDS, { amount: text });
    if (amount > 0) return amount;
    return new Refusal(
      'AMOUNT_NOT_POSITIVE',
      `金额须大于零，收到 ${yuan(amount)}。如需冲减，请使用追减、退回、更正或冲销。`,
      { amount: text },
    );
  } catch (error) {
    if (error instanceof MoneyError) return new Refusal(CODES[error.code], error.message, { amount: text });
    throw error;
  }
}

const beyond = (what: string, limit: string, data: Refusal['data']): Refusal =>
  new Refusal('AMOUNT_OUT_OF_RANGE', `${what}超过上限 ${limit}。请核对金额和单位。`, data);

/** The lines that a command names, in the order in which they first occur. */
export interface Rows {
  readonly ids: readonly LineId[];
  /** Where the command names a line, or its amount. */
  readonly at: (lineId: LineId, member: 'lineId' | 'amount') => string;
}

/** The lines of a list of the command; a line of several rows is at its first. */
export function rowsOf(list: string, lines: readonly { readonly lineId: LineId }[]): Rows {
  const first = new Map<LineId, number>();
  for (const [index, { lineId }] of lines.entries()) if (!first.has(lineId)) first.set(lineId, index);
  return { ids: [...first.keys()], at: (lineId, member) => `${list}.${first.get(lineId)}.${member}` };
}

/** The one line of a command that has no list, and the member that names it. */
export const rowOf = (lineId: LineId, named = 'lineId'): Rows => ({
  ids: [lineId],
  at: (_lineId, member) => (member === 'lineId' ? named : member),
});

/** What a document's list asks. Where an amount is wrong, its row is not in any sum. */
export interface AskedOfLines {
  readonly rows: Rows;
  /** The sum asked of each line. */
  readonly amounts: ReadonlyMap<LineId, Fen>;
  readonly wrong: Refusal | null;
}

/** Reads a document's lines into the sum asked of each line. */
export function readAmounts(lines: readonly LineAmount[], list = 'lines'): AskedOfLines {
  const amounts = new Map<LineId, Fen>();
  const wrong: Refusal[] = [];
  let total = ZERO;
  for (const [index, { lineId, amount }] of lines.entries()) {
    const path = `${list}.${index}.amount`;
    const read = readAmount(amount, path);
    if (read instanceof Refusal) {
      wrong.push(read);
      continue;
    }
    total = add(total, read);
    if (total > TURNOVER_MAX) {
      wrong.push(beyond('各行金额合计', TURNOVER_MAX_WORDS, { lineId }).at(path));
      break;
    }
    amounts.set(lineId, add(amounts.get(lineId) ?? ZERO, read));
  }
  return { rows: rowsOf(list, lines), amounts, wrong: together(...wrong) };
}

/** The same amount in the one form that events carry. */
export const canonical = (text: string): string => formatYuan(parseYuan(text));

export const canonicalLines = (lines: readonly LineAmount[]): LineAmount[] =>
  lines.map(({ lineId, amount }) => ({ lineId, amount: canonical(amount) }));

/** `path` is where the command names the line. */
export const findLine = (year: UnitYear, lineId: LineId, path = 'lineId'): Line | Refusal =>
  year.lines.get(lineId) ??
  new Refusal('UNKNOWN_LINE', `没有指标 ${lineId}。请核对指标编号，或先下达该指标。`, { lineId }, path);

/** A limit on what may be asked of a line: its words, its amount, and the advice when it is passed. */
export interface Limit {
  readonly code: 'AVAILABLE_EXCEEDED' | 'HOLDINGS_EXCEEDED' | 'FROZEN_EXCEEDED';
  readonly name: string;
  readonly of: (standing: Standing) => Fen;
  readonly advice: string;
}

/** What is asked on a day: of which lines how much, and what for. */
export interface Asked {
  readonly rows: Rows;
  readonly amounts: ReadonlyMap<LineId, Fen>;
  /** yyyy-mm-dd; what is taken is missing from this day on. */
  readonly on: string;
  /** The field's word for it. */
  readonly action: string;
}

/**
 * Refuses each line that the year does not have, or of which more is asked than the limit allows, on the day that it is asked
 * for or on any later one, naming the line, the amounts, the gap, and the day where it is not today's balance that is too small.
 */
export function withinLimit(year: UnitYear, asked: Asked, limit: Limit): Refusal | null {
  const { rows } = asked;
  return together(
    ...rows.ids.map((lineId) => {
      const line = findLine(year, lineId, rows.at(lineId, 'lineId'));
      if (line instanceof Refusal) return line;
      return beyondLimit(line, asked, limit)?.at(rows.at(lineId, 'amount')) ?? null;
    }),
  );
}

function beyondLimit(line: Line, { amounts, on, action }: Asked, limit: Limit): Refusal | null {
  const lineId = line.dimensions.id;
  const amount = amounts.get(lineId);
  if (amount === undefined) return null;
  const now = limit.of(standingOf(line.balance));
  if (amount > now) return exceeded(lineId, amount, now, action, limit);
  const lowest = lowestOf(line, on, limit);
  return amount > lowest.amount ? shortOn(lineId, amount, lowest, { on, action }, limit) : null;
}

/** The least that a limit allows at the end of `from` or of any later day. */
export const lowestOf = ({ balance, latestDay }: Line, from: string, limit: Pick<Limit, 'of'>): Lowest =>
  lowestFrom(standingOf(balance), latestDay, from, limit.of);

function exceeded(lineId: LineId, asked: Fen, there: Fen, action: string, limit: Limit): Refusal {
  const excess = subtract(asked, there);
  return new Refusal(
    limit.code,
    `指标 ${lineId} ${limit.name} ${yuan(there)}，本次${action} ${yuan(asked)}，超出 ${yuan(excess)}。${limit.advice}`,
    { lineId, available: formatYuan(there), asked: formatYuan(asked), excess: formatYuan(excess) },
  );
}

/** There is enough today, but on an earlier day, from which it would be missing, there was not. */
export function shortOn(
  lineId: LineId,
  asked: Fen,
  { amount, on: day }: Lowest,
  { on, action }: Pick<Asked, 'on' | 'action'>,
  { code, name }: Pick<Limit, 'code' | 'name'>,
): Refusal {
  const excess = subtract(asked, amount);
  return new Refusal(
    code,
    `指标 ${lineId} 在 ${day} 的${name}为 ${yuan(amount)}，按 ${on} ${action} ${yuan(asked)}，当日不足 ${yuan(excess)}。请核对日期，或减少金额。`,
    { lineId, on: day, available: formatYuan(amount), asked: formatYuan(asked), excess: formatYuan(excess) },
  );
}

/** Refuses a day before that of what the command takes back, releases or moves. */
export function notBefore(what: string, original: { readonly occurredOn: string }, on: string, action: string) {
  if (on >= original.occurredOn) return null;
  return new Refusal(
    'DATE_BEFORE_ORIGINAL',
    `${what}发生于 ${original.occurredOn}，${action}不能早于该日，收到 ${on}。请核对日期。`,
    { occurredOn: on, originalOn: original.occurredOn },
    'occurredOn',
  );
}
