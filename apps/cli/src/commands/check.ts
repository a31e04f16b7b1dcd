import { CheckReport } from '@yujue/application';
import { renderCheckText, toCheckJson } from '@yujue/reporting';
import { type Command } from 'commander';
import { Failure } from '../failure';
import { withReports } from '../house';
import {
  type DepartmentYearOptions,
  type MomentOptions,
  asOfOption,
  choiceOption,
  departmentOption,
  knownAtOption,
  yearOption,
} from '../options';
import { jsonText, print } from '../terminal/output';

interface CheckOptions extends DepartmentYearOptions, MomentOptions {
  readonly format: 'text' | 'json';
}

/** `yujue check <edition>`: 勾稽; a hard rule that fails ends with exit code 1. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .argument('<edition>', '公开版式，例如 gz-2020-final')
    .description('勾稽检查：表内、表间关系；有错误时退出码为 1')
    .addOption(departmentOption())
    .addOption(yearOption())
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json']))
    .addHelpText('after', '\n示例：\n  yujue check gz-2020-final --department gz-ybj --year 2020')
    .action(check);
}

async function check(edition: string, { department, year, asOf, knownAt, format }: CheckOptions): Promise<void> {
  const question = { edition, department, fiscalYear: year, asOf, knownAt };
  const result = await withReports(({ queries }) => queries.execute(new CheckReport(question)));
  await print(format === 'json' ? jsonText(toCheckJson(result)) : renderCheckText(result));
  const errors = result.findings.filter(({ verdict }) => verdict === '错误').length;
  if (errors > 0) throw new Failure(`勾稽检查未通过：${errors} 处错误。`);
}
