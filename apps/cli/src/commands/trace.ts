import { TraceCell } from '@yujue/application';
import { renderTraceText } from '@yujue/reporting';
import { type Command } from 'commander';
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

interface TraceOptions extends DepartmentYearOptions, MomentOptions {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly format: 'text' | 'json';
}

/** `yujue trace <edition>`: where a printed figure comes from. */
export function addTrace(program: Command): void {
  program
    .command('trace')
    .argument('<edition>', '公开版式，例如 gz-2020-final')
    .description('追溯报表中的一个数：由哪些单据、哪些分录得来')
    .addOption(departmentOption())
    .addOption(yearOption())
    .requiredOption('--table <no>', '表号，例如 3')
    .requiredOption('--row <row>', '行：科目编码、名称或行次；两侧同名时写作 支出/名称')
    .requiredOption('--column <path>', '栏：栏目名，多级栏目以 / 相连')
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json']))
    .addHelpText(
      'after',
      `
示例：
  yujue trace gz-2020-final --department gz-ybj --year 2020 --table 3 --row 2101301 --column 项目支出`,
    )
    .action(trace);
}

async function trace(
  edition: string,
  { department, year, format, table, row, column, asOf, knownAt }: TraceOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, table, row, column, asOf, knownAt };
  const found = await withReports(({ queries }) => queries.execute(new TraceCell(question)));
  await print(format === 'json' ? jsonText(found) : renderTraceText(found));
}
