import { type BudgetLine, type LedgerEvent, type NonTaxRevenueCollected, nonTaxLineId } from '@yujue/ledger';
import { type LineRow } from './batch';

type LineColumns = Omit<LineRow, 'line_key' | 'unit_year_key'>;

/** The lines that an event may name for the first time, with their dimensions. */
export function linesNamedBy(event: LedgerEvent, fiscalYear: number): readonly LineColumns[] {
  if (event.type === 'NonTaxRevenueCollected') return [nonTaxItem(event.data, fiscalYear)];
  return 'opens' in event.data ? (event.data.opens?.map(budgetLine) ?? NO_LINES) : NO_LINES;
}

const NO_LINES: readonly LineColumns[] = [];

const budgetLine = (line: BudgetLine): LineColumns => ({
  line_id: line.id,
  fund_nature: line.fundNature,
  function_code: line.functionCode,
  economic_code: line.economicCode,
  gov_economic_code: line.govEconomicCode,
  expenditure_kind: line.expenditureKind,
  project_code: line.projectCode,
  origin_year: line.originYear,
  payment_mode: line.paymentMode,
  non_tax_category: null,
  non_tax_account: null,
});

/** An item of non-tax revenue, as a line: collected in cash in this year, and without an 指标's dimensions. */
const nonTaxItem = ({ category, account }: NonTaxRevenueCollected['data'], fiscalYear: number): LineColumns => ({
  line_id: nonTaxLineId(category, account),
  fund_nature: null,
  function_code: null,
  economic_code: null,
  gov_economic_code: null,
  expenditure_kind: null,
  project_code: null,
  origin_year: fiscalYear,
  payment_mode: '实有资金',
  non_tax_category: category,
  non_tax_account: account,
});
