import { type EventStore } from '@yujue/event-store';
import { type CommandType, type LedgerEvent, type LineAmount, budgetStream, fields, readEvent } from '@yujue/ledger';
import { formatYuan, parseYuan, withSeparators } from '@yujue/money';
import { RowFault } from './row-fault';
import { type ListEntry } from './list-entries';

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

interface RecordedPayment {
  readonly lineId: string;
  readonly amount: string;
  readonly occurredOn: string;
}

/**
 * The rows that a unit's log already has, recorded by anyone and from any file, so that a file that comes again
 * changes nothing and one that has grown adds only its new rows. Rows are distinguished by content: a payment by its
 * number, a row of a document by 文号, type, date, line and amount, as often as it occurs. What the log has from before ids
 * had one normal form is compared in that form, so that the same file is still the same.
 */
export class RecordedRows {
  private readonly payments = new Map<string, RecordedPayment>();
  /** How often a row is recorded, less those that a row of the file has claimed. */
  private readonly unclaimed = new Map<string, number>();
  /** By document and line, the keys of the rows that are recorded there. */
  private readonly byLine = new Map<string, Set<string>>();

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
    return entries.map((entry, index) => (claimed[index] ? 'recorded' : this.whatStandsInstead(entry)));
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
    const paper = fields.normalText(documentNo);
    for (const { lineId: recordedId, amount } of lines) {
      const lineId = fields.normalId(recordedId);
      const key = rowKey(type, paper, occurredOn, lineId, amount);
      this.unclaimed.set(key, (this.unclaimed.get(key) ?? 0) + 1);
      const place = placeKey(type, paper, lineId);
      const there = this.byLine.get(place) ?? new Set<string>();
      there.add(key);
      this.byLine.set(place, there);
    }
  }

  private claim({ type, row: { cells } }: ListEntry): boolean {
    if (type === 'disburse') {
      const known = this.payments.get(cells['支付编号']!);
      return known !== undefined && isSame(known, cells);
    }
    const key = rowKey(type, paperOf(cells), cells['日期']!, targetOf(type, cells), cells['金额']!);
    const count = this.unclaimed.get(key) ?? 0;
    if (count === 0) return false;
    this.unclaimed.set(key, count - 1);
    return true;
  }

  /** A changed row of a file that was loaded before must not be added to what it was. */
  private whatStandsInstead({ type, row: { cells } }: ListEntry): RowState {
    const lineId = cells['指标编号']!;
    const asked = `${yuan(cells['金额']!)}（${cells['日期']}）`;
    if (type === 'disburse') {
      const known = this.payments.get(cells['支付编号']!);
      if (!known) return 'new';
      return new RowFault(
        '支付编号',
        `支付编号 ${cells['支付编号']} 此前登记为指标 ${known.lineId}、${yuan(known.amount)}（${known.occurredOn}），本行为指标 ${lineId}、${asked}。已登记的不会改动；如有误，请办理退回或更正，另一笔请换编号。`,
      );
    }
    // Another date and another amount are another batch under the same paper; one of the two alone is a changed row.
    const left = [...(this.byLine.get(placeKey(type, paperOf(cells), targetOf(type, cells))) ?? [])].find((key) => {
      const [, , date, , amount] = key.split('\0');
      return (this.unclaimed.get(key) ?? 0) > 0 && (date === cells['日期'] || amount === cells['金额']);
    });
    if (left === undefined) return 'new';
    const [, , date, , amount] = left.split('\0');
    if (type === 'refundDisbursement')
      return new RowFault(
        '金额',
        `单据 ${paperOf(cells)} 此前登记退回支付 ${cells['支付编号']} ${yuan(amount!)}（${date}），本行为 ${asked}。已登记的不会改动；另一笔请换单据号。`,
      );
    return new RowFault(
      '金额',
      `文号 ${cells['文号']} 在指标 ${lineId} 上此前登记 ${yuan(amount!)}（${date}），本行为 ${asked}。已登记的不会改动；如有误，请另行追加、追减或调剂，另一笔请换文号。`,
    );
  }
}

type RowCells = ListEntry['row']['cells'];

const paperOf = (cells: RowCells): string => (cells['文号'] ?? cells['单据号'])!;

/** The subject of a row of a document: a line, or the payment that is refunded. */
const targetOf = (type: CommandType, cells: RowCells): string =>
  (type === 'refundDisbursement' ? cells['支付编号'] : cells['指标编号'])!;

const rowKey = (type: CommandType, documentNo: string, occurredOn: string, lineId: string, amount: string): string =>
  [type, documentNo, occurredOn, lineId, amount].join('\0');

const placeKey = (type: CommandType, documentNo: string, lineId: string): string =>
  [type, documentNo, lineId].join('\0');

const isSame = ({ lineId, amount, occurredOn }: RecordedPayment, cells: ListEntry['row']['cells']): boolean =>
  lineId === cells['指标编号'] && amount === cells['金额'] && occurredOn === cells['日期'];

const yuan = (amount: string): string => `${withSeparators(formatYuan(parseYuan(amount)))} 元`;
