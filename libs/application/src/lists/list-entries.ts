import { type Catalogue } from '@yujue/classification';
import { ADJUSTMENT, AHEAD_GROUND, ALLOTMENT, type ListRow, SOURCE, type LedgerListKind } from '@yujue/list-import';
import { type CommandType, type NewLine } from '@yujue/ledger';
import { formatYuan, negate, parseYuan } from '@yujue/money';
import { type DatasetFile } from '../datasets/columns';
import { type Row } from '../datasets/csv';
import { type Books } from './books';
import { RowFault, type RowValues } from './row-fault';
import { type NamedProjects } from './named-projects';
import { type FoundLine, ListLines } from './list-lines';

/** A row of a list as a row of the dataset file that it would be in, so that both become commands in one way. */
export interface ListEntry {
  readonly unit: string;
  readonly line: NewLine;
  readonly file: DatasetFile;
  readonly type: CommandType;
  readonly row: Row;
}

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
    if (what === '追加') return adjusting(row, found, '追加', amount);
    return entry(
      row,
      found,
      isCarried ? '上年结转.csv' : '年初预算.csv',
      isCarried ? 'bringForward' : 'appropriateBudget',
      {
        ...paper(values),
        金额: amount,
        ...(isCarried && { 性质: what === '上年结余' ? '结余' : '结转' }),
      },
    );
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
    return adjusting(row, found, type, takesOut ? formatYuan(negate(parseYuan(amount))) : amount);
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
    if (values['金额']!.startsWith('-'))
      return new RowFault(
        '金额',
        '金额为负。退回请在“原支付编号”列写明退回的是哪一笔；更正请在系统中按原支付编号办理。',
      );
    const ahead = groundOf(values);
    if (ahead instanceof RowFault) return ahead;
    // A payment ahead of the budget may be the first to name its line.
    const found = this.lines.find(values, ahead !== '');
    if (found instanceof RowFault) return found;
    return entry(row, found, '支付.csv', 'disburse', {
      批复前支出: ahead,
      支付编号: paymentId,
      单据号: values['单据号'] ?? paymentId,
      日期: values['日期']!,
      金额: values['金额']!,
      收款人: values['收款人'] ?? '',
      摘要: values['原因'] ?? '',
    });
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
    const amount = values['金额']!;
    return entry(row, found, '退回更正.csv', 'refundDisbursement', {
      类型: '退回',
      支付编号: paymentId,
      单据号: (values['单据号'] ?? values['支付编号'])!,
      日期: values['日期']!,
      金额: amount.startsWith('-') ? formatYuan(negate(parseYuan(amount))) : amount,
      摘要: values['原因'] ?? '',
    });
  }
}

/** The ground of a payment ahead of the budget (预算法 第五十四条); empty for any other payment. */
function groundOf(values: RowValues): string | RowFault {
  const written = values['批复前支出'];
  if (written === undefined) return '';
  return (
    AHEAD_GROUND.read(written) ??
    new RowFault('批复前支出', `批复前支出“${written}”不认识，应为${AHEAD_GROUND.choices}之一。`)
  );
}

const ADJUSTING: Readonly<Record<string, CommandType>> = {
  追加: 'supplementBudget',
  追减: 'reduceBudget',
  调剂: 'transferBudget',
  冻结: 'freezeBudget',
  解冻: 'unfreezeBudget',
};

function adjusting(row: ListRow, found: FoundLine, type: string, amount: string): ListEntry | RowFault {
  const written = row.values['来源'];
  const source = type === '追加' && written !== undefined ? SOURCE.read(written) : '本级';
  if (source === null) return new RowFault('来源', `来源“${written}”不认识，应为${SOURCE.choices}之一。`);
  const cells = { ...paper(row.values), 类型: type, 来源: type === '追加' ? source : '', 金额: amount };
  return entry(row, found, '预算调整.csv', ADJUSTING[type]!, cells);
}

const paper = (values: RowValues) => ({ 文号: values['文号']!, 日期: values['日期']!, 原因: values['原因'] ?? '' });

const entry = (
  { sheet, number }: ListRow,
  { unit, line }: FoundLine,
  file: DatasetFile,
  type: CommandType,
  cells: Row['cells'],
): ListEntry => ({
  unit,
  line,
  file,
  type,
  row: { file: sheet, rowNumber: number, cells: { ...cells, 指标编号: line.id } },
});
