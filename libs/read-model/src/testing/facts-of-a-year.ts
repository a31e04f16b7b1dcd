import {
  type BudgetLine,
  type DepartmentYearRegistered,
  type FiscalYearOpened,
  type LedgerEvent,
  budgetStream,
} from '@yujue/ledger';

/** A small department of two units, for examples. */
export const DEPARTMENT = 'test-dept';
export const YEAR = 2020;
export const HEAD_OFFICE = 'U1';
export const CENTRE = 'U2';
export const headOffice = budgetStream(HEAD_OFFICE, YEAR);
export const centre = budgetStream(CENTRE, YEAR);

export const line = (id: string, more: Partial<BudgetLine> = {}): BudgetLine => ({
  id,
  fundNature: '一般公共预算',
  functionCode: '2101501',
  economicCode: '30201',
  govEconomicCode: '50201',
  expenditureKind: '公用经费',
  projectCode: null,
  originYear: YEAR,
  paymentMode: '国库集中支付',
  ...more,
});

export const opened = (unit = HEAD_OFFICE, fiscalYear = YEAR): FiscalYearOpened => ({
  type: 'FiscalYearOpened',
  data: {
    unit: { code: unit, name: `单位${unit}`, kind: '行政' },
    department: { code: DEPARTMENT, name: '测试部门' },
    fiscalYear,
    occurredOn: `${fiscalYear}-01-01`,
  },
});

export const registered = (units = [HEAD_OFFICE, CENTRE]): DepartmentYearRegistered => ({
  type: 'DepartmentYearRegistered',
  data: {
    department: { code: DEPARTMENT, name: '测试部门' },
    fiscalYear: YEAR,
    title: '测试部门 2020 年度',
    units,
    editions: ['test-edition'],
  },
});

export const paper = (occurredOn: string, documentNo = `文-${occurredOn}`, reason = '测试') => ({
  documentNo,
  occurredOn,
  reason,
});

export const appropriated = (lines: readonly (readonly [BudgetLine, string])[], on = `${YEAR}-01-20`): LedgerEvent => ({
  type: 'BudgetAppropriated',
  data: {
    ...paper(on),
    opens: lines.map(([opens]) => opens),
    lines: lines.map(([{ id }, amount]) => ({ lineId: id, amount })),
  },
});

let payments = 0;

export const paid = (lineId: string, amount: string, on: string, documentNo?: string): LedgerEvent => ({
  type: 'DisbursementMade',
  data: { ...paper(on, documentNo), lineId, amount, paymentId: `P${++payments}`, drawnOn: 'treasury', payee: '某单位' },
});
