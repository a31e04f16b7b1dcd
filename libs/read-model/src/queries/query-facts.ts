import { type Measure } from '@yujue/ledger';
import { type Fen } from '@yujue/money';
import { type LineFacts, type ReportLine, type FactsQuestion, type MonthQuestion } from '@yujue/facts';
import { measureOf } from '../measure-codes';
import { daysOfMonth, daysOfYear, splitSpan } from './date-span';
import { LINE_COLUMNS, type LineColumns, WITH_LINES, lineOf } from './line-columns';
import { type Rows, toFen } from './rows';

/** The lines of a department's year, those without entries included. */
export async function queryLines(rows: Rows, department: string, fiscalYear: number): Promise<ReportLine[]> {
  const statement = `${WITH_LINES} SELECT ${LINE_COLUMNS} FROM line ORDER BY unit_order, line_key`;
  return (await rows<LineColumns>(statement, [department, fiscalYear])).map(lineOf);
}

/**
 * Lines with their sums by measure. Whole months come from the months' sums, so that the cost does not grow with the
 * number of events; a date within a month adds that month's entries. What was known at a moment is summed from the
 * journal, and costs as many entries as the department has.
 */
export async function queryFacts(rows: Rows, question: FactsQuestion): Promise<LineFacts[]> {
  const { department, fiscalYear, knownAt } = question;
  const year = daysOfYear(fiscalYear);
  const span = { from: question.fromDate ?? year.from, to: question.asOf ?? year.to };
  if (knownAt !== undefined) {
    return sumByLine(rows, KNOWN_AT, [department, fiscalYear, span.from, span.to, knownAt]);
  }
  const { months, days } = splitSpan(fiscalYear, span);
  const froms = days.map(({ from }) => from);
  const tos = days.map(({ to }) => to);
  return sumByLine(rows, days.length === 0 ? MONTHS : MONTHS_AND_DAYS, [
    department,
    fiscalYear,
    months,
    ...(days.length === 0 ? [] : [froms, tos]),
  ]);
}

/** What one month added to each line. */
export const queryMonthFacts = (rows: Rows, { month, ...question }: MonthQuestion): Promise<LineFacts[]> => {
  const { from, to } = daysOfMonth(question.fiscalYear, month);
  return queryFacts(rows, { ...question, fromDate: from, asOf: to });
};

const MONTHS = `SELECT m.line_key, m.measure, m.amount
  FROM line JOIN read_model.line_month m USING (line_key) WHERE m.month = ANY ($3::smallint[])`;

const MONTHS_AND_DAYS = `${MONTHS} UNION ALL
  SELECT e.line_key, e.measure, e.amount
  FROM unnest($4::date[], $5::date[]) AS days (first, last), line JOIN read_model.journal_entry e USING (line_key)
  WHERE e.occurred_on BETWEEN days.first AND days.last`;

const KNOWN_AT = `SELECT e.line_key, e.measure, e.amount
  FROM line JOIN read_model.journal_entry e USING (line_key) JOIN read_model.journal_event v USING (event_no)
  WHERE e.occurred_on BETWEEN $3::date AND $4::date AND v.recorded_at <= $5::timestamptz`;

interface Sums extends LineColumns {
  readonly measures: readonly number[];
  readonly amounts: readonly string[];
}

async function sumByLine(rows: Rows, entries: string, values: readonly unknown[]): Promise<LineFacts[]> {
  const found = await rows<Sums>(
    `${WITH_LINES},
     entry AS (${entries}),
     cell AS (SELECT line_key, measure, sum(amount)::text AS amount FROM entry GROUP BY line_key, measure),
     total AS (SELECT line_key, array_agg(measure) AS measures, array_agg(amount) AS amounts FROM cell GROUP BY line_key)
     SELECT ${LINE_COLUMNS}, total.measures, total.amounts
     FROM line JOIN total USING (line_key) ORDER BY line.unit_order, line.line_key`,
    values,
  );
  return found.map((row) => ({ line: lineOf(row), amounts: amountsOf(row) }));
}

function amountsOf({ measures, amounts }: Sums): LineFacts['amounts'] {
  const byMeasure: Partial<Record<Measure, Fen>> = {};
  amounts.forEach((amount, index) => {
    byMeasure[measureOf(measures[index] ?? 0)] = toFen(amount);
  });
  return byMeasure;
}
