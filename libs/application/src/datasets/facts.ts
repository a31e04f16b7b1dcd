import { type CommandType, type LedgerCommand, type LedgerEvent, reversibleKind, totalOf } from '@yujue/ledger';
import { type Fen, MoneyError, formatYuan, negate, parseYuan } from '@yujue/money';
import { type DatasetFile } from './columns';

type Cells = Readonly<Record<string, string>>;

/**
 * The content of one row of a dataset, in a folder or in the log. Rows are compared by content and not by who recorded
 * them or under which id, so that what is recorded already is found, however it was recorded.
 */
export interface Fact {
  readonly type: CommandType;
  readonly cells: Cells;
}

/** How rows of a kind are distinguished. */
interface FactKind {
  readonly name: string;
  readonly file: DatasetFile | 'dataset.yaml';
  /** The columns that name the row among others of its kind. */
  readonly place: readonly string[];
  /** True if a place can have only one row. */
  readonly isAlone?: boolean;
  /** The columns that count if it was not recorded by a load; the rest are free words. */
  readonly essence: readonly string[];
}

const DOCUMENT = { place: ['文号', '指标编号'], essence: ['文号', '日期', '指标编号', '金额'] } as const;
const ADJUSTMENT = { file: '预算调整.csv', ...DOCUMENT } as const;
const YEAR_END = { file: '年末处理.csv', place: ['指标编号'], essence: ['日期', '指标编号', '金额'] } as const;

const KINDS: Partial<Record<CommandType, FactKind>> = {
  openFiscalYear: {
    name: '年度开账',
    file: 'dataset.yaml',
    place: ['预算单位'],
    isAlone: true,
    essence: ['预算单位', '单位名称', '单位类型', '部门', '部门名称'],
  },
  bringForward: {
    name: '上年结转',
    file: '上年结转.csv',
    place: ['指标编号'],
    isAlone: true,
    essence: ['日期', '指标编号', '金额'],
  },
  appropriateBudget: { name: '年初预算', file: '年初预算.csv', ...DOCUMENT },
  supplementBudget: { name: '追加', ...ADJUSTMENT },
  reduceBudget: { name: '追减', ...ADJUSTMENT },
  transferBudget: { name: '调剂', ...ADJUSTMENT },
  freezeBudget: { name: '冻结', ...ADJUSTMENT },
  unfreezeBudget: { name: '解冻', ...ADJUSTMENT },
  receiveRevenue: {
    name: '收入',
    file: '收入.csv',
    place: ['单据号', '指标编号'],
    essence: ['单据号', '日期', '指标编号', '金额'],
  },
  disburse: {
    name: '支付',
    file: '支付.csv',
    place: ['支付编号'],
    isAlone: true,
    essence: ['支付编号', '日期', '指标编号', '金额'],
  },
  refundDisbursement: {
    name: '退回',
    file: '退回更正.csv',
    place: ['支付编号', '单据号'],
    essence: ['支付编号', '单据号', '日期', '金额'],
  },
  reclassifyDisbursement: {
    name: '更正',
    file: '退回更正.csv',
    place: ['新支付编号'],
    isAlone: true,
    essence: ['支付编号', '新支付编号', '日期', '调入指标编号', '金额'],
  },
  collectNonTaxRevenue: {
    name: '非税收入',
    file: '非税收入.csv',
    place: ['单据号', '非税项目', '管理方式'],
    essence: ['单据号', '日期', '非税项目', '管理方式', '金额'],
  },
  reverseEntry: {
    name: '冲销',
    file: '冲销.csv',
    place: ['类型', '原单据号', '单据号'],
    essence: ['类型', '原单据号', '单据号', '日期', '金额'],
  },
  carryForward: { name: '结转下年', ...YEAR_END },
  surrenderBalance: { name: '收回', ...YEAR_END },
  allocateSurplus: { name: '结余分配', ...YEAR_END },
  closeMonth: { name: '月结', file: 'dataset.yaml', place: ['月份'], isAlone: true, essence: ['月份'] },
  closeFiscalYear: { name: '年结', file: 'dataset.yaml', place: [], isAlone: true, essence: [] },
};

export const kindOf = ({ type }: Fact): FactKind => KINDS[type]!;

/** 支付编号 Z1; 文号 示财〔2020〕1号、指标编号 A1. */
export const placeName = (fact: Fact): string =>
  [
    kindOf(fact).name,
    kindOf(fact)
      .place.map((column) => `${column} ${fact.cells[column]}`)
      .join('、'),
  ]
    .join(' ')
    .trim();

const keyOf = (fact: Fact, columns: readonly string[]): string =>
  JSON.stringify([fact.type, ...columns.map((column) => fact.cells[column] ?? '')]);

export const placeOf = (fact: Fact): string => keyOf(fact, kindOf(fact).place);
export const essenceOf = (fact: Fact): string => keyOf(fact, kindOf(fact).essence);
export const wholeOf = (fact: Fact): string => keyOf(fact, Object.keys(fact.cells).toSorted());

/** What a command of a dataset says: a row for each of its lines, of a transfer first those that go out. */
export function factsOf({ type, data }: LedgerCommand): Fact[] {
  return cellsOf({ type, data } as LedgerCommand).map((cells) => ({ type, cells }));
}

function cellsOf(command: LedgerCommand): Cells[] {
  switch (command.type) {
    case 'openFiscalYear': {
      const { unit, department } = command.data;
      const names = { 单位名称: unit.name, 单位类型: unit.kind, 部门: department.code, 部门名称: department.name };
      return [{ 预算单位: unit.code, ...names }];
    }
    case 'bringForward':
    case 'appropriateBudget':
    case 'reduceBudget':
    case 'freezeBudget':
    case 'unfreezeBudget':
      return command.data.lines.map((line) => ({ ...paper(command.data), ...onLine(line) }));
    case 'supplementBudget': {
      const 来源 = command.data.source === 'own-level' ? '本级' : '上级转移支付';
      return command.data.lines.map((line) => ({ ...paper(command.data), ...onLine(line), 来源 }));
    }
    case 'transferBudget': {
      const { from, to } = command.data;
      const out = from.map(({ lineId, amount }) => onLine({ lineId, amount: canonical(amount, negate) }));
      return [...out, ...to.map(onLine)].map((line) => ({ ...paper(command.data), ...line }));
    }
    case 'receiveRevenue':
      return [{ ...receipt(command.data), ...onLine(command.data), 付款方: command.data.payer }];
    case 'disburse': {
      const { paymentId, payee } = command.data;
      return [{ 支付编号: paymentId, ...receipt(command.data), ...onLine(command.data), 收款人: payee }];
    }
    case 'refundDisbursement':
      return [{ 支付编号: command.data.paymentId, ...receipt(command.data), 金额: canonical(command.data.amount) }];
    case 'reclassifyDisbursement': {
      const { paymentId, newPaymentId, toLineId, amount } = command.data;
      const payments = { 支付编号: paymentId, 新支付编号: newPaymentId, 调入指标编号: toLineId };
      return [{ ...payments, ...receipt(command.data), 金额: canonical(amount) }];
    }
    case 'collectNonTaxRevenue': {
      const { category, account, amount } = command.data;
      return [{ ...receipt(command.data), 非税项目: category, 管理方式: account, 金额: canonical(amount) }];
    }
    case 'carryForward':
    case 'surrenderBalance':
    case 'allocateSurplus':
      return [{ ...paper(command.data), ...onLine(command.data) }];
    case 'reverseEntry': {
      const { kind, corrects, amount } = command.data;
      return [{ ...receipt(command.data), 类型: kind, 原单据号: documentOf(corrects), 金额: canonical(amount) }];
    }
    case 'closeMonth':
      return [{ 月份: String(command.data.month) }];
    case 'closeFiscalYear':
      return [{}];
    default:
      // No dataset asks for contracts, or reopens a month.
      return [];
  }
}

interface AskedPaper {
  readonly documentNo: string;
  readonly occurredOn: string;
  readonly reason: string;
  readonly basis?: string | undefined;
}

const paper = ({ documentNo, occurredOn, reason, basis }: AskedPaper): Cells => ({
  文号: documentNo,
  日期: occurredOn,
  原因: reason,
  依据: basis === 'fitted' ? '拟合' : '',
});

const receipt = ({ documentNo, occurredOn, reason, basis }: AskedPaper): Cells => ({
  单据号: documentNo,
  日期: occurredOn,
  摘要: reason,
  依据: basis === 'fitted' ? '拟合' : '',
});

const onLine = ({ lineId, amount }: { readonly lineId: string; readonly amount: string }): Cells => ({
  指标编号: lineId,
  金额: canonical(amount),
});

/** The 单据号 in the number of an entry, so that a row may name the entry by either of the two. */
const documentOf = (corrects: string): string => corrects.replace(/#\d+$/, '');

/** Two ways to write an amount are one amount; what is no amount is refused later. */
function canonical(amount: string, sign: (fen: Fen) => Fen = (fen) => fen): string {
  try {
    return formatYuan(sign(parseYuan(amount)));
  } catch (error) {
    if (error instanceof MoneyError) return amount;
    throw error;
  }
}

/** What an event of the log says, in the words of a dataset; nothing for what no dataset asks for. */
export function factsOfEvent(event: LedgerEvent): Fact[] {
  const command = askedFor(event);
  return command ? factsOf(command) : [];
}

const SAME_DATA: Partial<Record<LedgerEvent['type'], CommandType>> = {
  FiscalYearOpened: 'openFiscalYear',
  CarryoverBroughtForward: 'bringForward',
  BudgetAppropriated: 'appropriateBudget',
  BudgetSupplemented: 'supplementBudget',
  BudgetReduced: 'reduceBudget',
  BudgetTransferred: 'transferBudget',
  BudgetFrozen: 'freezeBudget',
  BudgetUnfrozen: 'unfreezeBudget',
  RevenueReceived: 'receiveRevenue',
  DisbursementMade: 'disburse',
  DisbursementRefunded: 'refundDisbursement',
  NonTaxRevenueCollected: 'collectNonTaxRevenue',
  BalanceCarriedForward: 'carryForward',
  SurplusAllocated: 'allocateSurplus',
  MonthClosed: 'closeMonth',
  FiscalYearClosed: 'closeFiscalYear',
};

/** The command that would ask for what an event says, as far as its facts need it. */
function askedFor(event: LedgerEvent): LedgerCommand | null {
  const asked = (type: CommandType, data: object) => ({ type, data }) as LedgerCommand;
  if (event.type === 'DisbursementReclassified') {
    const { to, ...data } = event.data;
    return asked('reclassifyDisbursement', { ...data, toLineId: to.lineId, amount: to.amount });
  }
  if (event.type === 'BalanceSurrendered') {
    const { authority, holdings, ...data } = event.data;
    // What was asked for went to whichever book had it, so the larger part is all of it.
    const amount = parseYuan(authority) > parseYuan(holdings) ? authority : holdings;
    return asked('surrenderBalance', { ...data, amount });
  }
  if (event.type === 'EntryReversed') {
    const { reverses, ...data } = event.data;
    return asked('reverseEntry', { ...data, kind: reversibleKind(reverses), amount: formatYuan(totalOf(reverses)) });
  }
  const type = SAME_DATA[event.type];
  return type ? asked(type, event.data) : null;
}
