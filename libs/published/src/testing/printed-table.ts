import { type Edition, type ListJson, printedColumns } from '@yujue/reporting';
import { type PublishedFigures } from '@yujue/reporting/testing';
import { withSeparators } from '@yujue/money';
import { type ExpectedTable, expectedTables } from '../expected/expected-table';

/** A row of a table as an office would print it: a code, a name with its number, figures with separators, words. */
export interface PrintedCell {
  readonly kind: 'code' | 'name' | 'lineNo' | 'amount' | 'words';
  readonly text: string;
}

/** A table ready to be printed in any form: header texts, and for each row the cells of each side. */
export interface PrintedTable {
  readonly no: string;
  readonly title: string;
  /** Header texts of each side, and the widths of the groups above them. */
  readonly headers: readonly (readonly string[])[];
  readonly rows: readonly (readonly (readonly PrintedCell[])[])[];
  readonly lists: readonly PrintedList[];
}

/** A list below the rows, its header first; its levels are said once, as in merged cells. */
export type PrintedList = Pick<ListJson, 'title' | 'rows'>;

type Row = PublishedFigures['tables'][number]['rows'][number];

/** Sets a fixture's tables as its edition prints them. */
export function printedTables(fixture: PublishedFigures, edition: Edition): PrintedTable[] {
  const expected = expectedTables(edition, { publisher: fixture.publisher, numbers: false });
  return fixture.tables.map((table) => {
    const definition = edition.tables.find(({ no }) => no === table.no)!;
    const at = expected.find(({ no }) => no === table.no)!;
    const printer = new TablePrinter(at, definition.codes, printedColumns(definition.columns));
    const sides = at.sides.map(({ side }) => table.rows.filter((row) => row.side === side));
    const length = Math.max(...sides.map((rows) => rows.length));
    return {
      no: table.no,
      title: table.title,
      headers: at.sides.map((_, side) => printer.headers(side)),
      rows: Array.from({ length }, (_, row) => sides.map((rows, side) => printer.cells(rows[row], side))),
      lists: (table.lists ?? []).map((list) =>
        printedList(list, at.lists.find(({ title }) => title === list.title)?.levels ?? 0),
      ),
    };
  });
}

function printedList({ title, columns, rows }: ListJson, levels: number): PrintedList {
  const said = (texts: readonly string[], index: number) =>
    texts.map((text, column) => {
      const upTo = (row: readonly string[] | undefined) => row?.slice(0, column + 1).join('|');
      return column < levels && upTo(texts) === upTo(rows[index - 1]) ? '' : text;
    });
  return { title, rows: [columns, ...rows.map(said)] };
}

class TablePrinter {
  constructor(
    private readonly table: ExpectedTable,
    private readonly codes: string,
    private readonly columns: ReturnType<typeof printedColumns>,
  ) {}

  headers(side: number): string[] {
    return this.cells(undefined, side).map((_, index) => this.headerAt(index, side));
  }

  private headerAt(index: number, side: number): string {
    const kinds = this.cells(undefined, side).map(({ kind }) => kind);
    const before = this.table.words.filter(({ place }) => place === 'beforeName');
    if (index < before.length) return before[index]!.header;
    const first = kinds.indexOf('name') + (kinds.includes('lineNo') ? 2 : 1);
    if (index >= first) return this.columnsOf(side)[index - first]?.headers.at(-1) ?? '';
    return { code: '科目编码', name: '项目', lineNo: '行次', amount: '', words: '' }[kinds[index]!];
  }

  private columnsOf(side: number) {
    const own = new Set([...this.table.sides[side]!.columns, ...this.table.words].map(({ path }) => path));
    const before = new Set(this.table.words.filter(({ place }) => place === 'beforeName').map(({ path }) => path));
    return this.columns.filter(({ path }) => own.has(path) && !before.has(path));
  }

  /** The cells of a row, empty ones for a side that has run out. */
  cells(row: Row | undefined, side: number): PrintedCell[] {
    const words = (path: string): PrintedCell => ({ kind: 'words', text: row?.texts?.[path] ?? '' });
    const before = this.table.words.filter(({ place }) => place === 'beforeName').map(({ path }) => words(path));
    const code: PrintedCell[] =
      this.table.hasCodes && this.codes !== 'bracket' ? [{ kind: 'code', text: row?.code ?? '' }] : [];
    const lineNo: PrintedCell[] = this.table.hasLineNos ? [{ kind: 'lineNo', text: row?.lineNo ?? '' }] : [];
    const others = this.columnsOf(side).map(({ path, text }): PrintedCell => {
      if (text !== undefined) return words(path);
      const value = row?.values[this.table.paths.indexOf(path)] ?? null;
      return { kind: 'amount', text: value === null ? '' : withSeparators(value) };
    });
    return [...before, ...code, { kind: 'name', text: row ? this.label(row, side) : '' }, ...lineNo, ...others];
  }

  /** The edition's own label, else the ordinal or the code in brackets before the name. */
  private label({ ordinal, code, name }: Row, side: number): string {
    const named = this.table.sides[side]!.rows.find((row) => row.name === name && row.ordinal === ordinal);
    if (named) return named.printed;
    if (this.codes === 'bracket' && code !== null) return `[${code}]${name}`;
    return ordinal === null ? name : `${ordinal}、${name}`;
  }
}
