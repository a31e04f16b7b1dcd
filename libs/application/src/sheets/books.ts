import { type EventStore, type ExpectedState } from '@yujue/event-store';
import {
  type DepartmentYearRegistered,
  type RegisterEvent,
  type Rulebook,
  type UnitYear,
  departmentStream,
  readEvent,
  registersStream,
} from '@yujue/ledger';
import { type UnitYears } from '../unit-year/unit-years';
import { UserError } from '../user-error';

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

/** Everything that the rows of a list may refer to: a department's units with their lines, and its projects. */
export interface Books {
  readonly department: DepartmentYearRegistered['data']['department'];
  readonly fiscalYear: number;
  readonly units: readonly UnitBook[];
  /** Codes of projects by name. */
  readonly projects: ReadonlyMap<string, string>;
}

/** Reads a department's year straight from the log. Throws UserError DEPARTMENT_YEAR_NOT_FOUND. */
export async function openBooks(
  store: EventStore,
  unitYears: UnitYears,
  department: string,
  fiscalYear: number,
): Promise<Books> {
  const registered = await registeredYear(store, department, fiscalYear);
  if (!registered) {
    throw new UserError(
      'DEPARTMENT_YEAR_NOT_FOUND',
      `没有部门 ${department} 的 ${fiscalYear} 年度。请先用 yujue load 装载该部门的数据集文件夹（只有 dataset.yaml 和空的指标.csv 也可以）。`,
      404,
    );
  }
  const units = registered.units.map(async (code): Promise<UnitBook[]> => {
    const { year, state } = await unitYears.read({ unit: code, fiscalYear });
    if (!year.opening) return [];
    const rules = await unitYears.rules({ unit: code, fiscalYear });
    return [{ code, name: year.opening.unit.name, kind: year.opening.unit.kind, year, rules, state }];
  });
  return {
    department: registered.department,
    fiscalYear,
    units: (await Promise.all(units)).flat(),
    projects: await projectCodes(store, department, fiscalYear),
  };
}

async function registeredYear(
  store: EventStore,
  department: string,
  fiscalYear: number,
): Promise<DepartmentYearRegistered['data'] | null> {
  let found: DepartmentYearRegistered['data'] | null = null;
  for await (const page of store.readStream(departmentStream(department, fiscalYear)))
    for (const stored of page) found = readEvent<DepartmentYearRegistered>(stored).data;
  return found;
}

async function projectCodes(store: EventStore, department: string, fiscalYear: number): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  for await (const page of store.readStream(registersStream(department, fiscalYear))) {
    for (const { type, data } of page.map((stored) => readEvent<RegisterEvent>(stored))) {
      if (type !== 'RegisterEntryRecorded' || data.register !== 'projects') continue;
      codes.set((data.content as { name: string }).name, data.entryNo);
    }
  }
  return codes;
}
