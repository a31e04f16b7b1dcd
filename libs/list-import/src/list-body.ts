import { fields } from '@yujue/ledger';
import { ZERO, formatYuan } from '@yujue/money';
import { KIND_FIELDS, type ListField } from './fields';
import { type Findings, type ListHead } from './findings';
import { anyOf, missingFields } from './header';
import { type ListOptions, type ListRow } from './list-row';
import { type WorksheetRow, columnLetters, plain } from '@yujue/office-files';
import { ColumnTotals, isTotal } from './totals';
import { ValueFault, readListAmount, readListDate, readListWords } from './values';

const AMOUNTS = ['金额', '年初数'] as const satisfies readonly ListField[];
type AmountField = (typeof AMOUNTS)[number];
const isAmountField = (field: ListField): field is AmountField => AMOUNTS.some((it) => it === field);

/** The rows below a header. */
export class ListBody {
  private readonly totals: ReadonlyMap<AmountField, ColumnTotals>;
  private readonly fields: readonly { readonly field: ListField; readonly column: number; readonly header: string }[];
  private readonly columns: ReadonlyMap<ListField, string>;
  private isFirst = true;

  constructor(
    private readonly head: ListHead,
    private readonly options: ListOptions,
    private readonly findings: Findings,
  ) {
    this.fields = head.header.columns.flatMap(({ field, ...it }) => (field ? [{ ...it, field }] : []));
    this.columns = new Map(this.fields.map(({ field, column }) => [field, columnLetters(column)]));
    this.totals = new Map(
      this.fields.flatMap(({ field, header }) => (isAmountField(field) ? [[field, new ColumnTotals(header)]] : [])),
    );
  }

  *take(row: WorksheetRow): Generator<ListRow> {
    const isFirst = this.isFirst;
    this.isFirst = false;
    const own = row.cells.filter((text, column) => text !== '' && !row.mergedAbove.includes(column));
    if (own.length === 0 || this.repeatsHeader(row) || (isFirst && isColumnNumbers(own))) return;
    const label = own.find((text) => !/^\d{1,6}$/.test(text)) ?? '';
    if (isTotal(label)) return this.takeTotal(row, label);
    if (this.isFootnote(row, own)) {
      this.tell(row, `“${own[0]!.slice(0, 40)}”不是明细，已略过。`);
      return;
    }
    this.findings.rowsRead++;
    yield this.read(row);
  }

  end(): void {
    const { worksheet } = this.head.header;
    for (const [field, totals] of this.totals)
      for (const { row, message } of totals.differences())
        this.findings.note({ worksheet, row, column: this.columns.get(field)!, message });
  }

  /** Printed on every page, the header comes again. */
  private repeatsHeader({ cells }: WorksheetRow): boolean {
    return this.fields.every(
      ({ column, header }) =>
        header === '' || header.split('/').includes(plain(cells[column] ?? '').replace(/[(（].*$/, '')),
    );
  }

  private isFootnote({ cells }: WorksheetRow, own: readonly string[]): boolean {
    const hasAmount = this.fields.some(({ field, column }) => isAmountField(field) && (cells[column] ?? '') !== '');
    return (
      !hasAmount &&
      (own.length === 1 || /^(注|备注|说明|制表|填报|填表|审核|复核|打印|单位负责人|经办)/.test(plain(own[0]!)))
    );
  }

  private takeTotal(row: WorksheetRow, label: string): void {
    for (const { field, column } of this.fields) {
      if (!isAmountField(field)) continue;
      const amount = readListAmount(row.cells[column] ?? '', this.head.unit);
      if (typeof amount === 'number') this.totals.get(field)!.addTotal(row.number, label, amount);
    }
  }

  private read(row: WorksheetRow): ListRow {
    const values: Partial<Record<ListField, string>> = { ...this.options.constants };
    const wrong = new Set<ListField>();
    for (const { field, column } of this.fields) {
      const text = row.cells[column] ?? '';
      if (text === '') continue;
      const value = this.cellFault(row, field, column) ?? this.valueOf(field, text);
      if (value instanceof ValueFault) {
        wrong.add(field);
        delete values[field];
        this.fault(row, columnLetters(column), value.message);
      } else if (value !== '') values[field] = value;
    }
    const given = new Set([...(Object.keys(values) as ListField[]), ...wrong]);
    for (const missing of missingFields(this.options.kind, given)) {
      for (const field of missing) wrong.add(field);
      this.fault(row, this.firstColumnOf(missing), `缺少${anyOf(missing)}，请填写。`);
    }
    return { worksheet: row.worksheet, number: row.number, values, wrong };
  }

  private firstColumnOf(fields: readonly ListField[]): string | null {
    const { used } = KIND_FIELDS[this.options.kind];
    const first = used.find((field) => fields.includes(field) && this.columns.has(field));
    return first ? this.columns.get(first)! : null;
  }

  private fault({ worksheet, number }: WorksheetRow, column: string | null, message: string): void {
    this.findings.fault({ worksheet, row: number, column, message });
  }

  private cellFault(row: WorksheetRow, field: ListField, column: number): ValueFault | null {
    const text = row.cells[column]!;
    const address = `${columnLetters(column)}${row.number}`;
    // What a formula gave when the file was last saved may not be what it gives now, and nobody can tell from the file.
    if (row.formulas.includes(column)) {
      return new ValueFault(
        `单元格 ${address} 是公式（上次保存时为 ${text}）。本程序不计算公式，请选中该列复制，再“选择性粘贴—数值”，保存后导入。`,
      );
    }
    if (!isAmountField(field) || !row.mergedAbove.includes(column)) return null;
    return new ValueFault(`单元格 ${address} 的金额与上一行合并，无法判断各行是多少。请取消合并，逐行填写金额。`);
  }

  private valueOf(field: ListField, text: string): string | ValueFault {
    if (field === '日期') return readListDate(text);
    if (!isAmountField(field)) return readListWords(field, text);
    const amount = readListAmount(text, this.head.unit);
    if (amount instanceof ValueFault) return amount;
    const exact = amount ?? ZERO;
    if (Math.abs(exact) > fields.AMOUNT_MAX)
      return new ValueFault(`金额“${text}”超过上限 ${fields.AMOUNT_MAX_WORDS}，请核对金额和单位。`);
    const totals = this.totals.get(field)!;
    if (!totals.hasRoomFor(exact))
      return new ValueFault(`到本行为止合计超过 ${fields.DEPARTMENT_SUM_MAX_WORDS}，请核对金额和单位。`);
    totals.addRow(exact);
    return formatYuan(exact);
  }

  private tell({ worksheet, number }: WorksheetRow, message: string): void {
    this.findings.note({ worksheet, row: number, column: null, message });
  }
}

/** 栏次: 1 2 3 … below the header, or 甲 乙 丙 for the words' columns. */
const isColumnNumbers = (own: readonly string[]): boolean =>
  own.length > 1 && own.every((text) => /^(?:\d{1,2}|[甲乙丙丁戊己庚辛]|栏次|—|\d{1,2}=[\d+\-×÷]+)$/.test(plain(text)));
