import { type EventStore, type ExpectedState } from '@yujue/event-store';
import { type DepartmentYearRegistered, type Rulebook, type UnitYear } from '@yujue/ledger';
import { RegisterBook } from '../recording/register-book';
import { readDepartmentYear } from '../recording/year-opening/department-years';
import { departmentYearNotFound } from '../registers/registrar';
import { type UnitYears } from '../recording/unit-year/unit-years';

/** A unit's year as the log now has it. */
export interface UnitBook {
  readonly code: string;
  readonly name: string;
  readonly kind: NonNullable<UnitYear['opening']>['unit']['kind'];
  readonly year: UnitYear;
  /** What its commands are decided by. */
  readonly rules: Rulebook;
  /** What an append that is decided on it must expect of its stream. */
  readonly state: ExpectedState;
}

/** Everything that the rows of a list may refer to: a department's units with their lines, and its registers. */
export interface Books {
  readonly department: DepartmentYearRegistered['data']['department'];
  readonly fiscalYear: number;
  readonly units: readonly UnitBook[];
  readonly registers: RegisterBook;
}

/** Reads a department's year straight from the log. Throws UserError DEPARTMENT_YEAR_NOT_FOUND. */
export async function openBooks(
  store: EventStore,
  unitYears: UnitYears,
  department: string,
  fiscalYear: number,
): Promise<Books> {
  const { registered } = await readDepartmentYear(store, department, fiscalYear);
  if (!registered) throw departmentYearNotFound(department, fiscalYear);
  const registers = await RegisterBook.read(store, department, fiscalYear);
  const units = registered.units.map(async (code): Promise<UnitBook[]> => {
    const { year, state } = await unitYears.read({ unit: code, fiscalYear });
    if (!year.opening) return [];
    const rules = await unitYears.rules({ unit: code, fiscalYear });
    const { name, kind } = year.opening.unit;
    return [{ code, name: registers.find('units', code)?.name ?? name, kind, year, rules, state }];
  });
  return { department: registered.department, fiscalYear, units: (await Promise.all(units)).flat(), registers };
}
