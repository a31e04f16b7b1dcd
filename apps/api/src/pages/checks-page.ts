import { type CheckResult, html, htmlPage, warningBand } from '@yujue/reporting';

/** 勾稽: what does not come out even, errors before rounding tails. */
export function checksPage(title: string, back: string, { compared, findings, warnings }: CheckResult): string {
  const errors = findings.filter(({ verdict }) => verdict === '错误');
  const rows = [...errors, ...findings.filter((finding) => !errors.includes(finding))].map(
    ({ verdict, label, message }) =>
      html`<tr>
        <td class="no">${verdict}</td>
        <td class="name">${label}</td>
        <td class="name">${message}</td>
      </tr>`,
  );
  return htmlPage(
    `${title} 勾稽`,
    html`<h1>${title}　勾稽</h1>
      ${warningBand(warnings)}
      <p class="head">
        <a href="${back}">返回报表</a
        ><span
          >核对 ${compared} 处，差错 ${errors.length} 处，其余为尾差或提示 ${findings.length - errors.length} 处</span
        >
      </p>
      ${
        rows.length > 0
          ? html`<table>
              <thead>
                <tr>
                  <th>结论</th>
                  <th>规则</th>
                  <th>说明</th>
                </tr>
              </thead>
              <tbody>
                ${rows}
              </tbody>
            </table>`
          : html`<p>全部相符。</p>`
      }`,
  );
}
