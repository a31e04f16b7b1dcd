import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CatalogueError, type OfficeList, type OfficeRow, officeListOf, unitKindsIn } from '@yujue/classification';
import { OfficeFileError, type WorksheetRow, readWorksheetRows } from '@yujue/office-files';

/** The result of reading an office's list of a year: the list, or the mistake to report when the year is asked for. */
export type OfficeListOutcome = OfficeList | Error;

/** The header is among the first rows of a worksheet. */
const HEADER_ROWS_MAX = 20;

/** Excel keeps a lock file beside an open one; it is not an office's list. */
const LIST_FILE = /^(?!~\$).*\.(xlsx|csv)$/i;
const YEAR_IN_NAME = /(?<!\d)(?:19|20)\d{2}(?!\d)/;

/**
 * An office's own lists of 科目, as Excel or CSV in `<home>/catalogues`, by the year in their names (`科目-2026.xlsx`). They
 * are read at start because reading a workbook has to wait; a mistake in one is kept until its year is asked for, so that
 * it does not keep other years from working.
 */
export async function readOfficeLists(folder: string): Promise<ReadonlyMap<number, OfficeListOutcome>> {
  if (!existsSync(folder)) return new Map();
  const byYear = new Map<number, string[]>();
  for (const name of readdirSync(folder).toSorted()) {
    const year = LIST_FILE.test(name) ? YEAR_IN_NAME.exec(name)?.[0] : undefined;
    if (year !== undefined) byYear.set(Number(year), [...(byYear.get(Number(year)) ?? []), name]);
  }
  const outcomes = [...byYear].map(async ([year, names]): Promise<[number, OfficeListOutcome]> => [
    year,
    await readOne(folder, year, names),
  ]);
  return new Map(await Promise.all(outcomes));
}

async function readOne(folder: string, year: number, names: readonly string[]): Promise<OfficeListOutcome> {
  const [name = ''] = names;
  if (names.length > 1) {
    return new CatalogueError([
      { path: folder, message: `${year} 年有 ${names.length} 份科目表（${names.join('、')}），请只留一份` },
    ]);
  }
  try {
    return officeListOf(`本单位科目表 ${name}`, await rowsOf(await readFile(join(folder, name)), name));
  } catch (error) {
    if (error instanceof OfficeFileError) return new CatalogueError([{ path: name, message: error.message }]);
    if (error instanceof Error) return error;
    throw error;
  }
}

/** Where a worksheet has what, by columns from 0. */
interface Columns {
  readonly code: number;
  readonly name: number;
  readonly kind: number | undefined;
  readonly government: readonly { readonly column: number; readonly header: string }[];
}

/** The rows below the header of each worksheet that has one; a sheet without (an explanation) is passed over. */
async function rowsOf(bytes: Buffer, file: string): Promise<OfficeRow[]> {
  const found: OfficeRow[] = [];
  let worksheet: string | undefined;
  let columns: Columns | null = null;
  let isHeaderFound = false;
  for await (const row of readWorksheetRows(bytes, file)) {
    if (row.worksheet !== worksheet) [worksheet, columns] = [row.worksheet, null];
    if (columns) found.push(...officeRow(row, columns, file));
    else if (row.number <= HEADER_ROWS_MAX) columns = columnsOf(row);
    isHeaderFound ||= columns !== null;
  }
  if (isHeaderFound) return found;
  throw new CatalogueError([{ path: file, message: '没有找到表头，表头须有“编码”和“名称”两列' }]);
}

const headerWord = (text: string): string => text.normalize('NFKC').replace(/\s|^科目/g, '');

function columnsOf({ cells }: WorksheetRow): Columns | null {
  const words = cells.map(headerWord);
  const code = words.findIndex((word) => word === '编码' || word === '代码');
  const name = words.indexOf('名称');
  if (code < 0 || name < 0) return null;
  const kind = words.findIndex((word) => word === '类别');
  return {
    code,
    name,
    kind: kind < 0 ? undefined : kind,
    government: words.flatMap((header, column) => (header.startsWith('对应政府经济') ? [{ column, header }] : [])),
  };
}

function officeRow({ worksheet, number, cells }: WorksheetRow, columns: Columns, file: string): OfficeRow[] {
  const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  const row = {
    place: `${file} 工作表“${worksheet}”第 ${number} 行`,
    code: cell(columns.code),
    name: cell(columns.name),
    kind: cell(columns.kind),
    government: columns.government.flatMap(({ column, header }) =>
      // `50201 办公经费` is taken for the code that it begins with.
      cell(column) === '' ? [] : [{ unitKinds: unitKindsIn(header), code: /^\d+|.*/.exec(cell(column))![0] }],
    ),
  };
  return row.code === '' && row.name === '' ? [] : [row];
}
