import { type Command } from 'commander';
import { lazily } from '../lazily';
import {
  TEXT_AND_JSON,
  asOfOption,
  departmentOption,
  formatOption,
  knownAtOption,
  outOption,
  yearOption,
} from '../options';

export function addNarrative(program: Command): void {
  program
    .command('narrative')
    .argument('<edition>', '公开版式，例如 gz-2020-final')
    .description('生成情况说明，并列出待填的事实和原因')
    .addOption(departmentOption())
    .addOption(yearOption())
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .addOption(formatOption(TEXT_AND_JSON))
    .addOption(outOption())
    .addHelpText('after', '\n示例：\n  yujue narrative gz-2020-final --department gz-ybj --year 2020')
    .action(lazily(async () => (await import('../actions/narrative.js')).narrative));
}
