import { GetReport, type Report } from '@yujue/application';
import { renderCsv, renderHtml, renderText, toReportJson } from '@yujue/reporting';
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

const FORMATS: Readonly<Record<'text' | 'json' | 'csv' | 'html', (report: Report) => string>> = {
  text: ({ filled }) => renderText(filled),
  json: ({ filled, head }) => jsonText(toReportJson(filled, head)),
  csv: ({ filled }) => renderCsv(filled),
  html: ({ filled, departmentYear: { name }, head: { year, asOf } }) =>
    renderHtml(filled, { department: name, year, asOf }),
};

interface ReportOptions extends DepartmentYearOptions, MomentOptions {
  readonly table?: string;
  readonly format: keyof typeof FORMATS;
  readonly out?: string;
}

/** `yujue report <edition>`: the published tables, made from the ledger. */
export function addReport(program: Command): void {
  program
    .command('report')
    .argument('<edition>', '公开版式，例如 gz-2020-final')
    .description('按公开版式输出报表')
    .addOption(departmentOption())
    .addOption(yearOption())
    .option('--table <no>', '只输出一张表，例如 3；不写为全部')
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json', 'csv', 'html']))
    .addOption(outOption())
    .addHelpText(
      'after',
      `
示例：
  yujue report gz-2020-final --department gz-ybj --year 2020 --table 7
  yujue report gz-2020-final --department gz-ybj --year 2020 --as-of 2020-06-30 --format csv --out 半年.csv`,
    )
    .action(report);
}

async function report(
  edition: string,
  { department, year, table, asOf, knownAt, format, out }: ReportOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, table, asOf, knownAt };
  const made = await withReports(({ queries }) => queries.execute(new GetReport(question)));
  await deliver(FORMATS[format](made), out);
}
