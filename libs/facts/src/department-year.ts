import { type UnitKind } from '@yujue/classification';

/** A department's year as it was registered. */
export interface DepartmentYear {
  readonly department: string;
  readonly name: string;
  /** 主管部门, by name, where the department is itself a unit of another. */
  readonly authority: string | null;
  /** The published document that a fitted year was made from. */
  readonly source: { readonly file: string; readonly sha256: string } | null;
  readonly fiscalYear: number;
  readonly title: string;
  readonly editions: readonly string[];
  /** In the order of reports. A unit that has no year yet is missing. */
  readonly units: readonly UnitYearSummary[];
}

export interface UnitYearSummary {
  readonly unit: string;
  /** As it was last registered, or else as its year was opened. */
  readonly name: string;
  readonly kind: UnitKind;
  /** yyyy-mm-dd */
  readonly openedOn: string;
  readonly closedOn: string | null;
}

/** Whether a unit's month is closed. Months that were never closed have no row. */
export interface Period {
  readonly unit: string;
  readonly month: number;
  /** yyyy-mm-dd; null when the month was reopened. */
  readonly closedOn: string | null;
}
