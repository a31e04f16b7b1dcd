import { type LeafColumn } from '../edition/edition';
import { type FilledRow, type FilledTable, dataRows } from '../tables/filled';

/** How a table's rows are headed when people read it: which of 行次, codes and names it shows. */
export interface RowHeads {
  readonly headers: readonly string[];
  readonly of: (row: FilledRow) => string[];
}

const LEVELS = ['类', '款', '项'];
const INDENT = '\u3000';

/** The heads that a table's definition asks for; the name always stands, indented by level. */
export function rowHeads(table: FilledTable): RowHeads {
  const parts = [codeHeads(table), nameHead(table), lineNoHead(table)].filter((part) => part !== null);
  return {
    headers: parts.flatMap(({ headers }) => headers),
    of: (row) => parts.flatMap((part) => part.of(row)),
  };
}

function codeHeads({ definition: { codes } }: FilledTable): RowHeads | null {
  switch (codes) {
    case 'column':
      return { headers: ['科目编码'], of: ({ code }) => [code ?? ''] };
    case 'split':
      return { headers: LEVELS, of: ({ code }) => splitCode(code ?? '') };
    case 'bracket':
    case 'none':
      return null;
  }
}

/** 2101301 in three columns is 210, 13, 01. */
const splitCode = (code: string): string[] => [code.slice(0, 3), code.slice(3, 5), code.slice(5)];

function nameHead({ definition: { codes }, rows }: FilledTable): RowHeads {
  const tree = codes === 'column' || codes === 'split';
  const least = Math.min(...rows.map(({ indent }) => indent));
  return {
    headers: [tree ? '科目名称' : '项目'],
    of: ({ ordinal, code, name, indent }) => {
      const label =
        codes === 'bracket' && code ? `[${code}]${name}` : `${ordinal === null ? '' : `${ordinal}、`}${name}`;
      return [INDENT.repeat(indent - least) + label];
    },
  };
}

function lineNoHead({ rows }: FilledTable): RowHeads | null {
  if (rows.every(({ lineNo }) => lineNo === null)) return null;
  return { headers: ['行次'], of: ({ lineNo }) => [lineNo ?? ''] };
}

/** The part of a table that one side prints; a table without sides is one panel. */
export interface Panel {
  readonly side: string | null;
  readonly heads: RowHeads;
  /** The side's columns, with their place among all columns of the table. */
  readonly columns: readonly (LeafColumn & { readonly index: number })[];
  readonly rows: readonly FilledRow[];
}

/** The panels of a table, from left to right. */
export function panelsOf(table: FilledTable): Panel[] {
  const sides = [...new Set(dataRows(table).map(({ side }) => side))];
  return sides.map((side) => ({
    side,
    heads: rowHeads(table),
    columns: table.columns.flatMap((column, index) =>
      column.side === undefined || column.side === side ? [{ ...column, index }] : [],
    ),
    rows: table.rows.filter((row) => row.side === side),
  }));
}
