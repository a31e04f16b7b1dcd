import { type MoneyUnit } from '@yujue/money';
import { KIND_FIELDS, LIST_FIELDS, LIST_KINDS, type ListField, type ListKind } from './fields';
import { type WorksheetRow, columnLetters, columnOf, plain } from '@yujue/office-files';
import { isTotal } from './totals';

/** A table's header is looked for in this many rows of a worksheet: titles, units and notes stand above it. */
export const HEADER_SEARCH_ROWS_MAX = 30;
/** Rows that one header may have, one below the other. */
const HEADER_ROWS_MAX = 3;

/** A column of a list as it was recognised. */
export interface HeaderColumn {
  /** From 0. */
  readonly column: number;
  /** The header's words from top to bottom joined by `/`, without blanks and unit of money. */
  readonly header: string;
  /** What it was taken for; null when the list does not use it. */
  readonly field: ListField | null;
}

/** The header of a list, and what stands above it. */
export interface Header {
  readonly worksheet: string;
  /** Numbers of the first and last header row. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: readonly HeaderColumn[];
  /** As the header or a line above it says (`金额（万元）`, `单位：万元`); null when nothing says it. */
  readonly unit: MoneyUnit | null;
}

/** Which header text (or column letters) stands for which field; what a person mapped. Null: the column is not to be used. */
export type ColumnMapping = Readonly<Record<string, ListField | null>>;

/** What columns were mapped to: for this file, and what was kept of earlier ones, which is of less weight. */
export interface ColumnMappings {
  readonly mapping: ColumnMapping;
  readonly keptMapping?: ColumnMapping;
}

/**
 * Finds the header among the first rows of a worksheet: the one to three rows that name the most fields of such a list.
 * Null when no rows name at least two.
 */
export function findHeader(rows: readonly WorksheetRow[], kind: ListKind, mappings: ColumnMappings): Header | null {
  let best: { start: number; height: number; columns: HeaderColumn[]; known: number } | null = null;
  for (let start = 0; start < rows.length; start++) {
    for (let height = 1; height <= HEADER_ROWS_MAX && start + height <= rows.length; height++) {
      const columns = recognise(rows.slice(start, start + height), kind, mappings);
      const known = columns.filter(({ field }) => field !== null).length;
      // Only more fields justify another row: a title above the header adds none.
      const isBetter = !best || known > best.known || (known === best.known && height < best.height);
      if (known >= 2 && isBetter) best = { start, height, columns, known };
    }
  }
  if (!best) return null;
  const height = withRowsOfWords(rows, best.start, best.height);
  const header = rows.slice(best.start, best.start + height);
  return {
    worksheet: header[0]!.worksheet,
    firstRow: header[0]!.number,
    lastRow: header.at(-1)!.number,
    columns: height === best.height ? best.columns : recognise(header, kind, mappings),
    unit:
      unitIn(
        header.flatMap(({ cells }) => cells),
        HEADER_UNIT,
      ) ??
      unitIn(
        rows.slice(0, best.start).flatMap(({ cells }) => cells),
        LINE_UNIT,
      ),
  };
}

/** A row of words alone directly below still belongs to the header (编码, 名称 below 功能分类): data have digits. */
function withRowsOfWords(rows: readonly WorksheetRow[], start: number, height: number): number {
  const below = rows[start + height];
  if (!below || height === HEADER_ROWS_MAX) return height;
  const own = below.cells.filter((text, column) => text !== '' && !below.mergedAbove.includes(column));
  const isWords = own.length > 0 && own.every((text) => !/\d/.test(text) && !isTotal(text));
  return isWords ? withRowsOfWords(rows, start, height + 1) : height;
}

/** The fields that a list of this kind needs and that are not known: of each group any one would do. */
export const missingFields = (kind: ListKind, known: ReadonlySet<ListField>): (readonly ListField[])[] =>
  KIND_FIELDS[kind].required.filter((group) => !group.some((field) => known.has(field)));

/** A group of fields of which any one would do, for people. */
export const anyOf = (group: readonly ListField[]): string => group.join('或');

const HEADER_UNIT = /[(（[]\s*(?:单位[:：]?)?\s*(?:人民币)?\s*(亿元|万元|元)\s*[)）\]]/;
const LINE_UNIT = /单位[:：]?\s*[(（]?(?:人民币)?\s*(亿元|万元|元)/;

function unitIn(cells: readonly string[], form: RegExp): MoneyUnit | null {
  for (const cell of cells) {
    const match = form.exec(plain(cell));
    if (match) return match[1] as MoneyUnit;
  }
  return null;
}

function recognise(rows: readonly WorksheetRow[], kind: ListKind, mappings: ColumnMappings): HeaderColumn[] {
  const paths = pathsOf(rows);
  const taken = new Set<ListField>();
  const mapped = paths.map((path, column) => mappedField(path, column, mappings));
  const columns = paths.map((path, column) => {
    const field = mapped[column] ?? null;
    if (field) taken.add(field);
    return { column, header: path.join('/'), field };
  });
  // What a person mapped comes first; of several headers for one field the first stands (编码 before 名称).
  for (const strictness of [0, 1]) {
    for (const [at, known] of columns.entries()) {
      if (mapped[at] !== undefined || known.field !== null || known.header === '') continue;
      const field = fieldOf(paths[at]!, strictness, FIELD_BY_HEADER[kind]);
      if (!field || taken.has(field)) continue;
      taken.add(field);
      columns[at] = { ...known, field };
    }
  }
  return columns.filter(({ header, field }) => header !== '' || field !== null);
}

/** What a person said of a column: a field, null for none; undefined where nobody said anything. */
function mappedField(path: readonly string[], column: number, { mapping, keptMapping = {} }: ColumnMappings) {
  const words = [path.join('/'), path.at(-1) ?? ''];
  const letters = columnLetters(column);
  const given = [...words, letters].find((key) => Object.hasOwn(mapping, key));
  if (given !== undefined) return mapping[given];
  // Letters are kept for columns without a header only: in a file of another shape they would hit anything.
  const kept = (path.length === 0 ? [letters] : words).find((key) => Object.hasOwn(keptMapping, key));
  return kept === undefined ? undefined : keptMapping[kept];
}

/** A mapping as it is worth keeping: by header texts, and by letters only where a column has none. */
export function mappingToKeep(mapping: ColumnMapping, headers: readonly Header[]): ColumnMapping {
  const headerOf = (key: string) =>
    headers
      .flatMap(({ columns }) => columns)
      .find(({ column, header }) => columnLetters(column) === key && header !== '');
  return Object.fromEntries(Object.entries(mapping).map(([key, field]) => [headerOf(key)?.header ?? key, field]));
}

/** Each column's header words from top to bottom. A word that was merged over several columns stands only over the first. */
function pathsOf(rows: readonly WorksheetRow[]): string[][] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const paths: string[][] = Array.from({ length: width }, () => []);
  for (const [level, { cells, mergedAbove }] of rows.entries()) {
    let above = '';
    for (let column = 0; column < width; column++) {
      const word = mergedAbove.includes(column) ? '' : headerWord(cells[column] ?? '');
      const isBelow = rows
        .slice(level + 1)
        .some((lower) => (lower.cells[column] ?? '') !== '' && !lower.mergedAbove.includes(column));
      if (word !== '') above = word;
      else if (!isBelow) above = '';
      if (word !== '') paths[column]!.push(word);
      else if (isBelow && above !== '') paths[column]!.push(above);
    }
  }
  return paths;
}

/** `*金额（万元）：` → `金额`. */
const headerWord = (text: string): string =>
  plain(text)
    .replace(HEADER_UNIT, '')
    .replace(/^[*※]+|[*※:：]+$/g, '');

/** A part below a field's name that still is the field itself. */
const SAME_FIELD = ['编码', '代码', '编号', '科目编码', '科目代码', '码'];

type FieldByHeader = ReadonlyMap<string, { readonly field: ListField; readonly strictness: number }>;

const fieldByHeader = (kind: ListKind): FieldByHeader =>
  new Map(
    KIND_FIELDS[kind].used.flatMap((field) =>
      [field, ...LIST_FIELDS[field]].map((name) => [
        plain(name),
        // A column of names serves where there is none of codes.
        { field, strictness: name.endsWith('名称') ? 1 : 0 },
      ]),
    ),
  );

/** By kind: 项目类别 is what a list of 项目 has, and in a list of 指标 it tells 基本支出 from 项目支出. */
const FIELD_BY_HEADER = Object.fromEntries(LIST_KINDS.map((kind) => [kind, fieldByHeader(kind)])) as Readonly<
  Record<ListKind, FieldByHeader>
>;

function fieldOf(path: readonly string[], strictness: number, fields: FieldByHeader): ListField | null {
  const last = path.at(-1) ?? '';
  const parent = path.at(-2) ?? '';
  const candidates = [path.join(''), last, ...(SAME_FIELD.includes(last) ? [parent] : [])];
  // A general word (编码, 名称) below a field's name would be taken for another field by itself.
  const specific = path.length > 1 && SAME_FIELD.includes(last) ? candidates.filter((it) => it !== last) : candidates;
  for (const candidate of specific) {
    const found = fields.get(candidate);
    if (found && found.strictness <= strictness) return found.field;
  }
  return strictness === 1 && last === '名称' ? (fields.get(parent)?.field ?? null) : null;
}

/** Header texts as keys of a mapping: the same words however they are typed. Column letters stay letters. */
export const mappingKey = (text: string): string =>
  columnOf(text) === null ? text.split('/').map(headerWord).join('/') : text.toUpperCase();
