import { withSeparators } from '@yujue/money';
import { REPORT_MEASURES } from '@yujue/facts';
import { type Trace, type TracedCell } from '../trace/trace-cell';
import { boundedBridge } from '../trace/bounded-bridge';
import { type BridgeStep } from '../trace/bridge';
import { sideName } from '../trace/find-cell';
import { type Html, html, htmlPage, warningBand } from './html';
import { warningLine } from './report-text';
import { textGrid } from './text-grid';

const BRIDGE_HEADS = ['步骤', '金额（元）', '日期', '文号', '事由'];
const ENTRY_HEADS = ['日期', '文号', '指标', '项目', '金额（元）', '事由'];
/** What 拟合 means, so that no reader takes a fitted entry for a booked one. */
export const FITTED = '拟合：由公布表的合计数推出，不是单位的账';
const UNVERIFIED = '未核对：上年不在账内，未与上年的年末结转或同期支出核对';

/** How an entry that was not booked from a paper, or was not checked against anything, is marked. */
const MARKS = { fitted: '〔拟合〕', unverified: '〔未核对〕' } as const;

const titleOf = ({ table, title, side, code, row, column }: TracedCell): string =>
  `表${table} ${title} · ${side === null ? '' : `${sideName(side)} `}${code === null ? '' : `${code} `}${row} · ${column}`;

const figureOf = ({ measure, printed, exact }: TracedCell): string =>
  `${measure}：印出 ${printed === null ? '空白' : withSeparators(printed)}，精确 ${withSeparators(exact)} 元`;

const bridgeRows = (bridge: readonly BridgeStep[]): string[][] =>
  bridge.map(({ step, amount, occurredOn, documentNo, reason, subtotal, summed }) => [
    subtotal ? `= ${step}` : summed === undefined ? step : `${step} ${summed} 步`,
    withSeparators(amount),
    occurredOn ?? '',
    documentNo ?? '',
    reason ?? '',
  ]);

const entryRows = ({ entries }: Trace): string[][] =>
  entries.map(({ occurredOn, documentNo, line, measure, amount, reason, basis }) => [
    occurredOn ?? '',
    documentNo,
    line,
    REPORT_MEASURES[measure],
    withSeparators(amount),
    basis === null ? reason : `${MARKS[basis]}${reason}`,
  ]);

function entriesTitle({ entries }: Trace): string {
  const told = [
    { basis: 'fitted', meaning: FITTED },
    { basis: 'unverified', meaning: UNVERIFIED },
  ].flatMap(({ basis, meaning }) => {
    const count = entries.filter((entry) => entry.basis === basis).length;
    return count === 0 ? [] : [`，其中 ${count} 笔${meaning}`];
  });
  return `分录 ${entries.length} 笔${told.join('')}`;
}

/** A trace for a terminal: the figure, the bridge to it, and its entries. */
export function renderTraceText(trace: Trace): string {
  const bridge = textGrid(BRIDGE_HEADS, bridgeRows(boundedBridge(trace.bridge)), [
    'left',
    'right',
    'left',
    'left',
    'left',
  ]);
  const entries = textGrid(ENTRY_HEADS, entryRows(trace), ['left', 'left', 'left', 'left', 'right', 'left']);
  const heads = [...(trace.warnings ?? []).map(warningLine), titleOf(trace.cell), figureOf(trace.cell)];
  return `${[...heads, '', ...bridge, '', entriesTitle(trace), ...entries].join('\n')}\n`;
}

/** A trace as a page; `back` leads to the table it came from. */
export function renderTraceHtml(trace: Trace, back: string | null = null): string {
  const title = titleOf(trace.cell);
  const link = back === null ? null : html`<p><a href="${back}">返回报表</a></p>`;
  const steps = boundedBridge(trace.bridge);
  const bridge = bridgeRows(steps).map((cells, index) => rowHtml(cells, 1, steps[index]!.subtotal === true));
  const entries = entryRows(trace).map((cells) => rowHtml(cells, 4, false));
  return htmlPage(
    title,
    html`${link}
      <h1>${title}</h1>
      ${warningBand(trace.warnings)}
      <p class="head">${figureOf(trace.cell)}</p>
      <table>
        <thead>
          ${headHtml(BRIDGE_HEADS)}
        </thead>
        <tbody>
          ${bridge}
        </tbody>
      </table>
      <h2>${entriesTitle(trace)}</h2>
      <table>
        <thead>
          ${headHtml(ENTRY_HEADS)}
        </thead>
        <tbody>
          ${entries}
        </tbody>
      </table>`,
  );
}

const headHtml = (heads: readonly string[]): Html =>
  html`<tr>
    ${heads.map((head) => html`<th>${head}</th>`)}
  </tr>`;

const rowHtml = (cells: readonly string[], amountAt: number, subtotal: boolean): Html =>
  html`<tr class="${subtotal ? 'subtotal' : ''}">
    ${cells.map((cell, index) => html`<td class="${index === amountAt ? 'amount' : 'name'}">${cell}</td>`)}
  </tr>`;
