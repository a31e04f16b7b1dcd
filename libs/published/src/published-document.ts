import { type RowJson, type TableJson } from '@yujue/reporting';

/** The place of a row or a problem in the file it was read from: a line of text, or a row of a worksheet or HTML table. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** Name of the worksheet, for a workbook. */
  readonly worksheet?: string;
}

/** A row of a published table, in the form of a report's row; amounts without thousands separators. */
export interface PublishedRow extends RowJson {
  /** The texts in the columns of words (绩效目标, 品目名称 …), by the column's header; absent columns were empty. */
  readonly texts: Readonly<Record<string, string>>;
  readonly place: Place;
}

/** A published table, as printed. `columns` are the leaf headers of its figures, as in `report --format json`. */
export interface PublishedTable extends Omit<TableJson, 'rows'> {
  readonly rows: readonly PublishedRow[];
}

/** Something that could not be read, and its text. */
export interface ReadingProblem {
  readonly table: string | null;
  readonly place: Place;
  readonly text: string;
  /** A sentence in Chinese: what is wrong and what to do. */
  readonly message: string;
}

/** A published document as it was read, by the edition whose titles it carries. */
export interface PublishedDocument {
  readonly edition: string;
  /** Name of the department or unit that published it, as printed. */
  readonly publisher: string;
  readonly fiscalYear: number;
  readonly tables: readonly PublishedTable[];
  readonly problems: readonly ReadingProblem[];
  /** The document's words outside its tables, a line each, for the figures in its sentences (changes on last year). */
  readonly narrative: readonly string[];
}
