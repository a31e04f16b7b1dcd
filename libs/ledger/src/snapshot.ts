import { type Entry } from './entry';
import { type DayChange } from './standing';
import { type PaymentColumns, fromColumns, toColumns } from './payments';
import { type Commitment, type Line, type UnitYear } from './unit-year';
import { VersionedMap } from './versioned-map';

/** Changes whenever the shape or the meaning of the fold does; snapshots of another version are ignored. */
export const SNAPSHOT_SCHEMA = 'unit-year-4';

/** A day without the names of its fields, which would be most of the text. */
type WrittenDay = readonly [
  on: string,
  available: DayChange['available'],
  holdings: DayChange['holdings'],
  frozen: DayChange['frozen'],
  committed: DayChange['committed'],
];

interface Written extends Omit<UnitYear, 'lines' | 'payments' | 'commitments' | 'entries'> {
  readonly lines: readonly (readonly [string, Omit<Line, 'latestDay'> & { readonly days: readonly WrittenDay[] }])[];
  readonly payments: PaymentColumns;
  readonly commitments: readonly (readonly [string, Commitment])[];
  readonly entries: readonly (readonly [string, Entry])[];
}

/** Writes a unit's year as text. Amounts are integers of 分, which JSON keeps exact within their guarded range. */
export function writeSnapshot(year: UnitYear): string {
  const written: Written = {
    ...year,
    lines: year.lines.entries().map(([id, { latestDay, ...line }]) => [id, { ...line, days: writeDays(latestDay) }]),
    payments: toColumns(year.payments),
    commitments: year.commitments.entries(),
    entries: year.entries.entries(),
  };
  return JSON.stringify(written);
}

/** Reads what writeSnapshot wrote under the same SNAPSHOT_SCHEMA. */
export function readSnapshot(text: string): UnitYear {
  const { lines, payments, commitments, entries, ...rest } = JSON.parse(text) as Written;
  return {
    ...rest,
    lines: VersionedMap.of(lines.map(([id, { days, ...line }]) => [id, { ...line, latestDay: readDays(days) }])),
    payments: fromColumns(payments),
    commitments: VersionedMap.of(commitments),
    entries: VersionedMap.of(entries),
  };
}

/** The days in their order. */
function writeDays(latest: DayChange | null): WrittenDay[] {
  const days: WrittenDay[] = [];
  for (let day = latest; day !== null; day = day.before) {
    days.push([day.on, day.available, day.holdings, day.frozen, day.committed]);
  }
  return days.reverse();
}

const readDays = (days: readonly WrittenDay[]): DayChange | null =>
  days.reduce<DayChange | null>(
    (before, [on, available, holdings, frozen, committed]) => ({ on, available, holdings, frozen, committed, before }),
    null,
  );
