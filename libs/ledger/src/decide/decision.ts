import { type Catalogue } from '@yujue/classification';
import { type PreviousYear } from '../carried-over';
import { type CommandData, type CommandType } from '../commands';
import { type LedgerEvent } from '../events';
import { type Refusal } from '../refusal';
import { type UnitYear } from '../unit-year';

/** What the year's rules add to the state. */
export interface Rulebook {
  /** What codes are checked against. */
  readonly catalogue: Catalogue;
  /** The year that 上年结转 is compared with; null if the log does not have it. */
  readonly previousYear: PreviousYear | null;
}

/** The events that follow, or the reason why none does. */
export type Decision = readonly LedgerEvent[] | Refusal;

/**
 * From what has happened and what is asked to what happens next. Pure: no clock, no ids, no I/O. The year is open, except to
 * 年度开账. A refusal names everything that can be seen to be wrong at once; its first is what is checked first.
 */
export type Decide<Type extends CommandType> = (
  year: UnitYear,
  command: CommandData<Type>,
  rules: Rulebook,
) => Decision;
