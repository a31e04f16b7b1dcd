import { Map as ImmutableMap } from 'immutable';
import { type Commitment, type Line, type Payment, type UnitYear } from './unit-year';

/** Changes whenever the shape or the meaning of the fold does; snapshots of another version are ignored. */
export const SNAPSHOT_SCHEMA = 'unit-year-1';

interface Written {
  readonly opening: UnitYear['opening'];
  readonly lines: readonly (readonly [string, Line])[];
  readonly payments: readonly (readonly [string, Payment])[];
  readonly commitments: readonly (readonly [string, Commitment])[];
  readonly closedThrough: number;
  readonly closed: boolean;
}

/** Writes a unit's year as text. Amounts are integers of 分, which JSON keeps exact within their guarded range. */
export function writeSnapshot(year: UnitYear): string {
  const { opening, closedThrough, closed } = year;
  const written: Written = {
    opening,
    lines: [...year.lines],
    payments: [...year.payments],
    commitments: [...year.commitments],
    closedThrough,
    closed,
  };
  return JSON.stringify(written);
}

/** Reads what writeSnapshot wrote under the same SNAPSHOT_SCHEMA. */
export function readSnapshot(text: string): UnitYear {
  const { lines, payments, commitments, ...rest } = JSON.parse(text) as Written;
  return {
    ...rest,
    lines: ImmutableMap(lines),
    payments: ImmutableMap(payments),
    commitments: ImmutableMap(commitments),
  };
}
