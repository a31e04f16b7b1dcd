import { type LedgerDocument, type DocumentsQuestion } from '@yujue/facts';
import { daysOfYear } from './date-span';
import { type Rows, toFen } from './rows';

/** Documents whose first event occurred in the asked days, in the order of their first events. */
export async function queryDocuments(rows: Rows, question: DocumentsQuestion): Promise<LedgerDocument[]> {
  const year = daysOfYear(question.fiscalYear);
  const found = await rows<Omit<LedgerDocument, 'amount'> & { amount: string }>(DOCUMENTS, [
    question.department,
    question.fiscalYear,
    question.fromDate ?? year.from,
    question.asOf ?? year.to,
    question.units ?? null,
    question.documentNo ?? null,
    question.after ?? '0',
    question.limit ?? null,
  ]);
  return found.map((row) => ({ ...row, amount: toFen(row.amount) }));
}

// A page begins at the first events of documents, found unit by unit in log order, so that it costs what it holds and not
// what the journal does; only the documents of the page are summed.
export const DOCUMENTS = `
  WITH first_event AS (
    SELECT page.*, u.unit, u.fiscal_year
    FROM read_model.department_year d
    JOIN read_model.unit_year u ON u.fiscal_year = d.fiscal_year AND u.unit = ANY (d.units)
    CROSS JOIN LATERAL (
      SELECT v.* FROM read_model.journal_event v
      WHERE v.unit_year_key = u.unit_year_key AND v.event_no > $7::bigint
        AND v.occurred_on BETWEEN $3::date AND $4::date AND ($6::text IS NULL OR v.document_no = $6)
        AND NOT EXISTS (SELECT FROM read_model.journal_event earlier
                        WHERE earlier.unit_year_key = v.unit_year_key AND earlier.document_no = v.document_no
                          AND earlier.event_no < v.event_no)
      ORDER BY v.event_no LIMIT $8) AS page
    WHERE d.department = $1 AND d.fiscal_year = $2 AND ($5::text[] IS NULL OR u.unit = ANY ($5))
    ORDER BY page.event_no LIMIT $8
  )
  SELECT f.unit, f.fiscal_year AS "fiscalYear", f.document_no AS "documentNo", f.occurred_on::text AS "occurredOn", f.reason, f.actor,
         to_char(f.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt",
         f.event_no::text AS cursor, whole.amount, whole.events, whole.types AS "eventTypes"
  FROM first_event f CROSS JOIN LATERAL (
    SELECT sum(kind.amount)::text AS amount, sum(kind.events)::integer AS events,
           array_agg(kind.event_type ORDER BY kind.first_no) AS types
    FROM (SELECT event_type, sum(amount) AS amount, count(*) AS events, min(event_no) AS first_no
          FROM read_model.journal_event v
          WHERE v.unit_year_key = f.unit_year_key AND v.document_no = f.document_no GROUP BY event_type) AS kind
  ) AS whole
  ORDER BY f.event_no`;
