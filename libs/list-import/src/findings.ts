import { type MoneyUnit } from '@yujue/money';
import { type ListField } from './fields';
import { type Header } from './header';
import { columnLetters } from '@yujue/office-files';

/** Something about a row (or a column of it), for people. */
export interface ListFinding {
  /** The worksheet of a workbook; the file's name for CSV. */
  readonly worksheet: string;
  /** Null when it is about the worksheet as a whole. */
  readonly row: number | null;
  /** The column's letters, or null. */
  readonly column: string | null;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** What was recognised of one worksheet. */
export interface ListHead {
  readonly header: Header;
  readonly unit: MoneyUnit;
  /** Where the unit was taken from: the worksheet itself, the person, what was kept, or the habit of these lists. */
  readonly unitFrom: '表中' | '指定' | '沿用' | '默认';
}

/** So many mistakes are kept with their sentences; beyond that they are counted. */
const FAULTS_KEPT_MAX = 1_000;
const NOTES_KEPT_MAX = 200;

/** Collects what a person must be told about a file: faults, which keep it from being loaded, and notes, which do not. */
export class Findings {
  readonly heads: ListHead[] = [];
  readonly faults: ListFinding[] = [];
  readonly notes: ListFinding[] = [];
  /** Rows of data, sound or not; without blank rows, totals and notes. */
  rowsRead = 0;
  faultsTotal = 0;
  notesTotal = 0;

  fault(finding: ListFinding): void {
    this.faultsTotal++;
    if (this.faults.length < FAULTS_KEPT_MAX) this.faults.push(finding);
  }

  /** The letters of the column that holds a field in a worksheet; null when none does. */
  columnOf(worksheet: string, field: ListField): string | null {
    const head = this.heads.find(({ header }) => header.worksheet === worksheet);
    const known = head?.header.columns.find((column) => column.field === field);
    return known ? columnLetters(known.column) : null;
  }

  note(finding: ListFinding): void {
    this.notesTotal++;
    if (this.notes.length < NOTES_KEPT_MAX) this.notes.push(finding);
  }
}

/** `工作表“指标” 第 5 行 F 列：……` */
export const findingSentence = ({ worksheet, row, column, message }: ListFinding): string =>
  `${worksheet}${row === null ? '' : ` 第 ${row} 行`}${column === null ? '' : ` ${column} 列`}：${message}`;
