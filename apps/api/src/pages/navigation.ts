import { EXECUTION_BY, type ExecutionBy, type FilledTable, type Html, html } from '@yujue/reporting';
import { executionAddress } from './addresses';

const HOME = html`<a href="/">返回首页</a>`;

/** Above a report: home, and each table by its title. */
export const reportNav = (tables: readonly FilledTable[]): Html =>
  html`<nav>${HOME}${tables.map(({ no, title }) => html`<a href="#t${no}">表${no} ${title}</a>`)}</nav>`;

const BY_NAMES: Readonly<Record<ExecutionBy, string>> = {
  unit: '按单位',
  function: '按功能分类',
  economic: '按经济分类',
  project: '按项目',
  fund: '按资金性质',
};

interface Shown {
  readonly department: string;
  readonly fiscalYear: number;
  readonly month: number;
  readonly by: ExecutionBy;
}

/** Above an execution report: home, the other months, and the other ways to group. */
export function executionNav({ month, by, ...scope }: Shown): Html {
  const months = Array.from({ length: 12 }, (_, index) =>
    link(`${index + 1}月`, executionAddress(scope, index + 1, by), index + 1 === month),
  );
  const groupings = EXECUTION_BY.map((other) =>
    link(BY_NAMES[other], executionAddress(scope, month, other), other === by),
  );
  return html`<nav>${HOME}${groupings}<br />${months}</nav>`;
}

const link = (text: string, address: string, here: boolean): Html =>
  here ? html`<b>${text}</b>` : html`<a href="${address}">${text}</a>`;
