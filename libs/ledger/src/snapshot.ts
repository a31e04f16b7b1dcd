import { Map as ImmutableMap } from 'immutable';
import { type Entry } from './entry';
import { type DayChange } from './standing';
import { type PaymentColumns, Payments } from './payments';
import { type Commitment, type Line, type UnitYear } from './unit-year';

/** Changes whenever the shape or the meaning of the fold does; snapshots of another version are ignored. */
export const SNAPSHOT_SCHEMA = 'unit-year-4';

/** Days without the names of their fields, which would be most of the text. */
type WrittenDay = readonly [
  on: string,
  available: DayChange['available'],
  holdings: DayChange['holdings'],
  frozen: DayChange['frozen'],
  committed: DayChange['committed'],
];

interface Written extends Omit<UnitYear, 'lines' | 'payments' | 'commitments' | 'entries'> {
  readonly lines: readonly (readonly [string, Omit<Line, 'days'> & { readonly days: readonly WrittenDay[] }])[];
  readonly payments: PaymentColumns;
  readonly commitments: readonly (readonly [string, Commitment])[];
  readonly entries: readonly (readonly [string, Entry])[];
}

/** Writes a unit's year as text. Amounts are integers of 分, which JSON keeps exact within their guarded range. */
export function writeSnapshot(year: UnitYear): string {
  const written: Written = {
    ...year,
    lines: Array.from(year.lines, ([id, line]) => [id, { ...line, days: line.days.map(writeDay) }]),
    payments: year.payments.toColumns(),
    commitments: [...year.commitments],
    entries: [...year.entries],
  };
  return JSON.stringify(written);
}

/** Reads what writeSnapshot wrote under the same SNAPSHOT_SCHEMA. */
export function readSnapshot(text: string): UnitYear {
  const { lines, payments, commitments, entries, ...rest } = JSON.parse(text) as Written;
  return {
    ...rest,
    lines: ImmutableMap(lines.map(([id, line]) => [id, { ...line, days: line.days.map(readDay) }])),
    payments: Payments.fromColumns(payments),
    commitments: ImmutableMap(commitments),
    entries: ImmutableMap(entries),
  };
}

const writeDay = ({ on, available, holdings, frozen, committed }: DayChange): WrittenDay => [
  on,
  available,
  holdings,
  frozen,
  committed,
];

const readDay = ([on, available, holdings, frozen, committed]: WrittenDay): DayChange => ({
  on,
  available,
  holdings,
  frozen,
  committed,
});
