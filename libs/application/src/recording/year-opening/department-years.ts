import { type Append, type EventStore, type ExpectedState } from '@yujue/event-store';
import {
  type DepartmentYearRegistered,
  type FiscalYearOpened,
  type RegisterEvent,
  departmentStream,
  readEvent,
  registerDepartmentYear,
} from '@yujue/ledger';
import { ZodError } from 'zod';
import { type Author, appendsOf } from '../../appending/appends-of';
import { UserError } from '../../user-error';
import { readWholeStream } from '../../appending/read-whole-stream';
import { schemaSentence } from '../../schema-sentence';
import { type Editions } from '../../configuration/editions';

export type DepartmentYearData = DepartmentYearRegistered['data'];

/** A department's year as it is registered; of several events the last one counts. */
export async function readDepartmentYear(
  store: EventStore,
  department: string,
  fiscalYear: number,
): Promise<{ readonly registered: DepartmentYearData | null; readonly state: ExpectedState }> {
  const { events, state } = await readWholeStream(store, departmentStream(department, fiscalYear));
  const last = events
    .map((stored) => readEvent<RegisterEvent>(stored))
    .findLast(({ type }) => type === 'DepartmentYearRegistered');
  return { registered: (last as DepartmentYearRegistered | undefined)?.data ?? null, state };
}

/** What registers a unit with its department's year: nothing when it is there; the year itself when it is not. */
export async function registering(
  store: EventStore,
  opening: FiscalYearOpened['data'],
  editions: Pick<Editions, 'forNextYear'>,
  author: Author,
): Promise<Append[]> {
  const { unit, department, fiscalYear } = opening;
  const { registered, state } = await readDepartmentYear(store, department.code, fiscalYear);
  if (registered?.units.includes(unit.code)) return [];
  const { registered: before } = await readDepartmentYear(store, department.code, fiscalYear - 1);
  const known = registered ?? newYear(department, fiscalYear, before, editions);
  const units = inOrderOf(before?.units ?? [], [...known.units, unit.code]);
  const event = registerDepartmentYear({ ...known, units });
  if (event instanceof ZodError) throw new UserError('DEPARTMENT_YEAR_INVALID', schemaSentence(event));
  return appendsOf(departmentStream(department.code, fiscalYear), state, [event], author);
}

function newYear(
  department: DepartmentYearData['department'],
  fiscalYear: number,
  before: DepartmentYearData | null,
  editions: Pick<Editions, 'forNextYear'>,
): DepartmentYearData {
  return {
    department,
    ...(before?.authority !== undefined && { authority: before.authority }),
    fiscalYear,
    title: `${department.name} ${fiscalYear} 年度`,
    units: [],
    editions: editions.forNextYear(before?.editions ?? [], fiscalYear),
  };
}

/** Reports keep the order of the year before; units that it did not have follow as they come. */
function inOrderOf(before: readonly string[], units: readonly string[]): string[] {
  const placeOf = (unit: string) => (before.includes(unit) ? before.indexOf(unit) : before.length);
  return units.toSorted((a, b) => placeOf(a) - placeOf(b));
}
