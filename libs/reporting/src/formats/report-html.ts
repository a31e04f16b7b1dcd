import { withSeparators } from '@yujue/money';
import { type FilledEdition } from '../tables/fill-edition';
import { type FilledTable } from '../tables/filled';
import { type FoundCell } from '../trace/find-cell';
import { Html, html, htmlPage, warningBand } from './html';
import { columnWidths } from './printed/column-widths';
import { type Paper, letterSize } from './printed/letter-size';
import { publisherLine } from './printed/publisher-line';
import { type PrintedCell, type PrintedCellKind } from './printed/printed-cell';
import { printedRows, printedTable } from './printed/printed-table';

/** The name of the element in a page's head that holds its stamp. */
export const STAMP_META = 'yujue-stamp';

const INDENT = '\u3000';

/** What an HTML report shows around its tables, and where its amounts lead. */
export interface HtmlReport {
  /** 部门, in words. */
  readonly department: string;
  readonly year: number;
  /** 截至 a business date; the end of the year when absent. */
  readonly asOf?: string | null;
  /** The navigation above the tables on a screen. */
  readonly nav?: Html;
  /** What the page was made from: for programs in its head, for people at its foot. */
  readonly stamp?: { readonly json: string; readonly line: string };
  /** The address of a cell's trace; null for an amount that leads nowhere. */
  readonly href?: (cell: FoundCell) => string | null;
}

/** An edition's tables as one page to read and to print. */
export function renderHtml({ edition, tables, warnings }: FilledEdition, report: HtmlReport): string {
  const title = `${report.department} ${edition.title}`;
  const asOf = report.asOf ? html`<p class="head">截至 ${report.asOf}</p>` : null;
  return htmlPage(
    title,
    html`${report.nav ?? null}
      <h1>${title}</h1>
      ${warningBand(warnings)}${asOf}${tables.map((table) => tableHtml(table, publisherLine(edition, report.department), report))}
      ${report.stamp ? html`<footer>${report.stamp.line}</footer>` : null}`,
    report.stamp ? html`<meta name="${STAMP_META}" content="${report.stamp.json}" />` : null,
  );
}

/** A landscape A4 page of `html.ts`, below the heading of a table. */
const PAPER: Paper = {
  characters: 150,
  height: 440,
  lineHeight: 1.45,
  rowPadding: 2.7,
  noteHeight: 14,
  size: 8.4,
  sizeMin: 5.5,
  sizeSqueezed: 6,
};

/** A size for a style sheet, to a tenth. */
const tenths = (size: number): number => Math.floor(size * 10) / 10;

function tableHtml(table: FilledTable, publisher: string, report: HtmlReport): Html {
  const printed = printedTable(table);
  const rows = printedRows(printed);
  const widths = columnWidths(printed);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const rowHtml = (cells: readonly PrintedCell[]): Html =>
    html`<tr>
      ${cells.map((cell) => cellHtml(table, cell, report))}
    </tr>`;
  return html`<section id="t${table.no}">
    <h2>表${table.no} ${table.title}</h2>
    <p class="head"><span>${publisher}</span><span>单位：${printed.unit}</span></p>
    <table class="sheet" style="--size: ${tenths(letterSize(printed, PAPER))}pt">
      <colgroup>
        ${widths.map((width) => html`<col style="width: ${tenths((width * 100) / total)}%" />`)}
      </colgroup>
      <thead>
        ${rows.slice(0, printed.repeatedRows).map(rowHtml)}
      </thead>
      <tbody>
        ${rows.slice(printed.repeatedRows).map(rowHtml)}
      </tbody>
    </table>
    <p class="notes">${table.notes.map((note) => html`注：${note}<br />`)}</p>
  </section>`;
}

/** The classes of `html.ts` that each kind of cell is styled by. */
const CLASSES: Readonly<Record<Exclude<PrintedCellKind, 'header' | 'columnNo' | 'amount'>, string>> = {
  lineNo: 'no',
  head: 'name',
  text: 'words',
};

function cellHtml(table: FilledTable, cell: PrintedCell, report: HtmlReport): Html {
  const { kind, text, indent, found, rowSpan, columnSpan } = cell;
  if (kind === 'header') return html`<th colspan="${columnSpan}" rowspan="${rowSpan}">${text}</th>`;
  if (kind === 'columnNo') return html`<td class="no" colspan="${columnSpan}">${text}</td>`;
  if (kind !== 'amount') return bodyCell(CLASSES[kind], cell, html`${INDENT.repeat(indent) + text}`);
  const address = found ? (report.href?.({ table, ...found }) ?? null) : null;
  const amount = withSeparators(text);
  return bodyCell('amount', cell, address === null ? html`${amount}` : html`<a href="${address}">${amount}</a>`);
}

/** A large table has thousands of cells, so only those that are merged say over how many places. */
function bodyCell(className: string, { rowSpan, columnSpan }: PrintedCell, content: Html): Html {
  const spans = `${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}`;
  return new Html(`<td class="${className}"${spans}>${content.text}</td>`);
}
