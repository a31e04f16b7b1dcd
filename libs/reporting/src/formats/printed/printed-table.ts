import { type FilledRow, type FilledTable } from '../../tables/filled';
import { sideName } from '../../trace/find-cell';
import { type Panel, panelsOf, printedIn } from '../panels';
import { alignedRows } from './aligned-rows';
import { HeaderLayout } from './header-layout';
import { listsBelow } from './lists-below';
import { type PrintedCell, type PrintedTable } from './printed-cell';

const INDENT = '\u3000';

/** Lays a table out as it is printed; every format that shows tables to people is written from this. */
export function printedTable(table: FilledTable): PrintedTable {
  const panels = panelsOf(table);
  const header = new HeaderLayout(table, panels);
  const sides = alignedRows(panels.map(({ rows }) => rows));
  const body = panels.flatMap((panel, index) =>
    (sides[index] ?? []).flatMap((row, offset) =>
      bodyCells(panel, row, { row: header.rows + offset, column: header.startOf(index) }),
    ),
  );
  const rows = header.rows + (sides[0]?.length ?? 0);
  const own = [...header.cells(), ...body];
  const lists = listsBelow(table, panels[0]!, rows);
  const cells = lists ? [...own.map(lists.divided), ...lists.cells] : own;
  return {
    no: table.no,
    title: table.title,
    unit: table.style.unit,
    columns: lists?.columns ?? header.columns,
    headerRows: header.rows,
    repeatedRows: lists ? 0 : header.rows,
    rows: rows + (lists?.rows ?? 0),
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
    notes: table.notes,
  };
}

/** The cells of a printed table by the row in which they begin. */
export function printedRows({ rows, cells }: PrintedTable): PrintedCell[][] {
  const byRow = Array.from({ length: rows }, (): PrintedCell[] => []);
  for (const cell of cells) byRow[cell.row]?.push(cell);
  return byRow;
}

function bodyCells(panel: Panel, row: FilledRow | undefined, at: { row: number; column: number }): PrintedCell[] {
  const { heads, columns, side } = panel;
  const rowName = row ? nameOf(row, side) : '';
  const headTexts = row ? heads.of(row) : heads.headers.map(() => '');
  const place = (offset: number, columnName: string) => ({
    row: at.row,
    column: at.column + offset,
    rowSpan: 1,
    columnSpan: 1,
    rowName,
    columnName,
  });
  const named = heads.headers.map((header, index): PrintedCell => {
    const text = headTexts[index] ?? '';
    const trimmed = text.trimStart();
    const kind = header === '行次' ? 'lineNo' : 'head';
    return { ...place(index, header), kind, text: trimmed, indent: indentOf(text), found: null };
  });
  const figures = columns.map((column, offset): PrintedCell => {
    const kind = column.index === null ? 'text' : 'amount';
    const text = row ? printedIn(column, row) : '';
    const cell = column.index === null ? null : (row?.cells[column.index] ?? null);
    const found = row && cell ? { row, cell } : null;
    return { ...place(heads.headers.length + offset, column.path), kind, text, indent: 0, found };
  });
  return [...named, ...figures];
}

const indentOf = (text: string): number => {
  let indent = 0;
  while (text.startsWith(INDENT, indent)) indent += 1;
  return indent;
};

const nameOf = ({ code, name, lineNo }: FilledRow, side: string | null): string =>
  [side === null ? null : sideName(side), code, name || `行次 ${lineNo ?? ''}`]
    .filter((part) => part !== null)
    .join(' ');
