import { type ListField } from '@yujue/list-import';
import {
  type LedgerCommand,
  type LedgerEvent,
  Refusal,
  type RefusalCode,
  type Rulebook,
  type UnitYear,
  decide,
  fold,
} from '@yujue/ledger';
import { Problems, type Row } from '../datasets/csv';
import { type DatasetCommand, ledgerCommands } from '../datasets/ledger-commands';
import { asDataset } from './as-dataset';
import { type Books } from './books';
import { type ListEntry } from './list-entries';

/** A row that cannot be recorded, and why. */
export interface RefusedRow {
  readonly row: Pick<Row, 'file' | 'rowNumber'>;
  /** The field that the reason is about; null when it is about the row as a whole. */
  readonly field: ListField | null;
  readonly message: string;
}

/** Rows of one document and unit that one event may carry; more would pass the store's limit for an append. */
const DOCUMENT_ROWS_MAX = 2_000;

/** The commands of a unit's new rows in the order of their dates, made just as a dataset's rows are. */
export function commandsOf(
  books: Books,
  unit: string,
  entries: readonly ListEntry[],
  refused: (row: RefusedRow) => void,
): DatasetCommand[] {
  refuseLongDocuments(entries, refused);
  // An earlier file may have recorded the payment that a row refunds; the ledger decides whether it exists.
  const refunds = entries.filter(({ type }) => type === 'refundDisbursement');
  const paymentUnits = new Map(refunds.map(({ row }) => [row.cells['支付编号']!, unit]));
  const dataset = asDataset(books, entries);
  const commands = ledgerCommands(dataset, new RowProblems(refused), paymentUnits).get(unit) ?? [];
  // The unit's year is open; a dataset would open it.
  return commands.filter(({ command }) => command.type !== 'openFiscalYear');
}

/**
 * Decides a unit's commands one after the other on what the log has. A document that is refused is asked again row by row,
 * so that each wrong row is reported by itself and not only the first.
 */
export function decideRows(
  year: UnitYear,
  commands: readonly DatasetCommand[],
  entries: readonly ListEntry[],
  rules: Rulebook,
  refused: (row: RefusedRow) => void,
): LedgerEvent[] {
  const rows = new RowsOfDocuments(entries);
  const events: LedgerEvent[] = [];
  let state = year;
  for (const { command, row } of commands) {
    const decision = decide(state, command, rules);
    if (decision instanceof Refusal) {
      state = tellRefusedRows(state, { command, row }, decision, rows, rules, refused);
    } else {
      events.push(...decision);
      state = fold(decision, state);
    }
  }
  return events;
}

/** Tells the rows that keep a document from being recorded; returns the year as the others would leave it. */
function tellRefusedRows(
  year: UnitYear,
  { command, row }: DatasetCommand,
  refusal: Refusal,
  rows: RowsOfDocuments,
  rules: Rulebook,
  refused: (row: RefusedRow) => void,
): UnitYear {
  let state = year;
  let isTold = false;
  for (const single of singles(command)) {
    const decision = decide(state, single.command, rules);
    if (!(decision instanceof Refusal)) state = fold(decision, state);
    else {
      isTold = true;
      refused({ ...reasonOf(decision), row: rows.of(single.command, single.lineId) ?? row });
    }
  }
  if (!isTold) {
    const lineId = refusal.data['lineId'];
    refused({ ...reasonOf(refusal), row: (typeof lineId === 'string' && rows.of(command, lineId)) || row });
  }
  return state;
}

const reasonOf = (refusal: Refusal) => ({ field: fieldOf(refusal), message: refusal.message });

/** The same command once for each of its lines. */
function singles({ type, data }: LedgerCommand): { command: LedgerCommand; lineId: string }[] {
  if (!('lines' in data)) return [];
  return data.lines.map((line) => {
    const opens = 'opens' in data && { opens: data.opens.filter(({ id }) => id === line.lineId) };
    return { command: { type, data: { ...data, lines: [line], ...opens } } as LedgerCommand, lineId: line.lineId };
  });
}

/** Which cell a refusal is about. */
const FIELDS: Partial<Record<RefusalCode, ListField>> = {
  DATE_OUTSIDE_YEAR: '日期',
  MONTH_CLOSED: '日期',
  AMOUNT_MALFORMED: '金额',
  AMOUNT_TOO_PRECISE: '金额',
  AMOUNT_OUT_OF_RANGE: '金额',
  AMOUNT_NOT_POSITIVE: '金额',
  AVAILABLE_EXCEEDED: '金额',
  HOLDINGS_EXCEEDED: '金额',
  FROZEN_EXCEEDED: '金额',
  TRANSFER_NOT_BALANCED: '金额',
  UNKNOWN_LINE: '指标编号',
  LINE_DIMENSIONS_FIXED: '指标编号',
  ORIGIN_YEAR_INVALID: '来源年度',
  TRANSFER_CROSSES_FUND_NATURE: '资金性质',
  TRANSFER_CROSSES_ORIGIN_YEAR: '来源年度',
  TRANSFER_CROSSES_PAYMENT_MODE: '支付方式',
  LINE_ID_RESERVED: '指标编号',
  CARRYOVER_TOO_OLD: '指标类型',
  CARRYOVER_MIXES_NATURES: '指标类型',
  PAYMENT_EXISTS: '支付编号',
  UNKNOWN_PAYMENT: '原支付编号',
  REFUND_EXCEEDED: '金额',
  DATE_BEFORE_ORIGINAL: '日期',
  BUDGET_ALREADY_APPROVED: '批复前支出',
  AHEAD_GROUND_INVALID: '批复前支出',
  AHEAD_BEYOND_LAST_YEAR: '批复前支出',
  PREVIOUS_YEAR_NOT_CLOSED: '金额',
  ALREADY_BROUGHT_FORWARD: '金额',
  CARRYOVER_DIFFERS: '金额',
};

const fieldOf = ({ code, message, data }: Refusal): ListField | null => {
  // There is enough, but not on that day yet.
  if (data['on'] !== undefined) return '日期';
  if (code !== 'UNKNOWN_CODE' && code !== 'CODE_NOT_LEAF') return FIELDS[code] ?? null;
  return message.includes('部门经济分类') ? '部门经济分类' : '支出功能分类';
};

/** Finds the row of a document by its line, or by its line and amount where a line occurs more than once. */
class RowsOfDocuments {
  private readonly rows = new Map<string, Row>();

  constructor(entries: readonly ListEntry[]) {
    for (const { row } of entries) {
      const { 文号: documentNo, 日期: date, 指标编号: lineId, 金额: amount } = row.cells;
      for (const key of [`${documentNo}\0${date}\0${lineId}`, `${documentNo}\0${date}\0${lineId}\0${amount}`])
        if (!this.rows.has(key)) this.rows.set(key, row);
    }
  }

  of({ data }: LedgerCommand, lineId: string): Row | undefined {
    if (!('documentNo' in data)) return undefined;
    const place = `${data.documentNo}\0${data.occurredOn}\0${lineId}`;
    const amount = 'lines' in data && data.lines.length === 1 ? data.lines[0]!.amount : '';
    return this.rows.get(`${place}\0${amount}`) ?? this.rows.get(place);
  }
}

function refuseLongDocuments(entries: readonly ListEntry[], refused: (row: RefusedRow) => void): void {
  const counts = new Map<string, number>();
  for (const { type, row } of entries) {
    if (type === 'disburse' || type === 'refundDisbursement') continue;
    const document = [type, row.cells['文号'], row.cells['日期']].join('\0');
    const count = (counts.get(document) ?? 0) + 1;
    counts.set(document, count);
    if (count !== DOCUMENT_ROWS_MAX + 1) continue;
    const message = `文号 ${row.cells['文号']} 在一个单位下超过 ${DOCUMENT_ROWS_MAX} 行。请按批次使用不同的文号或日期。`;
    refused({ row, field: '文号', message });
  }
}

/** Passes a dataset's problems on with their rows. */
class RowProblems extends Problems {
  constructor(private readonly refused: (row: RefusedRow) => void) {
    super();
  }

  override at(row: Pick<Row, 'file' | 'rowNumber'>, sentence: string): void {
    super.at(row, sentence);
    this.refused({ row, field: null, message: sentence });
  }
}
