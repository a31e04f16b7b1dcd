import { type FilledEdition } from '../tables/fill-edition';
import { type FilledList, type FilledTable, dataRows } from '../tables/filled';

/** What a report was made of, as `report --format json` says it. */
export interface ReportHead {
  readonly department: string;
  readonly year: number;
  readonly asOf: string | null;
  readonly knownAt: string | null;
  /** Position in the log that the read model had reached. */
  readonly position: string;
}

/** A table as other people's scripts read it; `values` are as printed, without separators, null for a blank. */
export interface TableJson {
  readonly no: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly RowJson[];
  /** The lists of words below the rows, such as 年度绩效指标; absent where the table has none. */
  readonly lists?: readonly ListJson[];
  readonly notes: readonly string[];
}

/** A list of words below a table's rows; `rows` have one text for each column. */
export type ListJson = Omit<FilledList, 'definition'>;

export interface RowJson {
  readonly side: string | null;
  readonly ordinal: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly lineNo: string | null;
  readonly values: readonly (string | null)[];
  /** What the row's columns of words say, by their headers; absent where they say nothing. */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface ReportJson extends ReportHead {
  readonly edition: string;
  readonly unitOfMeasure: string;
  readonly tables: readonly TableJson[];
  /** What is missing from the amounts; absent where nothing is. */
  readonly warnings?: readonly string[];
}

/** The contract of `report --format json`. */
export function toReportJson({ edition, tables, warnings }: FilledEdition, head: ReportHead): ReportJson {
  const { department, year, asOf, knownAt, position } = head;
  return {
    edition: edition.edition,
    department,
    year,
    asOf,
    knownAt,
    position,
    unitOfMeasure: edition.unit,
    ...(warnings && { warnings }),
    tables: tables.map(toTableJson),
  };
}

export function toTableJson(table: FilledTable): TableJson {
  return {
    no: table.no,
    title: table.title,
    columns: table.columns.map(({ path }) => path),
    rows: dataRows(table).map(({ side, ordinal, code, name, lineNo, texts, cells }) => ({
      side,
      ordinal,
      code,
      name,
      lineNo,
      values: cells.map((cell) => cell?.printed ?? null),
      ...(texts && { texts }),
    })),
    ...(table.lists.length > 0 && { lists: table.lists.map(toListJson) }),
    notes: table.notes,
  };
}

const toListJson = ({ title, columns, rows }: FilledList): ListJson => ({ title, columns, rows });
