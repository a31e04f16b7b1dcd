import { type DepartmentYear, type Period } from '@yujue/facts';
import { type Rows } from './rows';

/** The departments' years that are loaded, the latest year of each department first. */
export const queryDepartments = (rows: Rows): Promise<DepartmentYear[]> =>
  rows<DepartmentYear>(DEPARTMENT_YEARS, [null, null, null]);

/** One department's year, with its units' names as they were known at a moment; null when it is not registered. */
export async function queryDepartmentYear(
  rows: Rows,
  department: string,
  year: number,
  knownAt?: string,
): Promise<DepartmentYear | null> {
  const [found] = await rows<DepartmentYear>(DEPARTMENT_YEARS, [department, year, knownAt ?? null]);
  return found ?? null;
}

export const queryPeriods = (rows: Rows, department: string, fiscalYear: number): Promise<Period[]> =>
  rows<Period>(PERIODS, [department, fiscalYear]);

const DEPARTMENT_YEARS = `
  SELECT d.department, d.name, d.authority, d.source, d.fiscal_year AS "fiscalYear", d.title, d.editions, coalesce(
    (SELECT json_agg(json_build_object('unit', u.unit, 'name', coalesce(n.name, u.name), 'kind', u.kind,
                                       'openedOn', u.opened_on, 'closedOn', u.closed_on)
                     ORDER BY array_position(d.units, u.unit))
     FROM read_model.unit_year u LEFT JOIN LATERAL (
       SELECT e.content ->> 'name' AS name FROM read_model.register_entry e
       WHERE e.owner = d.department AND e.fiscal_year = d.fiscal_year AND e.register = 'units' AND e.entry_no = u.unit
         AND ($3::timestamptz IS NULL OR e.recorded_at <= $3)
       ORDER BY e.event_no DESC LIMIT 1) n ON true
     WHERE u.fiscal_year = d.fiscal_year AND u.unit = ANY (d.units)), '[]') AS units
  FROM read_model.department_year d
  WHERE ($1::text IS NULL OR d.department = $1) AND ($2::smallint IS NULL OR d.fiscal_year = $2)
  ORDER BY d.department COLLATE "C", d.fiscal_year DESC`;

const PERIODS = `
  SELECT u.unit, p.month, p.closed_on::text AS "closedOn"
  FROM read_model.department_year d
  JOIN read_model.unit_year u ON u.fiscal_year = d.fiscal_year AND u.unit = ANY (d.units)
  JOIN read_model.period p USING (unit_year_key)
  WHERE d.department = $1 AND d.fiscal_year = $2
  ORDER BY array_position(d.units, u.unit), p.month`;
