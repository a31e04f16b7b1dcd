import { withSeparators } from '@yujue/money';
import { type FilledEdition } from '../tables/fill-edition';
import { type FilledRow, type FilledTable } from '../tables/filled';
import { type FoundCell, sideName } from '../trace/find-cell';
import { type Html, html, htmlPage } from './html';
import { type Panel, panelsOf } from './sheet';

/** What an HTML report shows around its tables, and where its amounts lead. */
export interface HtmlReport {
  /** 部门, in words. */
  readonly department: string;
  readonly year: number;
  /** 截至 a business date; the end of the year when absent. */
  readonly asOf?: string | null;
  /** What stands above the tables on a screen: where to go from here. */
  readonly nav?: Html;
  /** The address of a cell's trace; null for an amount that leads nowhere. */
  readonly href?: (cell: FoundCell) => string | null;
}

/** An edition's tables as one page to read and to print. */
export function renderHtml({ edition, tables }: FilledEdition, report: HtmlReport): string {
  const title = `${report.department} ${edition.title}`;
  const asOf = report.asOf ? html`<p class="head">截至 ${report.asOf}</p>` : null;
  return htmlPage(
    title,
    html`${report.nav ?? null}
      <h1>${title}</h1>
      ${asOf}${tables.map((table) => tableHtml(table, report))}`,
  );
}

function tableHtml(table: FilledTable, report: HtmlReport): Html {
  const panels = panelsOf(table);
  const height = Math.max(...panels.map(({ rows }) => rows.length));
  const body = Array.from(
    { length: height },
    (_, index) =>
      html`<tr>
        ${panels.map((panel) => rowHtml(table, panel, panel.rows[index], report))}
      </tr>`,
  );
  return html`<section id="t${table.no}">
    <h2>表${table.no} ${table.title}</h2>
    <p class="head"><span>部门：${report.department}</span><span>单位：${table.style.unit}</span></p>
    <table>
      <thead>
        ${headerHtml(table, panels)}
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
    <p class="notes">${table.notes.map((note) => html`注：${note}<br />`)}</p>
  </section>`;
}

function rowHtml(table: FilledTable, { heads, columns }: Panel, row: FilledRow | undefined, report: HtmlReport): Html {
  const names = row ? heads.of(row) : heads.headers.map(() => '');
  const cells = columns.map(({ index }) => {
    const cell = row?.cells[index] ?? null;
    const text = withSeparators(cell?.printed ?? '');
    const address = row && cell ? (report.href?.({ table, row, cell }) ?? null) : null;
    return html`<td class="amount">${address === null ? text : html`<a href="${address}">${text}</a>`}</td>`;
  });
  return html`${names.map((name, index) => html`<td class="${heads.headers[index] === '行次' ? 'no' : 'name'}">${name}</td>`)}${cells}`;
}

/** The header rows: sides, then headers merged over their columns, then 栏次. */
function headerHtml(table: FilledTable, panels: readonly Panel[]): Html[] {
  const depth = Math.max(...table.columns.map(({ headers }) => headers.length));
  const sides = panels.map(({ side, heads, columns }) =>
    side === null ? html`` : html`<th colspan="${heads.headers.length + columns.length}">${sideName(side)}</th>`,
  );
  const levels = Array.from(
    { length: depth },
    (_, level) =>
      html`<tr>
        ${panels.map((panel) => levelHtml(panel, level, depth))}
      </tr>`,
  );
  return [
    ...(panels.length > 1
      ? [
          html`<tr>
            ${sides}
          </tr>`,
        ]
      : []),
    ...levels,
    ...(table.definition.columnNos ? [columnNosHtml(panels)] : []),
  ];
}

function levelHtml({ heads, columns }: Panel, level: number, depth: number): Html {
  const names = level === 0 ? heads.headers.map((name) => html`<th rowspan="${depth}">${name}</th>`) : [];
  const groups: { name: string; key: string; span: number; last: boolean }[] = [];
  for (const { headers } of columns) {
    const name = headers[level];
    if (name === undefined) continue;
    const key = headers.slice(0, level + 1).join('/');
    const group = groups.at(-1);
    if (group?.key === key) group.span += 1;
    else groups.push({ name, key, span: 1, last: headers.length === level + 1 });
  }
  return html`${names}${groups.map(({ name, span, last }) => html`<th colspan="${span}" rowspan="${last ? depth - level : 1}">${name}</th>`)}`;
}

function columnNosHtml(panels: readonly Panel[]): Html {
  let number = 0;
  const cells = panels.map(({ heads, columns }) => {
    const label = html`<td class="no" colspan="${heads.headers.length}">栏次</td>`;
    return html`${label}${columns.map(() => html`<td class="no">${(number += 1)}</td>`)}`;
  });
  return html`<tr>
    ${cells}
  </tr>`;
}
