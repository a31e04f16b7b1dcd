import { LIST_FIELD_NAMES, LIST_KINDS } from '@yujue/list-import';
import { html, htmlPage, warningBand } from '@yujue/reporting';

/** A department's year that lists can be imported into. */
export interface ImportYear {
  readonly department: string;
  readonly fiscalYear: number;
  readonly title: string;
}

/** Where a list is chosen and what it is; templates for those who have none. */
export const listsPage = (years: readonly ImportYear[], notices: readonly string[]): string =>
  htmlPage(
    '导入清单',
    html`<h1>导入指标、调整、支付清单，登记项目、单位、科目</h1>
      <nav><a href="/">返回首页</a></nav>
      ${warningBand(notices)} ${years.length === 0 ? EMPTY : form(years)}`,
  );

const EMPTY = html`<p>
  还没有可以导入的部门和年度。请先在命令行用 <code>npx yujue load 数据集文件夹</code> 装载部门的单位和年度。
</p>`;

const form = (years: readonly ImportYear[]) => html`
  <form method="post" action="/lists/preview" enctype="multipart/form-data">
    <p>
      <label
        >部门年度
        <select name="year">
          ${years.map(
            ({ department, fiscalYear, title }) => html`<option value="${department}/${fiscalYear}">${title}</option>`,
          )}
        </select></label
      >
    </p>
    <p>
      清单种类：${LIST_KINDS.map((kind) => html`<label><input type="radio" name="kind" value="${kind}" required /> ${kind}</label> `)}
    </p>
    <p>
      <label>文件（.xlsx 或 .csv，至多 32 MB） <input type="file" name="file" accept=".xlsx,.csv" required /></label>
    </p>
    <p>
      <label
        >金额单位
        <select name="unit">
          <option value="">按表中所写</option>
          <option>元</option>
          <option>万元</option>
        </select></label
      >
    </p>
    <details>
      <summary>列名与字段的对应、表中没有的字段</summary>
      <p class="notes">
        每行一项。字段：${LIST_FIELD_NAMES.join('、')}；不使用某列时写“不用”。对应会记住，下次同样的文件不必再填。
      </p>
      <p>
        <label>对应（列=字段，例如 拨付数=金额） <textarea name="map" rows="4" cols="40"></textarea></label>
      </p>
      <p>
        <label>取值（字段=值，例如 日期=2026-03-31） <textarea name="set" rows="2" cols="40"></textarea></label>
      </p>
    </details>
    <p><button>预览</button>（只核对，不写入）</p>
  </form>
  <h2>模板</h2>
  <p>
    ${LIST_KINDS.map((kind) => html`${kind}：<a href="/api/v1/lists/templates/${encodeURIComponent(kind)}">Excel</a> <a href="/api/v1/lists/templates/${encodeURIComponent(kind)}?format=csv">CSV</a>　 `)}
  </p>
`;
