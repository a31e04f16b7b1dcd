const CHINA = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric' });

/** The month whose execution a person wants first: December of a year that is over, else the month it is in China. */
export function monthToShow(fiscalYear: number, now: Date): number {
  const parts = Object.fromEntries(CHINA.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  if (parts['year']! > fiscalYear) return 12;
  return parts['year'] === fiscalYear ? parts['month']! : 1;
}
