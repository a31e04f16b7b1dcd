import { type AmountStyle, type Fen, type PercentStyle, printAmount, printPercent, withSeparators } from '@yujue/money';
import { type ExecutionBy } from '../execution/execution-groups';
import { type ExecutionReport, type ExecutionRow } from '../execution/execution-report';
import { type RatePair, quotientOf } from '../rates/rate-pair';
import { type Html, html, htmlPage, warningBand } from './html';
import { warningLine } from './report-text';
import { textGrid } from './text-grid';

/** How an execution report writes its figures: 万元 and percent, two decimals each. */
const AMOUNT: AmountStyle = { unit: '万元', decimals: 2 };
const PERCENT: PercentStyle = { decimals: 2, dropTrailingZeros: false };

/** The columns of the report, in the field's words and order (docs/domain.md, rule 8). */
const COLUMNS: readonly {
  head: string;
  of: (row: ExecutionRow, report: ExecutionReport) => Fen | RatePair | string | null;
}[] = [
  { head: '年初预算数', of: (row) => row.initialBudget },
  { head: '上年结转', of: (row) => row.broughtForward },
  { head: '调整数', of: (row) => row.adjustment },
  { head: '全年预算数', of: (row) => row.fullYearBudget },
  { head: '本月支出', of: (row) => row.monthExpenditure },
  { head: '累计支出', of: (row) => row.expenditure },
  { head: '支出进度', of: (row) => row.progress },
  { head: '序时进度', of: (_row, report) => report.elapsed },
  { head: '超(短)序时', of: (row) => row.ahead },
  { head: '结余额度', of: (row) => row.remaining },
  { head: '去年同期', of: (row) => row.lastYearExpenditure },
  { head: '预警', of: (row) => row.warning },
];

function printed(value: Fen | RatePair | string | null): string | null {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'number' ? printAmount(value, AMOUNT) : printPercent(quotientOf(value), PERCENT);
}

/** An execution report as other people's scripts read it: `values` in the order of `columns`, null for a blank. */
export interface ExecutionJson {
  readonly month: number;
  readonly by: ExecutionBy;
  readonly unitOfMeasure: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly code: string | null;
    readonly name: string;
    readonly indent: number;
    readonly values: readonly (string | null)[];
  }[];
  readonly notes: readonly string[];
  /** What is missing from the amounts; absent where nothing is. */
  readonly warnings?: readonly string[];
}

/** The shape of `execution --format json`. */
export const toExecutionJson = (report: ExecutionReport): ExecutionJson => ({
  month: report.month,
  by: report.by,
  unitOfMeasure: AMOUNT.unit,
  ...(report.warnings && { warnings: report.warnings }),
  columns: COLUMNS.map(({ head }) => head),
  rows: report.rows.map((row) => ({
    code: row.code,
    name: row.name,
    indent: row.indent,
    values: COLUMNS.map(({ of }) => printed(of(row, report))),
  })),
  notes: report.notes,
});

const withSeparatorsUnlessWords = (text: string | null): string => (text === null ? '' : withSeparators(text));

const titleOf = ({ month }: ExecutionReport): string => `预算执行情况（1–${month} 月，单位：${AMOUNT.unit}）`;

const HEADS = ['编码', '名称', ...COLUMNS.map(({ head }) => head)];

const rowsOf = (report: ExecutionReport): string[][] =>
  toExecutionJson(report).rows.map(({ code, name, indent, values }) => [
    code ?? '',
    '\u3000'.repeat(indent) + name,
    ...values.map(withSeparatorsUnlessWords),
  ]);

/** An execution report for a terminal. */
export function renderExecutionText(report: ExecutionReport): string {
  const grid = textGrid(
    HEADS,
    rowsOf(report),
    HEADS.map((_, index) => (index < 2 ? 'left' : 'right')),
  );
  const warnings = (report.warnings ?? []).map(warningLine);
  return `${[...warnings, titleOf(report), ...grid, ...report.notes].join('\n')}\n`;
}

/** What a page shows above an execution report: whose it is, and where to go from there. */
export interface ExecutionPage {
  readonly department: string;
  readonly year: number;
  readonly nav?: Html;
}

/** An execution report as a page. */
export function renderExecutionHtml(report: ExecutionReport, { department, year, nav }: ExecutionPage): string {
  const title = `${department} ${year} 年度${titleOf(report)}`;
  const rows = rowsOf(report).map(
    (cells) =>
      html`<tr>
        ${cells.map((cell, index) => html`<td class="${index < 2 ? 'name' : 'amount'}">${cell}</td>`)}
      </tr>`,
  );
  return htmlPage(
    title,
    html`${nav ?? null}
      <h1>${title}</h1>
      ${warningBand(report.warnings)}
      <table>
        <thead>
          <tr>
            ${HEADS.map((head) => html`<th>${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${report.notes.map((note) => html`<p>${note}</p>`)}`,
  );
}
