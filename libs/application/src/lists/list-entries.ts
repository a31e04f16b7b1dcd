import { type Catalogue } from '@yujue/classification';
import { ADJUSTMENT, AHEAD_GROUND, ALLOTMENT, type ListRow, SOURCE, type LedgerListKind } from '@yujue/list-import';
import { type AheadGround, type NewLine, refusedOn } from '@yujue/ledger';
import { formatYuan, negate, parseYuan } from '@yujue/money';
import { type DocumentRow, type DocumentType } from '../row-commands/documents';
import { type PaymentRow, type RefundRow } from '../row-commands/payments';
import { type Books, type UnitBook } from './books';
import { type RowFaults, type RowValues } from './row-fault';
import { type NamedProjects } from './named-projects';
import { ListLines } from './list-lines';
import { wordOf } from './row-words';

/** A row of a list as what it asks of its line. Amounts have two decimals. */
export type ListEntry = DocumentRow | PaymentRow | (RefundRow & { readonly line: NewLine });

/** A row that asks for nothing: it is reported, and left out. */
export class NothingToRecord {
  constructor(readonly message: string) {}
}

/** Turns the rows of one list into entries, row by row, in the order of the file. */
export class EntryReader {
  private readonly lines: ListLines;
  /** Payment numbers and the row that has them. */
  private readonly payments = new Map<string, number>();
  /** Payments whose rows have faults. That they are not there is no fault of the rows that take them back. */
  private readonly unmade = new Set<string>();

  constructor(
    private readonly books: Books,
    catalogue: Catalogue,
    private readonly kind: LedgerListKind,
  ) {
    this.lines = new ListLines(books, catalogue);
  }

  /** The projects that the rows name; those that no register has are registered with the list. */
  get projects(): NamedProjects {
    return this.lines.projects;
  }

  /** What a row asks; null if it has faults, which are added, or names a line of a row that has some. */
  read(row: ListRow, faults: RowFaults): ListEntry | NothingToRecord | null {
    const unit = this.lines.unitOf(row.values, faults);
    const entry = this.entryOf(row, unit, faults);
    if (!faults.any) return entry;
    this.judgeDate(row, unit, faults);
    const { 支付编号: paymentId = row.values['单据号'], 原支付编号: refunded } = row.values;
    if (paymentId !== undefined && refunded === undefined) this.unmade.add(paymentId);
    return null;
  }

  /** The ledger does not see a row with faults, so what it would say of the date is said here. */
  private judgeDate({ values }: ListRow, unit: UnitBook | null, faults: RowFaults): void {
    const date = values['日期'];
    const years = (unit ? [unit] : this.books.units).map(({ year }) => year);
    if (date === undefined || years.some(({ closed }) => closed)) return;
    const [refusal, ...others] = years.map((year) => refusedOn(year, date));
    if (refusal && !others.includes(null)) faults.add('日期', refusal.message);
  }

  private entryOf(row: ListRow, unit: UnitBook | null, faults: RowFaults): ListEntry | NothingToRecord | null {
    if (this.kind === '支付') return this.payment(row, unit, faults);
    return this.kind === '指标' ? this.allotment(row, unit, faults) : this.adjustment(row, unit, faults);
  }

  private allotment(row: ListRow, unit: UnitBook | null, faults: RowFaults): ListEntry | NothingToRecord | null {
    const { values } = row;
    const what = wordOf(values, '指标类型', ALLOTMENT, faults) ?? '年初预算';
    const amount = (what === '年初预算' ? values['年初数'] : undefined) ?? values['金额'];
    if (amount === '0.00' && !faults.any) return new NothingToRecord('金额为零，没有可登记的，已略过。');
    if (amount === undefined && !faults.have('指标类型', '金额', '年初数')) faults.add('金额', '缺少金额，请填写。');
    const isCarried = what === '上年结转' || what === '上年结余';
    const source = what === '追加' ? sourceOf(values, faults) : '';
    const use = { mayOpen: true, ...(isCarried && { originYear: this.books.fiscalYear - 1 }) };
    const found = this.lines.find(unit, values, use, faults);
    if (!found || amount === undefined) return null;
    const paper = { ...found, ...documentPaper(row), source, amount };
    if (what === '追加') return { ...paper, type: 'supplementBudget' };
    if (!isCarried) return { ...paper, type: 'appropriateBudget' };
    return { ...paper, type: 'bringForward', nature: what === '上年结余' ? '结余' : '结转' };
  }

  private adjustment(row: ListRow, unit: UnitBook | null, faults: RowFaults): ListEntry | null {
    const { values } = row;
    const type = wordOf(values, '类型', ADJUSTMENT, faults);
    const source = type === '追加' ? sourceOf(values, faults) : '';
    const mayOpen = type === undefined ? null : type === '追加' || type === '调剂';
    const found = this.lines.find(unit, values, { mayOpen }, faults);
    if (!found || type === undefined) return null;
    const amount = values['金额']!;
    // Lists write what goes out as a negative number, or as a positive one under a word that says so.
    const takesOut =
      (type === '追减' && amount.startsWith('-')) || (values['类型']!.includes('调出') && !amount.startsWith('-'));
    return {
      ...found,
      ...documentPaper(row),
      type: ADJUSTING[type],
      source,
      amount: takesOut ? negated(amount) : amount,
    };
  }

  private payment(row: ListRow, unit: UnitBook | null, faults: RowFaults): ListEntry | null {
    const { values } = row;
    if (values['原支付编号'] !== undefined) return this.refund(row, unit, values['原支付编号'], faults);
    const paymentId = this.ownNumber(row, faults);
    const amount = values['金额'] ?? '';
    if (amount.startsWith('-') && !faults.have('原支付编号'))
      faults.add('金额', '金额为负。退回请在“原支付编号”列写明退回的是哪一笔；更正请在系统中按原支付编号办理。');
    const ahead: AheadGround | undefined = wordOf(values, '批复前支出', AHEAD_GROUND, faults);
    // A payment ahead of the budget may be the first to name its line.
    const mayOpen = faults.have('批复前支出') ? null : ahead !== undefined;
    const found = this.lines.find(unit, values, { mayOpen }, faults);
    if (!found) return null;
    const documentNo = values['单据号'] ?? paymentId;
    const payee = values['收款人'] ?? '';
    return { ...found, ...occasion(row), type: 'disburse', documentNo, amount, paymentId, payee, ahead };
  }

  /** The number of a payment, which no other row has. */
  private ownNumber({ values, number }: ListRow, faults: RowFaults): string {
    const field = values['支付编号'] === undefined ? '单据号' : '支付编号';
    const paymentId = values[field];
    if (paymentId === undefined || faults.have('支付编号')) return '';
    const before = this.payments.get(paymentId);
    if (before === undefined) this.payments.set(paymentId, number);
    else faults.add(field, `${field} ${paymentId} 在第 ${before} 行已有。一张凭证有几笔时，请在“支付编号”列逐笔编号。`);
    return paymentId;
  }

  /** A full or partial 退回 of the payment that the row names; lists write the amount as a negative or a positive number. */
  private refund(row: ListRow, unit: UnitBook | null, paymentId: string, faults: RowFaults): ListEntry | null {
    const { values } = row;
    const found = this.lines.find(unit, values, { mayOpen: false }, faults);
    if (!found || this.unmade.has(paymentId)) return null;
    const paid = unit!.year.payments.get(paymentId);
    if (paid && paid.lineId !== found.line.id) {
      faults.add(
        '指标编号',
        `支付 ${paymentId} 登记在指标 ${paid.lineId}，本行为指标 ${found.line.id}。请核对原支付编号和指标。`,
      );
      return null;
    }
    const documentNo = (values['单据号'] ?? values['支付编号'])!;
    const written = values['金额']!;
    const amount = written.startsWith('-') ? negated(written) : written;
    return { ...found, ...occasion(row), type: 'refundDisbursement', documentNo, amount, paymentId };
  }
}

const sourceOf = (values: RowValues, faults: RowFaults): string => wordOf(values, '来源', SOURCE, faults) ?? '本级';

const ADJUSTING = {
  追加: 'supplementBudget',
  追减: 'reduceBudget',
  调剂: 'transferBudget',
  冻结: 'freezeBudget',
  解冻: 'unfreezeBudget',
} as const satisfies Record<string, DocumentType>;

const negated = (amount: string): string => formatYuan(negate(parseYuan(amount)));

const documentPaper = (row: ListRow) => ({ ...occasion(row), documentNo: row.values['文号']! });

const occasion = ({ worksheet, number, values }: ListRow) => ({
  occurredOn: values['日期']!,
  reason: values['原因'] ?? '',
  place: { file: worksheet, rowNumber: number },
});
