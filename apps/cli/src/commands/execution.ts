import { type DepartmentExecution, GetExecution } from '@yujue/application';
import { EXECUTION_BY, type ExecutionBy, renderExecutionText, toExecutionJson } from '@yujue/reporting';
import { type Command } from 'commander';
import { withReports } from '../house';
import { type DepartmentYearOptions, choiceOption, departmentOption, monthOption, yearOption } from '../options';
import { jsonText, print } from '../terminal/output';

interface ExecutionOptions extends DepartmentYearOptions {
  readonly month: number;
  readonly by: ExecutionBy;
  readonly format: 'text' | 'json';
}

/** `yujue execution`: how far a department's budget is spent at the end of a month. */
export function addExecution(program: Command): void {
  program
    .command('execution')
    .description('月度预算执行情况，对照序时进度')
    .addOption(departmentOption())
    .addOption(yearOption())
    .addOption(monthOption())
    .addOption(
      choiceOption('--by <dimension>', '分组：单位、功能科目、经济科目、项目、资金性质，依次写作', EXECUTION_BY),
    )
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json']))
    .addHelpText('after', '\n示例：\n  yujue execution --department gz-ybj --year 2020 --month 6 --by project')
    .action(execution);
}

async function execution({ department, year, month, by, format }: ExecutionOptions): Promise<void> {
  const question = { department, fiscalYear: year, month, by };
  const found = await withReports(({ queries }) => queries.execute(new GetExecution(question)));
  await print(format === 'json' ? jsonText({ department, year, ...toExecutionJson(found.report) }) : textOf(found));
}

const textOf = ({ department, fiscalYear, report }: DepartmentExecution): string =>
  `${department} ${fiscalYear} 年度\n${renderExecutionText(report)}`;
