import { type Command } from 'commander';
import { lazily } from '../lazily';
import { TEXT_AND_JSON, asOfOption, departmentOption, formatOption, knownAtOption, yearOption } from '../options';

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
    .addOption(formatOption(TEXT_AND_JSON))
    .addHelpText(
      'after',
      `
示例：
  yujue trace gz-2020-final --department gz-ybj --year 2020 --table 3 --row 2101301 --column 项目支出`,
    )
    .action(lazily(async () => (await import('../actions/trace.js')).trace));
}
