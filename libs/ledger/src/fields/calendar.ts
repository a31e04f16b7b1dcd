import { z } from 'zod';

/** Years that a ledger may be of. Public budgets by the present classification are not older, and a later year is a typing mistake. */
export const FISCAL_YEAR_MIN = 1990;
export const FISCAL_YEAR_MAX = 2200;
/** Money can be older than the ledger, and a car older than the money. */
export const DATE_YEAR_MIN = 1949;

const WORDS = `${FISCAL_YEAR_MIN}–${FISCAL_YEAR_MAX} 的年度`;

export const fiscalYear = z
  .number(`应为 ${WORDS}`)
  .int(`应为 ${WORDS}`)
  .min(FISCAL_YEAR_MIN, `应为 ${WORDS}`)
  .max(FISCAL_YEAR_MAX, `应为 ${WORDS}`);

/** The year whose budget first held the money. */
export const originYear = z
  .number('应为四位年份')
  .int('应为四位年份')
  .min(DATE_YEAR_MIN, `不早于 ${DATE_YEAR_MIN} 年`)
  .max(FISCAL_YEAR_MAX, `不晚于 ${FISCAL_YEAR_MAX} 年`);

const yearOf = (date: string): number => Number(date.slice(0, 4));

/** A day that exists, in a year that a document of this kind can be of. */
export const date = z.iso
  .date('日期应为 yyyy-mm-dd，并且确有这一天')
  .refine((day) => yearOf(day) >= DATE_YEAR_MIN && yearOf(day) <= FISCAL_YEAR_MAX, {
    error: `日期应在 ${DATE_YEAR_MIN} 年至 ${FISCAL_YEAR_MAX} 年之间`,
  });

/** True for a day of the fiscal year. */
export const isWithin = (fiscalYear: number, date: string): boolean => date.startsWith(`${fiscalYear}-`);
