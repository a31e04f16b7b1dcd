import { type Catalogue } from '@yujue/classification';
import { ADJUSTMENT, AHEAD_GROUND, ALLOTMENT, type ListRow, SOURCE, type LedgerListKind } from '@yujue/list-import';
import { type AheadGround, type NewLine } from '@yujue/ledger';
import { formatYuan, negate, parseYuan } from '@yujue/money';
import { type DocumentRow, type DocumentType } from '../row-commands/documents';
import { type PaymentRow, type RefundRow } from '../row-commands/payments';
import { type Books } from './books';
import { RowFault, type RowValues } from './row-fault';
import { type NamedProjects } from './named-projects';
import { type FoundLine, ListLines } from './list-lines';

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

  read(row: ListRow): ListEntry | RowFault | NothingToRecord {
    if (this.kind === '支付') return this.payment(row);
    return this.kind === '指标' ? this.allotment(row) : this.adjustment(row);
  }

  private allotment(row: ListRow): ListEntry | RowFault | NothingToRecord {
    const { values } = row;
    const what = values['指标类型'] === undefined ? '年初预算' : ALLOTMENT.read(values['指标类型']);
    if (what === null)
      return new RowFault('指标类型', `指标类型“${values['指标类型']}”不认识，应为${ALLOTMENT.choices}之一。`);
    const amount = (what === '年初预算' ? values['年初数'] : undefined) ?? values['金额'];
    if (amount === undefined) return new RowFault('金额', '缺少金额，请填写。');
    if (amount === '0.00') return new NothingToRecord('金额为零，没有可登记的，已略过。');
    const isCarried = what === '上年结转' || what === '上年结余';
    const found = this.lines.find(values, true, isCarried ? this.books.fiscalYear - 1 : undefined);
    if (found instanceof RowFault) return found;
    if (what === '追加') return adjusting(row, found, 'supplementBudget', amount);
    const paper = { ...found, ...documentPaper(row), source: '', amount };
    if (!isCarried) return { ...paper, type: 'appropriateBudget' };
    return { ...paper, type: 'bringForward', nature: what === '上年结余' ? '结余' : '结转' };
  }

  private adjustment(row: ListRow): ListEntry | RowFault {
    const { values } = row;
    const written = values['类型']!;
    const type = ADJUSTMENT.read(written);
    if (type === null) return new RowFault('类型', `类型“${written}”不认识，应为${ADJUSTMENT.choices}之一。`);
    const found = this.lines.find(values, type === '追加' || type === '调剂');
    if (found instanceof RowFault) return found;
    const amount = values['金额']!;
    // Lists write what goes out as a negative number, or as a positive one under a word that says so.
    const takesOut =
      (type === '追减' && amount.startsWith('-')) || (written.includes('调出') && !amount.startsWith('-'));
    return adjusting(row, found, ADJUSTING[type], takesOut ? negated(amount) : amount);
  }

  private payment(row: ListRow): ListEntry | RowFault {
    const { values } = row;
    if (values['原支付编号'] !== undefined) return this.refund(row, values['原支付编号']);
    const paymentId = (values['支付编号'] ?? values['单据号'])!;
    const field = values['支付编号'] === undefined ? '单据号' : '支付编号';
    const before = this.payments.get(paymentId);
    if (before !== undefined)
      return new RowFault(
        field,
        `${field} ${paymentId} 在第 ${before} 行已有。一张凭证有几笔时，请在“支付编号”列逐笔编号。`,
      );
    this.payments.set(paymentId, row.number);
    const amount = values['金额']!;
    if (amount.startsWith('-'))
      return new RowFault(
        '金额',
        '金额为负。退回请在“原支付编号”列写明退回的是哪一笔；更正请在系统中按原支付编号办理。',
      );
    const ahead = groundOf(values);
    if (ahead instanceof RowFault) return ahead;
    // A payment ahead of the budget may be the first to name its line.
    const found = this.lines.find(values, ahead !== undefined);
    if (found instanceof RowFault) return found;
    const documentNo = values['单据号'] ?? paymentId;
    const payee = values['收款人'] ?? '';
    return { ...found, ...occasion(row), type: 'disburse', documentNo, amount, paymentId, payee, ahead };
  }

  /** A full or partial 退回 of the payment that the row names; lists write the amount as a negative or a positive number. */
  private refund(row: ListRow, paymentId: string): ListEntry | RowFault {
    const { values } = row;
    const found = this.lines.find(values, false);
    if (found instanceof RowFault) return found;
    const paid = this.books.units.find(({ code }) => code === found.unit)!.year.payments.get(paymentId);
    if (paid && paid.lineId !== found.line.id)
      return new RowFault(
        '指标编号',
        `支付 ${paymentId} 登记在指标 ${paid.lineId}，本行为指标 ${found.line.id}。请核对原支付编号和指标。`,
      );
    const documentNo = (values['单据号'] ?? values['支付编号'])!;
    const written = values['金额']!;
    const amount = written.startsWith('-') ? negated(written) : written;
    return { ...found, ...occasion(row), type: 'refundDisbursement', documentNo, amount, paymentId };
  }
}

/** The ground of a payment ahead of the budget (预算法 第五十四条); undefined for any other payment. */
function groundOf(values: RowValues): AheadGround | undefined | RowFault {
  const written = values['批复前支出'];
  if (written === undefined) return undefined;
  return (
    AHEAD_GROUND.read(written) ??
    new RowFault('批复前支出', `批复前支出“${written}”不认识，应为${AHEAD_GROUND.choices}之一。`)
  );
}

const ADJUSTING = {
  追加: 'supplementBudget',
  追减: 'reduceBudget',
  调剂: 'transferBudget',
  冻结: 'freezeBudget',
  解冻: 'unfreezeBudget',
} as const satisfies Record<string, DocumentType>;

function adjusting(row: ListRow, found: FoundLine, type: DocumentType, amount: string): ListEntry | RowFault {
  const written = row.values['来源'];
  const isAdded = type === 'supplementBudget';
  const source = isAdded && written !== undefined ? SOURCE.read(written) : '本级';
  if (source === null) return new RowFault('来源', `来源“${written}”不认识，应为${SOURCE.choices}之一。`);
  return { ...found, ...documentPaper(row), type, source: isAdded ? source : '', amount };
}

const negated = (amount: string): string => formatYuan(negate(parseYuan(amount)));

const documentPaper = (row: ListRow) => ({ ...occasion(row), documentNo: row.values['文号']! });

const occasion = ({ sheet, number, values }: ListRow) => ({
  occurredOn: values['日期']!,
  reason: values['原因'] ?? '',
  place: { file: sheet, rowNumber: number },
});
