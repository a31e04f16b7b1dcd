import { type Edition, leafColumns, sideName } from '@yujue/reporting';
import { parseStamp, csvRecords } from '@yujue/report-files';
import { type PublishedDocument, type PublishedRow, type PublishedTable } from '@yujue/published';
import { OfficeFileError } from '@yujue/office-files';
import { type NameOf, reportFileDocument } from './report-document';

/** How such a file begins. */
export const CSV_START = '表号,表名,';

/**
 * Reads what `yujue report --format csv` writes; the stamp beside it says whose it is and of which year.
 *
 * @throws OfficeFileError without that stamp, and for a text that is no such CSV.
 */
export function documentOfCsv(
  text: string,
  file: { readonly name: string; readonly sidecar?: string | null },
  edition: Edition,
  nameOf: NameOf,
): PublishedDocument {
  const tables = tablesOfCsv(csvLines(text, file.name).slice(1), edition);
  return reportFileDocument(file.name, stampBeside(file), tables, edition, nameOf);
}

function stampBeside({ name, sidecar }: { readonly name: string; readonly sidecar?: string | null }) {
  const stamp = sidecar ? parseStamp(sidecar) : null;
  if (stamp) return stamp;
  throw new OfficeFileError(
    'FILE_KIND_UNKNOWN',
    `“${name}”是 CSV 报表，其中没有部门和年度；它们在同一文件夹的 ${name}.stamp.json 里，没有找到或不能读。请把两个文件放在一起。`,
  );
}

function csvLines(text: string, file: string): string[][] {
  try {
    return csvRecords(text);
  } catch (error) {
    throw new OfficeFileError(
      'FILE_KIND_UNKNOWN',
      `“${file}”不是完整的 CSV 报表（${(error as Error).message}），没有读入。请重新导出。`,
    );
  }
}

/** One line for each printed cell; a row goes on while its head stays the same and none of its columns comes again. */
function tablesOfCsv(lines: readonly string[][], edition: Edition): PublishedTable[] {
  const columns = new Map(
    edition.tables.map((table) => [table.no, leafColumns(table.columns).map(({ path }) => path)]),
  );
  const tables = new Map<string, { title: string; rows: CsvRow[] }>();
  lines.forEach(([no = '', title = '', ...fields], index) => {
    const [side = '', ordinal = '', code = '', name = '', lineNo = '', column = '', amount = '', , words = ''] = fields;
    const table = tables.get(no) ?? { title, rows: [] };
    tables.set(no, table);
    const head = [side, ordinal, code, name, lineNo].join('\n');
    let row = table.rows.at(-1);
    if (!row || row.head !== head || row.cells.has(column)) {
      // The header is the first line.
      row = { head, side: sideOf(side), ordinal, code, name, lineNo, cells: new Map(), line: index + 2 };
      table.rows.push(row);
    }
    row.cells.set(column, { amount, words });
  });
  return [...tables].map(([no, { title, rows }]) => {
    const named = columns.get(no) ?? [];
    return { no, title, columns: named, rows: rows.map((row) => publishedRow(row, named)), notes: [] };
  });
}

/** A CSV calls the sides by the names that people read. */
const SIDES = new Map(['income', 'expenditure'].map((side) => [sideName(side), side]));
const sideOf = (named: string): string | null => (named === '' ? null : (SIDES.get(named) ?? named));

interface CsvRow {
  readonly head: string;
  readonly side: string | null;
  readonly ordinal: string;
  readonly code: string;
  readonly name: string;
  readonly lineNo: string;
  readonly cells: Map<string, { readonly amount: string; readonly words: string }>;
  readonly line: number;
}

function publishedRow(
  { side, ordinal, code, name, lineNo, cells, line }: CsvRow,
  columns: readonly string[],
): PublishedRow {
  const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text);
  const words = [...cells].flatMap(([column, cell]): [string, string][] =>
    cell.words === '' ? [] : [[column, cell.words]],
  );
  return {
    side,
    ordinal: orNull(ordinal),
    code: orNull(code),
    name,
    lineNo: orNull(lineNo),
    values: columns.map((column) => orNull(cells.get(column)?.amount)),
    texts: Object.fromEntries(words),
    place: { line },
  };
}
