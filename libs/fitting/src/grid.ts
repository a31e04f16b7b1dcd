import { type LineFacts } from '@yujue/facts';
import {
  type Edition,
  type FilledCell,
  type FilledRow,
  type FilledTable,
  type Filter,
  fillEdition,
  isUnlisted,
} from '@yujue/reporting';
import { type PublishedDocument, type PublishedRow, type PublishedTable } from '@yujue/published';
import { alignRows } from './align-rows';
import { type Bounds, boundsOf } from './bounds';
import { type CandidateValues } from './candidate-values';
import { hasUnknownCodes } from './unknown-codes';

/** Where a figure is printed. */
export interface CellPlace {
  readonly table: string;
  readonly side: string | null;
  readonly code: string | null;
  readonly row: string;
  readonly column: string;
  /** Position of the row in its table, from 0. */
  readonly rowIndex: number;
}

/** What a cell adds up. */
export interface CellDefinition {
  readonly terms: FilledCell['terms'];
  readonly filters: readonly Filter[];
}

/** A figure of the document, with what the edition says it adds up; null where the edition has no such row. */
export interface PrintedCell {
  readonly place: CellPlace;
  readonly bounds: Bounds;
  readonly style: FilledTable['style'];
  readonly definition: CellDefinition | null;
}

/** A document laid over an edition that is filled with candidates. */
export interface Grid {
  readonly printed: readonly PrintedCell[];
  /** Rows that the candidates would make and the document does not print: they amount to nothing. */
  readonly absent: readonly CellDefinition[];
}

/** A table of the document over the same table of the edition. */
export interface Overlay {
  readonly filled: FilledTable;
  readonly published: PublishedTable;
  /** The edition's rows, an entry of a register once. */
  readonly rows: readonly FilledRow[];
  /** Which printed row each of these is, by position; undefined for one that is not printed. */
  readonly printedAs: readonly (number | undefined)[];
}

/**
 * Fills the edition with candidates, so that it makes every row they could be in, and lays the document's rows over
 * them. The edition's own filling makes the rows and scopes: there is no second row logic.
 */
export class GridMaker {
  private readonly fixedRows: ReadonlySet<string>;
  /** Tables with a code that the catalogue does not have: a row that seems to be missing there may be that one. */
  private readonly unsure: ReadonlySet<string>;

  constructor(
    readonly document: PublishedDocument,
    private readonly edition: Edition,
    private readonly candidateValues: CandidateValues,
  ) {
    const unsure = document.tables.filter((table) => hasUnknownCodes(table, candidateValues.catalogue));
    this.unsure = new Set(unsure.map(({ no }) => no));
    this.fixedRows = new Set(this.fill([]).flatMap((table) => table.rows.map((row) => rowKey(table, row))));
  }

  /** @throws ReportError for an unknown name, MoneyError for a text that is no amount. */
  over(candidates: readonly LineFacts[]): Grid {
    const printed: PrintedCell[] = [];
    const absent: CellDefinition[] = [];
    for (const { filled, published, rows, printedAs } of this.layOver(candidates)) {
      const cells = new Map(printedAs.map((at, to) => [at, rows[to]!.cells]));
      published.rows.forEach((row, rowIndex) => {
        printed.push(...this.cellsOfRow(published, row, rowIndex, filled, cells.get(rowIndex)));
      });
      rows.forEach((row, to) => {
        if (printedAs[to] !== undefined || this.fixedRows.has(rowKey(filled, row))) return;
        if (this.unsure.has(filled.no)) return;
        absent.push(...row.cells.filter((cell) => cell !== null));
      });
    }
    return { printed, absent };
  }

  /** The edition's tables filled with candidates, each with the printed rows laid over its own. */
  layOver(candidates: readonly LineFacts[]): Overlay[] {
    return this.fill(candidates).flatMap((filled) => {
      const published = this.document.tables.find(({ no }) => no === filled.no);
      if (!published) return [];
      const rows = distinctRows(filled.rows);
      return [{ filled, published, rows, printedAs: alignRows(published.rows, rows) }];
    });
  }

  private cellsOfRow(
    published: PublishedTable,
    row: PublishedRow,
    rowIndex: number,
    filled: FilledTable,
    cells: FilledRow['cells'] | undefined,
  ): PrintedCell[] {
    return published.columns.flatMap((column, index) => {
      const definition = cells?.find((cell) => cell?.column === column) ?? null;
      const text = row.values[index] ?? (definition && this.leavesZerosBlank(filled, column) ? '0' : null);
      if (text === null) return [];
      const place = { table: published.no, side: row.side, code: row.code, row: row.name, column, rowIndex };
      return [{ place, bounds: boundsOf(text, filled.style), style: filled.style, definition }];
    });
  }

  private leavesZerosBlank({ definition, columns }: FilledTable, column: string): boolean {
    const own = columns.find(({ path }) => path === column)?.zero;
    return (own ?? definition.zero ?? this.edition.zero) === 'blank';
  }

  private fill(facts: readonly LineFacts[]): readonly FilledTable[] {
    const { catalogue, directory } = this.candidateValues;
    const { tables } = fillEdition(this.edition, { facts, catalogue, directory });
    // A document prints the rows that it lists; `Itemised` leaves out candidates that are in none of them.
    return tables.map((table) => ({ ...table, rows: table.rows.filter((row) => !isUnlisted(row)) }));
  }
}

const rowKey = ({ no }: FilledTable, { side, code, name }: FilledRow): string => [no, side, code, name].join('|');

/** An entry of a register has one row, however many candidates there are of it. */
function distinctRows(rows: readonly FilledRow[]): FilledRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const filters = row.cells.find((cell) => cell !== null)?.filters;
    if (!filters?.some(({ entry }) => entry !== undefined)) return true;
    const key = JSON.stringify([row.name, filters]);
    return !seen.has(key) && seen.add(key);
  });
}
