import { GetNarrative } from '@yujue/application';
import { renderNarrativeText, toNarrativeJson } from '@yujue/reporting';
import { type Command } from 'commander';
import { withReports } from '../house';
import {
  type DepartmentYearOptions,
  type MomentOptions,
  asOfOption,
  choiceOption,
  departmentOption,
  knownAtOption,
  outOption,
  yearOption,
} from '../options';
import { deliver, jsonText } from '../terminal/output';

interface NarrativeOptions extends DepartmentYearOptions, MomentOptions {
  readonly format: 'text' | 'json';
  readonly out?: string;
}

/** `yujue narrative <edition>`: 情况说明, from the same ledger as the tables, with what is still to be filled in. */
export function addNarrative(program: Command): void {
  program
    .command('narrative')
    .argument('<edition>', '公开版式，例如 gz-2020-final')
    .description('生成情况说明，并列出待填的事实和原因')
    .addOption(departmentOption())
    .addOption(yearOption())
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json']))
    .addOption(outOption())
    .addHelpText('after', '\n示例：\n  yujue narrative gz-2020-final --department gz-ybj --year 2020')
    .action(narrative);
}

async function narrative(
  edition: string,
  { department, year, asOf, knownAt, format, out }: NarrativeOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, asOf, knownAt };
  const composed = await withReports(({ queries }) => queries.execute(new GetNarrative(question)));
  const text =
    format === 'json'
      ? jsonText(toNarrativeJson(composed.narrative, composed.head))
      : renderNarrativeText(composed.narrative);
  await deliver(text, out);
}
