import { type HTMLElement, NodeType, parse } from 'node-html-parser';
import { OfficeFileError } from '../office-file-error';
import { type FileRow } from '../file-row';

/** Columns of an HTML table, merged ones counted; the widest table seen has 22. */
export const HTML_COLUMNS_MAX = 256;
/** Elements within each other; a page has some twenty. */
const HTML_DEPTH_MAX = 500;
/** Rows that one merged cell may reach over. */
const ROW_SPAN_MAX = 10_000;

const BLOCKS = new Set(['P', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LI', 'BR', 'SECTION', 'ARTICLE', 'CAPTION']);

/**
 * The lines of a page and the rows of its tables, in order; a row's place counts both.
 *
 * @throws OfficeFileError FILE_UNSAFE for a page that nests too deep or has a table that is too wide.
 */
export function htmlRows(page: string): FileRow[] {
  const root = parse(page, { comment: false, blockTextElements: { script: false, style: false } });
  const rows: FileRow[] = [];
  const add = (cells: readonly string[]) => rows.push({ cells, place: { line: rows.length + 1 } });
  let line = '';
  const endLine = () => {
    if (line.trim() !== '') add([line.trim()]);
    line = '';
  };
  const walk = (element: HTMLElement, depth: number): void => {
    if (depth > HTML_DEPTH_MAX) throw tooDeep();
    for (const node of element.childNodes) {
      if (node.nodeType === NodeType.TEXT_NODE) line += node.text.replace(/\s+/g, ' ');
      if (node.nodeType !== NodeType.ELEMENT_NODE) continue;
      const child = node as HTMLElement;
      const isBlock = BLOCKS.has(child.tagName);
      if (isBlock || child.tagName === 'TABLE') endLine();
      if (child.tagName === 'TABLE') {
        // An empty row keeps two tables that follow one another apart.
        add([]);
        tableCells(child).forEach(add);
      } else if (child.tagName !== 'HEAD') walk(child, depth + 1);
      if (isBlock) endLine();
    }
  };
  walk(root, 0);
  endLine();
  return rows;
}

/** The cells of a table, merged ones at their first place and empty at the others. */
function tableCells(table: HTMLElement): string[][] {
  const below: number[] = [];
  return table
    .querySelectorAll('tr')
    .filter((row) => row.closest('table') === table)
    .map((row) => {
      const cells: string[] = [];
      const skip = () => {
        while ((below[cells.length] ?? 0) > 0) {
          below[cells.length] = below[cells.length]! - 1;
          cells.push('');
        }
      };
      for (const cell of row.querySelectorAll('td, th')) {
        skip();
        const across = spanOf(cell, 'colspan', HTML_COLUMNS_MAX);
        const down = spanOf(cell, 'rowspan', ROW_SPAN_MAX);
        if (cells.length + across > HTML_COLUMNS_MAX) throw tooWide();
        for (let at = 0; at < across; at += 1) {
          below[cells.length] = down - 1;
          cells.push(at === 0 ? cell.text.replace(/\s+/g, ' ') : '');
        }
      }
      skip();
      return cells;
    });
}

const spanOf = (cell: HTMLElement, name: string, max: number): number =>
  Math.min(Math.max(Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1, 1), max);

const tooWide = (): OfficeFileError =>
  new OfficeFileError(
    'FILE_UNSAFE',
    `网页中有表格超过 ${String(HTML_COLUMNS_MAX)} 列，没有读入。请只保留要读入的表格。`,
  );

const tooDeep = (): OfficeFileError =>
  new OfficeFileError(
    'FILE_UNSAFE',
    `网页的元素层层相套，超过 ${String(HTML_DEPTH_MAX)} 层，没有读入。请另存为文字或 Excel 文件。`,
  );
