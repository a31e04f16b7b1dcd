import { ExportReport, GetReport } from '@yujue/application';
import { REPORT_FORMATS, type ReportFormatName, sidecarName, sidecarText } from '@yujue/report-files';
import { renderText } from '@yujue/reporting';
import { type Command } from 'commander';
import { UsageError } from '../failure';
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
import { deliver } from '../terminal/output';

const FORMATS = ['text', 'json', 'csv', 'html', 'xlsx', 'docx', 'ofdp'] as const satisfies readonly (
  'text' | ReportFormatName
)[];

interface ReportOptions extends DepartmentYearOptions, MomentOptions {
  readonly table?: string;
  readonly format: (typeof FORMATS)[number];
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
    .addOption(choiceOption('--format <format>', '格式', FORMATS))
    .addOption(outOption())
    .addHelpText(
      'after',
      `
示例：
  yujue report gz-2020-final --department gz-ybj --year 2020 --table 7
  yujue report gz-2020-final --department gz-ybj --year 2020 --as-of 2020-06-30 --format csv --out 半年.csv
  yujue report gz-2020-final --department gz-ybj --year 2020 --format xlsx --out 决算.xlsx

xlsx、docx、ofdp（开放财政数据包，zip）须写入文件。文件中记有所据的账目位置和封存值，可用 yujue verify --file 核对；
csv 的戳记另存为同名加 .stamp.json 的文件，以免妨碍读表。`,
    )
    .action(report);
}

async function report(
  edition: string,
  { department, year, table, asOf, knownAt, format, out }: ReportOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, table, asOf, knownAt };
  if (format === 'text') {
    const { filled } = await withReports(({ queries }) => queries.execute(new GetReport(question)));
    return deliver(renderText(filled), out);
  }
  if (REPORT_FORMATS[format].binary && out === undefined)
    throw new UsageError(
      `${format} 不能输出到屏幕，请用 --out 写明要写入的文件，例如 --out 报表.${extensionOf(format)}。`,
    );
  const file = await withReports(({ queries }) => queries.execute(new ExportReport(question, format)));
  await deliver(file.bytes, out);
  if (format === 'csv' && out !== undefined) await deliver(sidecarText(file.stamp), sidecarName(out));
}

const extensionOf = (format: ReportFormatName): string => REPORT_FORMATS[format].extension;
