import { type FilledTable } from '../../tables/filled';
import { sideName } from '../../trace/find-cell';
import { type Panel } from '../panels';
import { type PrintedCell, type PrintedCellKind } from './printed-cell';

/** The headers above one column, top first. */
type Headers = readonly string[];

/** The header rows of a table: the sides, then headers merged over their columns, then 栏次. */
export class HeaderLayout {
  /** How many header rows there are. */
  readonly rows: number;
  readonly columns: number;
  private readonly headers: readonly (readonly Headers[])[];
  private readonly starts: readonly number[];
  private readonly depth: number;
  private readonly sideRows: number;

  constructor(
    private readonly table: FilledTable,
    private readonly panels: readonly Panel[],
  ) {
    this.headers = panels.map(headersOf);
    this.depth = Math.max(...this.headers.flat().map(({ length }) => length));
    this.sideRows = panels.length > 1 ? 1 : 0;
    this.rows = this.sideRows + this.depth + (table.definition.columnNos === false ? 0 : 1);
    const widths = this.headers.map(({ length }) => length);
    this.starts = widths.map((_, index) => sum(widths.slice(0, index)));
    this.columns = sum(widths);
  }

  /** The first column of a panel. */
  startOf(panel: number): number {
    return this.starts[panel] ?? 0;
  }

  cells(): PrintedCell[] {
    const levels = Array.from({ length: this.depth }, (_, level) =>
      this.headers.flatMap((headers, panel) => this.levelCells(headers, level, this.startOf(panel))),
    );
    return [...this.sideCells(), ...levels.flat(), ...this.columnNos()];
  }

  private sideCells(): PrintedCell[] {
    if (this.sideRows === 0) return [];
    return this.panels.map(({ side }, panel) =>
      cell(side === null ? '' : sideName(side), {
        row: 0,
        column: this.startOf(panel),
        rowSpan: 1,
        columnSpan: this.headers[panel]?.length ?? 0,
      }),
    );
  }

  /** The headers of one level, each over all neighbours that share it and the ones above it. */
  private levelCells(headers: readonly Headers[], level: number, start: number): PrintedCell[] {
    const groups: { name: string; key: string; from: number; span: number; last: boolean }[] = [];
    headers.forEach((above, index) => {
      const name = above[level];
      if (name === undefined) return;
      const key = JSON.stringify(above.slice(0, level + 1));
      const group = groups.at(-1);
      if (group?.key === key && group.from + group.span === index) group.span += 1;
      else groups.push({ name, key, from: index, span: 1, last: above.length === level + 1 });
    });
    return groups.map(({ name, from, span, last }) =>
      cell(name, {
        row: this.sideRows + level,
        column: start + from,
        rowSpan: last ? this.depth - level : 1,
        columnSpan: span,
      }),
    );
  }

  /** 栏次: the columns of figures are numbered behind the word, or all columns are. */
  private columnNos(): PrintedCell[] {
    const { columnNos } = this.table.definition;
    if (columnNos === false) return [];
    const row = this.rows - 1;
    let number = 0;
    return this.panels.flatMap(({ heads }, panel) => {
      const words = columnNos === 'all' ? 0 : heads.headers.length;
      const start = this.startOf(panel);
      const label = cell('栏次', { row, column: start, rowSpan: 1, columnSpan: words }, 'columnNo');
      const numbers = (this.headers[panel] ?? []).slice(words).map((_, offset) => {
        const place = { row, column: start + words + offset, rowSpan: 1, columnSpan: 1 };
        return cell(String((number += 1)), place, 'columnNo');
      });
      return words === 0 ? numbers : [label, ...numbers];
    });
  }
}

/** The headers of every column of a panel: its heads (`功能分类科目/科目编码`), then its columns. */
const headersOf = ({ heads, columns }: Panel): Headers[] => [
  ...heads.headers.map((header) => header.split('/')),
  ...columns.map(({ headers }) => headers),
];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

type Place = Pick<PrintedCell, 'row' | 'column' | 'rowSpan' | 'columnSpan'>;

const cell = (text: string, place: Place, kind: PrintedCellKind = 'header'): PrintedCell => ({
  ...place,
  kind,
  text,
  indent: 0,
  rowName: '',
  columnName: '',
  found: null,
});
