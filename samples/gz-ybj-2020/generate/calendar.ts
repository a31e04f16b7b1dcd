/** Public holidays of 2020 that fall on weekdays (国办发明电〔2019〕16号, and the Spring Festival as prolonged to 2 February). */
const HOLIDAYS = new Set(
  [
    ['01-01', '01-24', '01-27', '01-28', '01-29', '01-30', '01-31', '04-06', '05-01', '05-04', '05-05'],
    ['06-25', '06-26', '10-01', '10-02', '10-05', '10-06', '10-07', '10-08'],
  ].flat(),
);

/** Weekend days on which offices worked in exchange. */
const EXCHANGED = new Set(['01-19', '04-26', '05-09', '06-28', '09-27', '10-10']);

/** The working days of a month of 2020, as yyyy-mm-dd, in order. */
export function workingDays(month: number): readonly string[] {
  const days = new Date(Date.UTC(2020, month, 0)).getUTCDate();
  return Array.from({ length: days }, (_, index) => new Date(Date.UTC(2020, month - 1, index + 1)))
    .filter(isWorkingDay)
    .map((date) => date.toISOString().slice(0, 10));
}

/** The nth working day of a month, counted from 1. */
export function workingDay(month: number, nth: number): string {
  const day = workingDays(month)[nth - 1];
  if (day === undefined) throw new Error(`2020-${month} has no working day no. ${nth}.`);
  return day;
}

/** The working day `days` working days after a date. */
export function workingDaysLater(date: string, days: number): string {
  const later = ALL.filter((day) => day > date)[days - 1];
  if (later === undefined) throw new Error(`The year ends less than ${days} working days after ${date}.`);
  return later;
}

/** The months from one to another, both included. */
export const months = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

function isWorkingDay(date: Date): boolean {
  const monthAndDay = date.toISOString().slice(5, 10);
  const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
  return weekend ? EXCHANGED.has(monthAndDay) : !HOLIDAYS.has(monthAndDay);
}

const ALL = months(1, 12).flatMap(workingDays);
