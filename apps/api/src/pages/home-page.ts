import { type DepartmentExecution } from '@yujue/application';
import { printAmount, printPercent, withSeparators } from '@yujue/money';
import { type Html, html, htmlPage, quotientOf, warningBand } from '@yujue/reporting';
import { executionAddress, reportAddress, reportFileAddress } from './addresses';

/** A department's year as the first page shows it. */
export interface HomeEntry {
  readonly department: string;
  readonly fiscalYear: number;
  readonly title: string;
  readonly units: readonly { readonly unit: string; readonly name: string; readonly closedOn: string | null }[];
  readonly editions: readonly { readonly id: string; readonly title: string }[];
  readonly month: number;
  readonly execution: DepartmentExecution;
}

/** What is loaded, how far it is spent, and where its tables are. */
export const homePage = (entries: readonly HomeEntry[], notices: readonly string[]): string =>
  htmlPage(
    '预决',
    html`<h1>预决 · 部门预算执行</h1>
      ${warningBand(notices)} ${entries.length > 0 ? entries.map((entry) => entryHtml(entry, notices)) : [EMPTY]}
      <p class="notes">
        <a href="/lists">导入清单</a>　<a href="/docs">接口文档</a>　<a href="/health/ready">运行状态</a>
      </p>`,
  );

const EMPTY = html`<p>
  账中还没有数据。请在命令行运行
  <code>npx yujue load samples/gz-ybj-2020</code> 装载示例年度，或装载本单位的数据文件夹。
</p>`;

function entryHtml(entry: HomeEntry, notices: readonly string[]): Html {
  const { department, fiscalYear } = entry;
  const open = entry.units.filter(({ closedOn }) => closedOn === null);
  const state = open.length === 0 ? '已年结' : `${open.length} 个单位未年结`;
  return html`<section>
    <h2>${entry.title}</h2>
    ${warningBand(entry.execution.report.warnings?.filter((warning) => !notices.includes(warning)))}
    <p class="head">
      <span>${entry.units.length} 个预算单位：${entry.units.map(({ name }) => name).join('、')}</span
      ><span>${state}</span>
    </p>
    ${summaryHtml(entry)}
    <p>
      公开报表：${entry.editions.map(
        ({ id, title }) =>
          html`<a href="${reportAddress({ department, fiscalYear }, id)}">${title}</a> （<a
              href="${reportAddress({ department, fiscalYear }, id, 'narrative')}"
              >情况说明</a
            >、<a href="${reportAddress({ department, fiscalYear }, id, 'checks')}">勾稽</a>，下载
            <a href="${reportFileAddress({ department, fiscalYear }, id, 'xlsx')}">Excel</a>、<a
              href="${reportFileAddress({ department, fiscalYear }, id, 'docx')}"
              >Word</a
            >）`,
      )}
    </p>
    <p>
      月度执行：${Array.from({ length: 12 }, (_, index) => html`<a href="${executionAddress({ department, fiscalYear }, index + 1, 'unit')}">${index + 1}月</a>`)}
    </p>
  </section>`;
}

const WAN_YUAN = { unit: '万元', decimals: 2 } as const;
const PERCENT = { decimals: 1, dropTrailingZeros: true } as const;

function summaryHtml({ month, execution: { report } }: HomeEntry): Html {
  const total = report.rows[0];
  if (!total) return html`<p>该年度还没有登记业务。</p>`;
  const amount = (value: typeof total.expenditure) => withSeparators(printAmount(value, WAN_YUAN));
  const progress = total.progress ? printPercent(quotientOf(total.progress), PERCENT) : '—';
  return html`<table>
    <tr>
      <th>全年预算（万元）</th>
      <th>累计支出（至 ${month} 月）</th>
      <th>支出进度</th>
      <th>序时进度</th>
      <th>结余额度</th>
    </tr>
    <tr>
      <td class="amount">${amount(total.fullYearBudget)}</td>
      <td class="amount">${amount(total.expenditure)}</td>
      <td class="amount">${progress}</td>
      <td class="amount">${printPercent(quotientOf(report.elapsed), PERCENT)}</td>
      <td class="amount">${amount(total.remaining)}</td>
    </tr>
  </table>`;
}
