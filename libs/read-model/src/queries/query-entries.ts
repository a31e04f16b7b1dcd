import { type Basis } from '@yujue/ledger';
import { type EntriesQuestion, type JournalEntryRow, type ReportLine } from '@yujue/facts';
import { measureOf } from '../measure-codes';
import { knownEvents, querySelectedLines, selectedEntries, selectionValues, selectsNothing } from './entry-selection';
import { LINE_COLUMNS, type LineColumns, WITH_LINES, lineOf } from './line-columns';
import { type Rows, toFen } from './rows';

interface EntryColumns {
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
  const { department, fiscalYear, lines, limit } = question;
  const after = parseCursor(question.after);
  if (selectsNothing(question)) return [];
  const rest = [...selectionValues(question), after.eventNo, after.ordinal, limit ?? null];
  if (lines) {
    const selected = await querySelectedLines(rows, question);
    const found = await rows<EntryColumns & { line_key: number }>(ENTRIES_OF_LINES, [[...selected.keys()], ...rest]);
    return found.map((row) => entryOf(row, selected.get(row.line_key)!));
  }
  // A page over all lines follows the units' journals.
  const statement = limit === undefined ? ENTRIES : ENTRIES_PAGE;
  const found = await rows<EntryColumns & LineColumns>(statement, [department, fiscalYear, ...rest]);
  return found.map((row) => entryOf(row, lineOf(row)));
}

const COLUMNS = `
  v.position, v.event_id, v.event_type, e.measure, e.amount::text AS amount, e.event_no::text AS event_no, e.ordinal,
  e.occurred_on::text AS occurred_on, v.document_no, v.reason, v.basis, v.actor,
  to_char(v.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded_at`;

/**
 * Entries of lines by their keys. Because the statement has the keys themselves, the planner knows how many entries they have:
 * a page of few lines is found by the lines' own entries, and one of many lines in the order of the journal.
 */
export const ENTRIES_OF_LINES = `
  SELECT ${COLUMNS}, e.line_key
  FROM read_model.journal_entry e JOIN read_model.journal_event v USING (event_no)
  WHERE e.line_key = ANY ($1::integer[]) AND ${selectedEntries(2)} AND ${knownEvents(6)}
    AND (e.event_no, e.ordinal) > ($7::bigint, $8::smallint)
  ORDER BY e.event_no, e.ordinal LIMIT $9`;

const ENTRIES = `${WITH_LINES}
  SELECT ${COLUMNS}, ${LINE_COLUMNS}
  FROM line JOIN read_model.journal_entry e USING (line_key) JOIN read_model.journal_event v USING (event_no)
  WHERE ${selectedEntries(3)} AND ${knownEvents(7)} AND (e.event_no, e.ordinal) > ($8::bigint, $9::smallint)
  ORDER BY e.event_no, e.ordinal LIMIT $10`;

/** The same: a page of each unit, of which the first make the page that is asked. */
export const ENTRIES_PAGE = `
  SELECT page.* FROM read_model.department_year d
  JOIN read_model.unit_year u ON u.fiscal_year = d.fiscal_year AND u.unit = ANY (d.units)
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS}, ${LINE_COLUMNS}, e.event_no AS place
    FROM read_model.journal_event v JOIN read_model.journal_entry e USING (event_no)
    CROSS JOIN LATERAL (SELECT l.*, u.unit, u.kind, u.fiscal_year, d.department
                        FROM read_model.budget_line l WHERE l.line_key = e.line_key) AS line
    WHERE v.unit_year_key = u.unit_year_key AND v.event_no >= $8::bigint
      AND (e.event_no, e.ordinal) > ($8::bigint, $9::smallint)
      AND ${selectedEntries(3)} AND ${knownEvents(7)}
    ORDER BY e.event_no, e.ordinal LIMIT $10) AS page
  WHERE d.department = $1 AND d.fiscal_year = $2
  ORDER BY page.place, page.ordinal LIMIT $10`;

const entryOf = (row: EntryColumns, line: ReportLine): JournalEntryRow => ({
  position: row.position,
  eventId: row.event_id,
  eventType: row.event_type,
  line,
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
