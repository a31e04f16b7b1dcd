import { type ReportLine } from '@yujue/facts';

/**
 * The lines of a department's year: those of the units that the department listed for it, in the listed order. Takes $1
 * the department's code and $2 the year. Begins a statement.
 */
export const WITH_LINES = `
  WITH line AS (
    SELECT l.*, u.unit, u.kind, u.fiscal_year, d.department, array_position(d.units, u.unit) AS unit_order
    FROM read_model.department_year d
    JOIN read_model.unit_year u ON u.fiscal_year = d.fiscal_year AND u.unit = ANY (d.units)
    JOIN read_model.budget_line l USING (unit_year_key)
    WHERE d.department = $1 AND d.fiscal_year = $2
  )`;

/** A line's columns, to be read with `lineOf`. */
export const LINE_COLUMNS = `
  line.line_id, line.fund_nature, line.function_code, line.economic_code, line.gov_economic_code, line.expenditure_kind,
  line.project_code, line.origin_year, line.payment_mode, line.non_tax_category, line.non_tax_account,
  line.unit, line.kind, line.fiscal_year, line.department`;

export interface LineColumns {
  readonly line_id: string;
  readonly fund_nature: ReportLine['fundNature'];
  readonly function_code: string | null;
  readonly economic_code: string | null;
  readonly gov_economic_code: string | null;
  readonly expenditure_kind: ReportLine['expenditureKind'];
  readonly project_code: string | null;
  readonly origin_year: number;
  readonly payment_mode: ReportLine['paymentMode'];
  readonly non_tax_category: string | null;
  readonly non_tax_account: ReportLine['nonTaxAccount'];
  readonly unit: string;
  readonly kind: ReportLine['unitKind'];
  readonly fiscal_year: number;
  readonly department: string;
}

export const lineOf = (row: LineColumns): ReportLine => ({
  id: row.line_id,
  fundNature: row.fund_nature,
  functionCode: row.function_code,
  economicCode: row.economic_code,
  govEconomicCode: row.gov_economic_code,
  expenditureKind: row.expenditure_kind,
  projectCode: row.project_code,
  originYear: row.origin_year,
  paymentMode: row.payment_mode,
  department: row.department,
  unit: row.unit,
  unitKind: row.kind,
  fiscalYear: row.fiscal_year,
  nonTaxCategory: row.non_tax_category,
  nonTaxAccount: row.non_tax_account,
  entry: null,
});
