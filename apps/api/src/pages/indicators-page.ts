import { withSeparators } from '@yujue/money';
import { type Indicator, html, htmlPage } from '@yujue/reporting';

/** The rates, shares, changes and scores of an edition. */
export function indicatorsPage(title: string, back: string, indicators: readonly Indicator[]): string {
  const rows = indicators.map(
    ({ name, growth, printed }) =>
      html`<tr>
        <td class="name">${name}</td>
        <td class="amount">${withSeparators(printed.amount)}</td>
        <td class="amount">${withSeparators(printed.base ?? '')}</td>
        <td class="amount">${growth ? `${growth.direction} ${withSeparators(printed.change ?? '')}` : ''}</td>
        <td class="amount">${printed.rate ?? ''}</td>
      </tr>`,
  );
  return htmlPage(
    `${title} 主要指标`,
    html`<h1>${title}　主要指标</h1>
      <p class="head"><a href="${back}">返回报表</a><span>由精确金额计算，打印时四舍五入一次</span></p>
      <table>
        <thead>
          <tr>
            <th>指标</th>
            <th>金额</th>
            <th>基数</th>
            <th>增减</th>
            <th>比率或得分</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${rows.length === 0 ? html`<p>本版式没有定义指标。</p>` : null}`,
  );
}
