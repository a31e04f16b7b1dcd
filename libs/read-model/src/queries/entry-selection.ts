import { type EntrySelection, type ReportLine } from '@yujue/facts';
import { MEASURE_CODES } from '../measure-codes';
import { daysOfYear } from './date-span';
import { LINE_COLUMNS, type LineColumns, WITH_LINES, lineOf } from './line-columns';
import { type Rows } from './rows';

/** Whether a selection names no line or no measure: a cell that only registers fill has no measure of the ledger. */
export const selectsNothing = ({ lines, measures }: EntrySelection): boolean =>
  lines?.length === 0 || measures?.length === 0;

/** What a selection says of entries, without its lines: the values of `selectedEntries` and then of `knownEvents`. */
export function selectionValues({ fiscalYear, fromDate, asOf, measures, upTo, knownAt }: EntrySelection): unknown[] {
  const year = daysOfYear(fiscalYear);
  const codes = measures?.map((measure) => MEASURE_CODES[measure]);
  return [fromDate ?? year.from, asOf ?? year.to, codes ?? null, upTo ?? null, knownAt ?? null];
}

/**
 * The condition on the entry `e`, by four values from $first: its days, its measure, and where the log ended. Positions and
 * numbers of events have one order, so the last number is found from the end, and entries are compared with it alone.
 */
export const selectedEntries = (first: number): string => `
  e.occurred_on BETWEEN $${first}::date AND $${first + 1}::date
  AND ($${first + 2}::smallint[] IS NULL OR e.measure = ANY ($${first + 2}))
  AND ($${first + 3}::text IS NULL OR e.event_no <= (
    SELECT last.event_no FROM read_model.journal_event last
    WHERE last.position <= $${first + 3} ORDER BY last.event_no DESC LIMIT 1))`;

/** The condition on the event `v`, by one value. */
export const knownEvents = (value: number): string => `($${value}::timestamptz IS NULL OR v.recorded_at <= $${value})`;

/** The selected lines by their keys, in the order of reports. */
export async function querySelectedLines(
  rows: Rows,
  { department, fiscalYear, lines }: EntrySelection,
): Promise<Map<number, ReportLine>> {
  const found = await rows<LineColumns & { line_key: number }>(SELECTED_LINES, [
    department,
    fiscalYear,
    lines?.map(({ unit }) => unit) ?? null,
    lines?.map(({ id }) => id) ?? null,
    lines?.map(({ nonTaxCategory }) => nonTaxCategory === null) ?? null,
  ]);
  return new Map(found.map((row) => [row.line_key, lineOf(row)]));
}

const SELECTED_LINES = `${WITH_LINES}
  SELECT line.line_key, ${LINE_COLUMNS} FROM line
  WHERE $3::text[] IS NULL
     OR (line.unit, line.line_id, line.non_tax_category IS NULL) IN (SELECT * FROM unnest($3, $4::text[], $5::boolean[]))
  ORDER BY line.unit_order, line.line_key`;
