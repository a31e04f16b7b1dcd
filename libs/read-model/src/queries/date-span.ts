/** Days from one date to another, both included; yyyy-mm-dd. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A span of dates within a fiscal year, as the tables answer it best. */
export interface DateSpan {
  /** Whole months, answered by their sums. */
  readonly months: readonly number[];
  /** What is left at the edges, answered by the journal. */
  readonly days: readonly Days[];
}

/** The calendar year as days. */
export const daysOfYear = (fiscalYear: number): Days => ({ from: `${fiscalYear}-01-01`, to: `${fiscalYear}-12-31` });

/** A month as days, its last day by the calendar. */
export function daysOfMonth(fiscalYear: number, month: number): Days {
  // The day before the first of the next month.
  const last = new Date(Date.UTC(fiscalYear, month, 0)).getUTCDate();
  const prefix = `${fiscalYear}-${twoDigits(month)}`;
  return { from: `${prefix}-01`, to: `${prefix}-${twoDigits(last)}` };
}

/** The part of a span that is in the fiscal year, as whole months and the days around them. */
export function splitSpan(fiscalYear: number, span: Days): DateSpan {
  const months: number[] = [];
  const days: Days[] = [];
  for (let month = 1; month <= 12; month++) {
    const whole = daysOfMonth(fiscalYear, month);
    const from = whole.from < span.from ? span.from : whole.from;
    const to = whole.to > span.to ? span.to : whole.to;
    if (from > to) continue;
    if (from === whole.from && to === whole.to) months.push(month);
    else days.push({ from, to });
  }
  return { months, days };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
