import { isStorable } from './storable';

/**
 * What the projection relies on in an event's data. The log is believed, but it was written by other versions of the
 * program, and moved and restored by people: a shape that reports could not read must stop its own stream and not them.
 *
 * PostgreSQL refuses much of this as well, but only where it gets to see it: of rows that replace one another within a
 * page it sees the last, and which events share a page is chance.
 */

export function requireText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Error(`${what}应为文字，而事件中是 ${JSON.stringify(value) ?? '空'}。`);
  if (!isStorable(value)) throw new Error(`${what}有数据库不能保存的字符（如 U+0000）。`);
  return value;
}

/** A row of an index holds 2,704 bytes. The tables of a rebuild have their index last, and must not be refused it then. */
const INDEXED_BYTES_MAX = 2_400;

/** A text that is looked up. */
export function requireKey(value: unknown, what: string): string {
  const text = requireText(value, what);
  const bytes = Buffer.byteLength(text);
  if (bytes > INDEXED_BYTES_MAX) throw new Error(`${what}有 ${bytes} 个字节，超过 ${INDEXED_BYTES_MAX}。`);
  return text;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A date of the calendar, yyyy-mm-dd, from the year 1 on. PostgreSQL alone would also take `infinity`, `today` and
 * `1/2/2020`, and no year 0.
 */
export function requireDate(value: unknown): string {
  if (typeof value === 'string' && SOUND_DATES.has(value)) return value;
  const text = requireText(value, '日期');
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text || text.startsWith('0000')) {
    throw new Error(`“${text}”不是日期。`);
  }
  SOUND_DATES.add(text);
  return text;
}

/** Dates that were checked before: a log repeats few of them, and a check costs 1.5 µs, a tenth of an event's folding. */
const SOUND_DATES = new Set<string>();

/** Months of `line_month` are months of the fiscal year; a date outside it would be counted in the wrong one. */
export function requireDateWithin(fiscalYear: number, value: unknown): string {
  const date = requireDate(value);
  if (!date.startsWith(`${fiscalYear}-`)) throw new Error(`业务日期 ${date} 不在 ${fiscalYear} 年度内。`);
  return date;
}

export function requireMonth(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 12) {
    throw new Error(`月份应为 1 至 12，而事件中是 ${JSON.stringify(value) ?? '空'}。`);
  }
  return value;
}

export function requireTexts(value: unknown, what: string): readonly string[] {
  if (!Array.isArray(value)) throw new Error(`${what}应为一列文字，而事件中是 ${JSON.stringify(value) ?? '空'}。`);
  return value.map((text) => requireText(text, what));
}

/** As JSON writes U+0000 and halves of characters; a backslash of the text itself is written twice. */
const UNSTORABLE_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** A value that PostgreSQL can hold as `jsonb`. */
export function requireStorableJson<T>(value: T, what: string): T {
  if (UNSTORABLE_ESCAPE.test(JSON.stringify(value) ?? '')) {
    throw new Error(`${what}有数据库不能保存的字符（如 U+0000）。`);
  }
  return value;
}
