import { type DepartmentExecution, GetExecution } from '@yujue/application';
import { type ExecutionBy, renderExecutionText, toExecutionJson } from '@yujue/reporting';
import { withReports } from '../with-application';
import { type DepartmentYearOptions } from '../options';
import { jsonText, print } from '../terminal/output';

interface ExecutionOptions extends DepartmentYearOptions {
  readonly month: number;
  readonly by: ExecutionBy;
  readonly format: 'text' | 'json';
}

/** `yujue execution`: how far a department's budget is spent at the end of a month. */
export async function execution({ department, year, month, by, format }: ExecutionOptions): Promise<void> {
  const question = { department, fiscalYear: year, month, by };
  const found = await withReports(({ queries }) => queries.execute(new GetExecution(question)));
  await print(format === 'json' ? jsonText({ department, year, ...toExecutionJson(found.report) }) : textOf(found));
}

const textOf = ({ department, fiscalYear, report }: DepartmentExecution): string =>
  `${department} ${fiscalYear} 年度\n${renderExecutionText(report)}`;
