import { type DocumentTotal, type EntrySelection, type LineTotal } from '@yujue/facts';
import { measureOf } from '../measure-codes';
import { knownEvents, querySelectedLines, selectedEntries, selectionValues, selectsNothing } from './entry-selection';
import { type Rows, toFen } from './rows';

/** The selected entries by line and measure, in the order of reports. */
export async function queryLineTotals(rows: Rows, selection: EntrySelection): Promise<LineTotal[]> {
  if (selectsNothing(selection)) return [];
  const lines = await querySelectedLines(rows, selection);
  const keys = [...lines.keys()];
  const statement = selection.knownAt === undefined ? LINE_TOTALS : LINE_TOTALS_KNOWN_AT;
  const found = await rows<LineTotalColumns>(statement, [keys, ...selectionValues(selection)]);
  return found.map((row) => ({
    line: lines.get(row.line_key)!,
    measure: measureOf(row.measure),
    entries: Number(row.entries),
    amount: toFen(row.amount),
  }));
}

/** The selected entries by paper and measure, in the order in which the log first has them. */
export async function queryDocumentTotals(rows: Rows, selection: EntrySelection): Promise<DocumentTotal[]> {
  if (selectsNothing(selection)) return [];
  const keys = [...(await querySelectedLines(rows, selection)).keys()];
  const found = await rows<DocumentTotalColumns>(DOCUMENT_TOTALS, [keys, ...selectionValues(selection)]);
  return found.map((row) => ({
    measure: measureOf(row.measure),
    documentNo: row.document_no,
    occurredOn: row.occurred_on,
    reason: row.reason,
    entryNo: null,
    amount: toFen(row.amount),
  }));
}

interface LineTotalColumns {
  readonly line_key: number;
  readonly measure: number;
  readonly entries: string;
  readonly amount: string;
}

interface DocumentTotalColumns {
  readonly measure: number;
  readonly document_no: string;
  readonly occurred_on: string;
  readonly reason: string;
  readonly amount: string;
}

/** Counting needs the events only to know what was recorded when. */
const lineTotals = (events: string): string => `
  SELECT e.line_key, e.measure, count(*)::text AS entries, sum(e.amount)::text AS amount
  FROM unnest($1::integer[]) WITH ORDINALITY AS line (line_key, place)
  JOIN (SELECT * FROM read_model.journal_entry WHERE line_key = ANY ($1)) AS e USING (line_key) ${events}
    AND ${selectedEntries(2)}
  GROUP BY line.place, e.line_key, e.measure ORDER BY line.place, e.measure`;

const LINE_TOTALS = lineTotals('WHERE $6::timestamptz IS NULL');
const LINE_TOTALS_KNOWN_AT = lineTotals(`JOIN read_model.journal_event v USING (event_no) WHERE ${knownEvents(6)}`);

const DOCUMENT_TOTALS = `
  SELECT e.measure, v.document_no, e.occurred_on::text AS occurred_on, v.reason, sum(e.amount)::text AS amount
  FROM read_model.journal_entry e JOIN read_model.journal_event v USING (event_no)
  WHERE e.line_key = ANY ($1::integer[]) AND ${selectedEntries(2)} AND ${knownEvents(6)}
  GROUP BY e.measure, v.document_no, e.occurred_on, v.reason
  ORDER BY min(ARRAY[e.event_no, e.ordinal])`;
