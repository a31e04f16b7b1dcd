import { withSeparators } from '@yujue/money';
import { type FilledEdition } from '../tables/fill-edition';
import { type FilledList, type FilledRow, type FilledTable, isBlankLine } from '../tables/filled';
import { sideName } from '../trace/find-cell';
import { type Panel, type PanelColumn, panelsOf, printedIn } from './panels';
import { shortened, textGrid } from './text-grid';

/** How wide a column of words may be on a terminal; the whole words are in the other formats. */
const WORDS_WIDTH_MAX = 24;
/** A list has no columns of amounts beside it, and so more room for its words. */
const LIST_WIDTH_MAX = 50;

/** An edition's tables for a terminal: aligned, amounts with separators. */
export const renderText = ({ tables, warnings = [] }: FilledEdition): string =>
  `${[...warnings.map(warningLine), ...tables.map(tableText)].join('\n\n')}\n`;

/** What is missing from what follows, on a terminal. */
export const warningLine = (warning: string): string => `！${warning}`;

function tableText(table: FilledTable): string {
  const head = `表${table.no} ${table.title}（单位：${table.style.unit}）`;
  const grids = panelsOf(table).flatMap(panelText);
  return [head, ...grids, ...table.lists.flatMap(listText), ...table.notes.map((note) => `注：${note}`)].join('\n');
}

function panelText({ side, heads, columns, rows }: Panel): string[] {
  const cells = rows
    .filter((row) => !isBlankLine(row))
    .map((row) => [...heads.of(row), ...columns.map((column) => cellText(column, row))]);
  const alignments = [
    ...heads.headers.map(() => 'left' as const),
    ...columns.map(({ index }) => (index === null ? ('left' as const) : ('right' as const))),
  ];
  const grid = textGrid([...heads.headers, ...columns.map(({ path }) => path)], cells, alignments);
  return side === null ? grid : [`【${sideName(side)}】`, ...grid];
}

function cellText(column: PanelColumn, row: FilledRow): string {
  const text = printedIn(column, row);
  return column.index === null ? shortened(text, WORDS_WIDTH_MAX) : withSeparators(text);
}

/** Without a header there are no columns to keep in line, and the words are printed whole. */
function listText({ definition, title, columns, rows }: FilledList): string[] {
  const lines = definition.header
    ? textGrid(
        columns,
        rows.map((row) => row.map((text) => shortened(text, LIST_WIDTH_MAX))),
        [],
      )
    : rows.map((row) => row.join(' '));
  return [`【${title}】`, ...lines];
}
