import { type ListOutcome } from '@yujue/application';
import { type ListFinding } from '@yujue/list-import';
import { withSeparators } from '@yujue/money';
import { type Html, html, htmlPage, warningBand } from '@yujue/reporting';

/** What a list would do, with its mistakes marked; `token` is what the load button sends. After loading, what was done. */
export const listOutcomePage = (outcome: ListOutcome, token: string | null, notices: readonly string[]): string =>
  htmlPage(
    `${outcome.file} 导入`,
    html`<h1>${outcome.file}　${outcome.kind}</h1>
      <nav><a href="/">返回首页</a><a href="/lists">导入另一个文件</a></nav>
      ${warningBand(notices)}
      <p class="head">
        <span>${outcome.department} ${outcome.fiscalYear} 年度</span
        ><span>读取 ${outcome.rows.read} 行，此前已登记 ${outcome.rows.recorded} 行</span>
      </p>
      ${verdict(outcome, token)} ${registered(outcome)} ${findings('问题', outcome.faults, outcome.faultsTotal)}
      ${findings('提示', outcome.notes, outcome.notesTotal)} ${outcome.worksheets.map(columns)} ${sample(outcome)}`,
  );

function verdict({ position, faultsTotal, rows, amount }: ListOutcome, token: string | null): Html {
  const fresh = `${rows.fresh} 行${amount === null ? '' : `，合计 ${withSeparators(amount)} 元`}`;
  if (position !== null) return html`<p><b>已导入 ${fresh}。</b></p>`;
  if (faultsTotal > 0) return html`<p><b>有 ${faultsTotal} 处问题，不能导入。请在文件中改正后重新预览。</b></p>`;
  if (rows.fresh === 0) return html`<p><b>没有新的内容：各行此前都已登记，未作任何改动。</b></p>`;
  return html`<form method="post" action="/lists/load">
    <input type="hidden" name="token" value="${token}" />
    <p><b>可以导入 ${fresh}。</b> <button>导入</button></p>
  </form>`;
}

const registered = ({ registers, position }: ListOutcome): Html | null =>
  registers.length === 0
    ? null
    : html`<ul>
        ${registers.map((what) => html`<li>${position === null ? '将登记' : '已登记'}${what}</li>`)}
      </ul>`;

function findings(title: string, list: readonly ListFinding[], total: number): Html | null {
  if (total === 0) return null;
  const more = total > list.length ? html`<p class="notes">另有 ${total - list.length} 处未列出。</p>` : null;
  return html`<h2>${title}</h2>
    <table>
      <tr>
        <th>工作表</th>
        <th>行</th>
        <th>列</th>
        <th>${title === '问题' ? '哪里不对，怎么改' : '说明'}</th>
      </tr>
      ${list.map(
        ({ worksheet, row, column, message }) =>
          html`<tr>
            <td>${worksheet}</td>
            <td class="no">${row}</td>
            <td class="no">${column}</td>
            <td class="name">${message}</td>
          </tr>`,
      )}
    </table>
    ${more}`;
}

/** Rows as people name them: 3, or 3–4. */
const placeOf = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`;

const columns = ({ name, headerRows, unit, unitFrom, columns: all }: ListOutcome['worksheets'][number]): Html =>
  html`<h2>${name}：列的识别</h2>
    <p class="notes">表头在第 ${placeOf(headerRows)} 行${unit === null ? '' : `，金额单位 ${unit}（${unitFrom}）`}。</p>
    <table>
      <tr>
        ${all.map(({ column, header }) => html`<th>${column} ${header}</th>`)}
      </tr>
      <tr>
        ${all.map(({ field }) => html`<td class="no">${field ?? '未使用'}</td>`)}
      </tr>
    </table>`;

function sample({ sample: rows }: ListOutcome): Html | null {
  const [first] = rows;
  if (!first) return null;
  const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values).filter((name) => values[name] !== '')))];
  return html`<h2>前 ${rows.length} 行</h2>
    <table>
      <tr>
        <th>行</th>
        <th>状态</th>
        <th>单位</th>
        ${names.map((name) => html`<th>${name}</th>`)}
      </tr>
      ${rows.map(
        ({ row, state, unit, values }) =>
          html`<tr>
            <td class="no">${row}</td>
            <td class="no">${state}</td>
            <td>${unit}</td>
            ${names.map((name) => html`<td class="${name === '金额' ? 'amount' : 'name'}">${name === '金额' ? withSeparators(values[name] ?? '') : (values[name] ?? '')}</td>`)}
          </tr>`,
      )}
    </table>`;
}
