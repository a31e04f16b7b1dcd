import { type Basis } from '@yujue/ledger';
import { type JournalEntryRow, type EntriesQuestion } from '@yujue/facts';
import { MEASURE_CODES, measureOf } from '../measure-codes';
import { daysOfYear } from './date-span';
import { LINE_COLUMNS, type LineColumns, WITH_LINES, lineOf } from './line-columns';
import { type Rows, toFen } from './rows';

interface EntryColumns extends LineColumns {
  readonly position: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly measure: number;
  readonly amount: string;
  readonly occurred_on: string;
  readonly recorded_at: string;
  readonly document_no: string;
  readonly reason: string;
  readonly basis: Basis | null;
  readonly actor: string | null;
  readonly event_no: string;
  readonly ordinal: number;
}

/** The entries that a figure is made of, in the order of the log. */
export async function queryEntries(rows: Rows, question: EntriesQuestion): Promise<JournalEntryRow[]> {
  const { department, fiscalYear, lines, measures, knownAt, limit } = question;
  const year = daysOfYear(fiscalYear);
  const after = parseCursor(question.after);
  // A page over all lines follows the units' journals; some lines are found by their own entries.
  const statement = limit !== undefined && lines === undefined ? ENTRIES_PAGE : ENTRIES;
  const found = await rows<EntryColumns>(statement, [
    department,
    fiscalYear,
    question.fromDate ?? year.from,
    question.asOf ?? year.to,
    knownAt ?? null,
    measures?.map((measure) => MEASURE_CODES[measure]) ?? null,
    lines?.map(({ unit }) => unit) ?? null,
    lines?.map(({ id }) => id) ?? null,
    after.eventNo,
    after.ordinal,
    limit ?? null,
  ]);
  return found.map(entryOf);
}

const COLUMNS = `
  v.position, v.event_id, v.event_type, e.measure, e.amount::text AS amount, e.event_no::text AS event_no, e.ordinal,
  e.occurred_on::text AS occurred_on, v.document_no, v.reason, v.basis, v.actor,
  to_char(v.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded_at, ${LINE_COLUMNS}`;

const ENTRIES = `${WITH_LINES}
  SELECT ${COLUMNS}
  FROM line JOIN read_model.journal_entry e USING (line_key) JOIN read_model.journal_event v USING (event_no)
  WHERE e.occurred_on BETWEEN $3::date AND $4::date
    AND ($5::timestamptz IS NULL OR v.recorded_at <= $5)
    AND ($6::smallint[] IS NULL OR e.measure = ANY ($6))
    AND ($7::text[] IS NULL OR (line.unit, line.line_id) IN (SELECT * FROM unnest($7, $8::text[])))
    AND (e.event_no, e.ordinal) > ($9::bigint, $10::smallint)
  ORDER BY e.event_no, e.ordinal LIMIT $11`;

/** The same without $7 and $8: a page of each unit, of which the first make the page that is asked. */
export const ENTRIES_PAGE = `
  SELECT page.* FROM read_model.department_year d
  JOIN read_model.unit_year u ON u.fiscal_year = d.fiscal_year AND u.unit = ANY (d.units)
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS}, e.event_no AS place
    FROM read_model.journal_event v JOIN read_model.journal_entry e USING (event_no)
    CROSS JOIN LATERAL (SELECT l.*, u.unit, u.kind, u.fiscal_year, d.department
                        FROM read_model.budget_line l WHERE l.line_key = e.line_key) AS line
    WHERE v.unit_year_key = u.unit_year_key AND v.event_no >= $9::bigint
      AND (e.event_no, e.ordinal) > ($9::bigint, $10::smallint)
      AND e.occurred_on BETWEEN $3::date AND $4::date
      AND ($5::timestamptz IS NULL OR v.recorded_at <= $5)
      AND ($6::smallint[] IS NULL OR e.measure = ANY ($6))
      AND $7::text[] IS NULL AND $8::text[] IS NULL
    ORDER BY e.event_no, e.ordinal LIMIT $11) AS page
  WHERE d.department = $1 AND d.fiscal_year = $2
  ORDER BY page.place, page.ordinal LIMIT $11`;

const entryOf = (row: EntryColumns): JournalEntryRow => ({
  position: row.position,
  eventId: row.event_id,
  eventType: row.event_type,
  line: lineOf(row),
  measure: measureOf(row.measure),
  amount: toFen(row.amount),
  occurredOn: row.occurred_on,
  recordedAt: row.recorded_at,
  documentNo: row.document_no,
  reason: row.reason,
  basis: row.basis,
  actor: row.actor,
  cursor: `${row.event_no}.${row.ordinal}`,
});

/** A cursor is an event's number and an entry's ordinal. Throws RangeError for anything else. */
function parseCursor(cursor = '0.0'): { eventNo: string; ordinal: number } {
  const [, eventNo, ordinal] = /^(\d{1,18})\.(\d{1,4})$/.exec(cursor) ?? [];
  if (!eventNo || !ordinal) throw new RangeError(`翻页标记“${cursor}”无效，请从第一页重新查询。`);
  return { eventNo, ordinal: Number(ordinal) };
}
