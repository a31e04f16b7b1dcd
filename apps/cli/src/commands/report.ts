import { type ReportFormatName } from '@yujue/report-files';
import { type Command } from 'commander';
import { UsageError } from '../failure';
import { lazily } from '../lazily';
import {
  type Choices,
  asOfOption,
  departmentOption,
  formatOption,
  knownAtOption,
  outOption,
  yearOption,
} from '../options';

export const FORMATS = {
  text: ['文本'],
  json: [],
  csv: [],
  html: ['网页'],
  xlsx: ['Excel'],
  docx: ['Word'],
  ofdp: ['数据包', '开放财政数据包'],
} as const satisfies Choices<'text' | ReportFormatName>;

/** The formats that a terminal cannot show, with the ends of their files' names. */
export const FILES_ONLY: Readonly<Partial<Record<keyof typeof FORMATS, string>>> = {
  xlsx: 'xlsx',
  docx: 'docx',
  ofdp: 'zip',
};

const action = lazily(async () => (await import('../actions/report.js')).report);

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
    .addOption(formatOption(FORMATS))
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
    .action((edition: string, options: Parameters<typeof action>[1]) => {
      const extension = FILES_ONLY[options.format];
      if (extension !== undefined && options.out === undefined)
        throw new UsageError(
          `${options.format} 不能输出到屏幕，请用 --out 写明要写入的文件，例如 --out 报表.${extension}。`,
        );
      return action(edition, options);
    });
}
