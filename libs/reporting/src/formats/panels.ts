import { type LeafColumn } from '../edition/edition';
import { type FilledRow, type FilledTable, dataRows } from '../tables/filled';

/** How a table's rows are headed when people read it: which of words, units, codes, names and 行次 it shows. */
export interface RowHeads {
  /** `功能分类科目/科目编码` where there is a header above the head's own. */
  readonly headers: readonly string[];
  readonly of: (row: FilledRow) => string[];
}

const LEVELS = ['类', '款', '项'];
const INDENT = '\u3000';

/** The heads that a table's definition asks for on a side; the name is always there, indented by level. */
export function rowHeads(table: FilledTable, side: string | null): RowHeads {
  const parts = [leadingHeads(table), unitHead(table), codeHeads(table), nameHead(table, side), lineNoHead(table)];
  const shown = parts.filter((part) => part !== null);
  return {
    headers: shown.flatMap(({ headers }) => headers),
    of: (row) => shown.flatMap((part) => part.of(row)),
  };
}

/** Columns of words left of codes and names. */
function leadingHeads({ printedColumns }: FilledTable): RowHeads {
  const leading = printedColumns.filter((column) => column.leading);
  return {
    headers: leading.map(({ path }) => path),
    of: ({ texts }) => leading.map(({ path }) => texts?.[path] ?? ''),
  };
}

const standsForUnit = ({ source }: FilledRow): boolean => source === 'units' || source === 'department';

function unitHead(table: FilledTable): RowHeads | null {
  const { unit } = table.definition.heads;
  if (unit === undefined) return null;
  return { headers: [unit], of: (row) => [standsForUnit(row) ? indented(row, table, row.name) : ''] };
}

function codeHeads({ definition: { codes, heads } }: FilledTable): RowHeads | null {
  switch (codes) {
    case 'column':
      return { headers: [heads.code ?? '科目编码'], of: ({ code }) => [code ?? ''] };
    case 'split':
      return { headers: LEVELS, of: ({ code }) => splitCode(code ?? '') };
    case 'bracket':
    case 'none':
      return null;
  }
}

/** 2101301 in three columns is 210, 13, 01. */
const splitCode = (code: string): string[] => [code.slice(0, 3), code.slice(3, 5), code.slice(5)];

function nameHead(table: FilledTable, side: string | null): RowHeads {
  const { codes, heads } = table.definition;
  const usual = codes === 'column' || codes === 'split' ? '科目名称' : '项目';
  const own = typeof heads.name === 'object' ? heads.name[side ?? ''] : heads.name;
  const inUnitColumn = (row: FilledRow) => heads.unit !== undefined && standsForUnit(row);
  return {
    headers: [own ?? usual],
    of: (row) => [inUnitColumn(row) ? '' : indented(row, table, nameOf(row, codes === 'bracket'))],
  };
}

function nameOf({ label, ordinal, code, name }: FilledRow, inBrackets: boolean): string {
  if (label !== null) return label;
  if (inBrackets && code) return `[${code}]${name}`;
  return `${ordinal === null ? '' : `${ordinal}、`}${name}`;
}

function indented({ indent }: FilledRow, { rows }: FilledTable, name: string): string {
  const least = Math.min(...rows.map((row) => row.indent));
  return INDENT.repeat(indent - least) + name;
}

function lineNoHead({ rows }: FilledTable): RowHeads | null {
  if (rows.every(({ lineNo }) => lineNo === null)) return null;
  return { headers: ['行次'], of: ({ lineNo }) => [lineNo ?? ''] };
}

/** A column as it is printed. */
export interface PanelColumn extends LeafColumn {
  /** The column's place among the cells of a row; null for a column of words. */
  readonly index: number | null;
}

/** What a row prints in a column, without separators. */
export function printedIn({ index, path }: PanelColumn, row: FilledRow): string {
  return index === null ? (row.texts?.[path] ?? '') : (row.cells[index]?.printed ?? '');
}

/** The part of a table that one side prints; a table without sides is one panel. */
export interface Panel {
  readonly side: string | null;
  readonly heads: RowHeads;
  /** The side's columns right of the heads, from left to right. */
  readonly columns: readonly PanelColumn[];
  readonly rows: readonly FilledRow[];
}

/** The panels of a table, from left to right. */
export function panelsOf(table: FilledTable): Panel[] {
  const sides = [...new Set(dataRows(table).map(({ side }) => side))];
  const places = new Map(table.columns.map(({ path }, index) => [path, index]));
  return sides.map((side) => ({
    side,
    heads: rowHeads(table, side),
    columns: table.printedColumns.flatMap((column) =>
      !column.leading && (column.side === undefined || column.side === side)
        ? [{ ...column, index: column.text === undefined ? (places.get(column.path) ?? null) : null }]
        : [],
    ),
    rows: table.rows.filter((row) => row.side === side),
  }));
}
