import { type EventStore } from '@yujue/event-store';
import { type CommandType, type LedgerEvent, type LineAmount, budgetStream, fields, readEvent } from '@yujue/ledger';
import { formatYuan, parseYuan, withSeparators } from '@yujue/money';
import { type DocumentRow } from '../row-commands/documents';
import { type PaymentRow, type RefundRow } from '../row-commands/payments';
import { type ListEntry } from './list-entries';
import { RowFault } from './row-fault';

/** What the log already has of a row: it is new, it is there, or something else is in its place. */
export type RowState = 'new' | 'recorded' | RowFault;

const TYPES: Partial<Record<LedgerEvent['type'], CommandType>> = {
  BudgetAppropriated: 'appropriateBudget',
  BudgetSupplemented: 'supplementBudget',
  BudgetReduced: 'reduceBudget',
  BudgetFrozen: 'freezeBudget',
  BudgetUnfrozen: 'unfreezeBudget',
  CarryoverBroughtForward: 'bringForward',
};

type RecordedPayment = Pick<
  Extract<LedgerEvent, { type: 'DisbursementMade' }>['data'],
  'lineId' | 'amount' | 'occurredOn'
>;

/** Rows of a document that are equal. */
interface RecordedRow {
  readonly occurredOn: string;
  readonly amount: string;
  /** How many are recorded, less those that a row of the file has claimed. */
  unclaimed: number;
}

/**
 * The rows that a unit's log already has, recorded by anyone and from any file, so that a file that comes again
 * changes nothing and one that has grown adds only its new rows. Rows are distinguished by content: a payment by its
 * number, a row of a document by 文号, type, date, line and amount, as often as it occurs. What the log has from before ids
 * had one normal form is compared in that form, so that the same file is still the same.
 */
export class RecordedRows {
  private readonly payments = new Map<string, RecordedPayment>();
  /** By type, document, and the line or the payment that a row is about. */
  private readonly documents = new Map<string, RecordedRow[]>();

  private constructor() {}

  static async read(store: EventStore, unit: string, fiscalYear: number): Promise<RecordedRows> {
    const rows = new RecordedRows();
    for await (const page of store.readStream(budgetStream(unit, fiscalYear)))
      for (const stored of page) rows.take(readEvent<LedgerEvent>(stored));
    return rows;
  }

  /** Claims what the log has for these rows, and returns the state of each. */
  statesOf(entries: readonly ListEntry[]): RowState[] {
    const claimed = entries.map((entry) => this.claim(entry));
    return entries.map((entry, index) => (claimed[index] ? 'recorded' : this.recordedInstead(entry)));
  }

  private take(event: LedgerEvent): void {
    if (event.type === 'DisbursementMade') {
      const { paymentId, lineId, amount, occurredOn } = event.data;
      this.payments.set(fields.normalId(paymentId), { lineId: fields.normalId(lineId), amount, occurredOn });
      return;
    }
    if (event.type === 'DisbursementRefunded') {
      const { paymentId, amount } = event.data;
      this.addAll('refundDisbursement', event.data, [{ lineId: paymentId, amount }]);
      return;
    }
    if (event.type === 'BudgetTransferred') {
      const { from, to, ...paper } = event.data;
      const out = from.map(({ lineId, amount }) => ({ lineId, amount: `-${amount}` }));
      this.addAll('transferBudget', paper, [...out, ...to]);
      return;
    }
    const type = TYPES[event.type];
    if (type && 'lines' in event.data) this.addAll(type, event.data, event.data.lines);
  }

  private addAll(
    type: CommandType,
    { documentNo, occurredOn }: { readonly documentNo: string; readonly occurredOn: string },
    lines: readonly LineAmount[],
  ): void {
    for (const { lineId, amount } of lines) {
      const key = subjectKey(type, fields.normalText(documentNo), fields.normalId(lineId));
      const rows = this.documents.get(key) ?? [];
      this.documents.set(key, rows);
      const equal = rows.find((row) => row.occurredOn === occurredOn && row.amount === amount);
      if (equal) equal.unclaimed++;
      else rows.push({ occurredOn, amount, unclaimed: 1 });
    }
  }

  private claim(entry: ListEntry): boolean {
    const { occurredOn, amount, line } = entry;
    if (entry.type === 'disburse') {
      const known = this.payments.get(entry.paymentId);
      return known?.lineId === line.id && known.amount === amount && known.occurredOn === occurredOn;
    }
    const equal = this.unclaimed(entry).find((row) => row.occurredOn === occurredOn && row.amount === amount);
    if (equal) equal.unclaimed--;
    return equal !== undefined;
  }

  private unclaimed(entry: Exclude<ListEntry, PaymentRow>): RecordedRow[] {
    const subject = entry.type === 'refundDisbursement' ? entry.paymentId : entry.line.id;
    const rows = this.documents.get(subjectKey(entry.type, entry.documentNo, subject)) ?? [];
    return rows.filter((row) => row.unclaimed > 0);
  }

  /** A changed row of a file that was loaded before must not be added to what it was. */
  private recordedInstead(entry: ListEntry): RowState {
    if (entry.type === 'disburse') {
      const known = this.payments.get(entry.paymentId);
      return known ? otherPayment(entry, known) : 'new';
    }
    // Another date and another amount are another batch under the same paper; one of the two alone is a changed row.
    const instead = this.unclaimed(entry).find(
      ({ occurredOn, amount }) => occurredOn === entry.occurredOn || amount === entry.amount,
    );
    if (!instead) return 'new';
    return entry.type === 'refundDisbursement' ? otherRefund(entry, instead) : otherRow(entry, instead);
  }
}

const subjectKey = (type: CommandType, documentNo: string, subject: string): string =>
  [type, documentNo, subject].join('\0');

function otherPayment(entry: PaymentRow, known: RecordedPayment): RowFault {
  const { paymentId, line } = entry;
  return new RowFault(
    '支付编号',
    `支付编号 ${paymentId} 此前登记为指标 ${known.lineId}、${dated(known)}，本行为指标 ${line.id}、${dated(entry)}。已登记的不会改动；如有误，请办理退回或更正，另一笔请换编号。`,
  );
}

const otherRefund = (entry: RefundRow, recorded: RecordedRow): RowFault =>
  new RowFault(
    '金额',
    `单据 ${entry.documentNo} 此前登记退回支付 ${entry.paymentId} ${dated(recorded)}，本行为 ${dated(entry)}。已登记的不会改动；另一笔请换单据号。`,
  );

const otherRow = (entry: DocumentRow, recorded: RecordedRow): RowFault =>
  new RowFault(
    '金额',
    `文号 ${entry.documentNo} 在指标 ${entry.line.id} 上此前登记 ${dated(recorded)}，本行为 ${dated(entry)}。已登记的不会改动；如有误，请另行追加、追减或调剂，另一笔请换文号。`,
  );

/** 1,000.00 元（2020-04-01） */
const dated = ({ amount, occurredOn }: { readonly amount: string; readonly occurredOn: string }): string =>
  `${withSeparators(formatYuan(parseYuan(amount)))} 元（${occurredOn}）`;
