import { CheckReport, checkDocumentFile, readConfiguration } from '@yujue/application';
import { findingsOf, renderDocumentCheckText, toDocumentCheckJson } from '@yujue/document-checks';
import { type Verdict, renderCheckText, toCheckJson } from '@yujue/reporting';
import { type Command } from 'commander';
import { Failure, UsageError } from '../failure';
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

interface CheckOptions extends Partial<DepartmentYearOptions>, MomentOptions {
  readonly file?: string;
  readonly format: 'text' | 'json';
}

/** `yujue check <edition>`: 勾稽 of the ledger or of a file; a hard rule that fails ends with exit code 1. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .argument('<edition>', '公开版式，例如 gz-2020-final')
    .description('勾稽检查：表内、表间关系；有错误时退出码为 1')
    .option('--file <file>', '检查这个文件（公布的文本、HTML、.xlsx、.docx，或 yujue report 导出的任一格式），不查账')
    .addOption(departmentOption().makeOptionMandatory(false))
    .addOption(yearOption().makeOptionMandatory(false))
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json']))
    .addHelpText(
      'after',
      `
示例：
  yujue check gz-2020-final --department gz-ybj --year 2020
  yujue check gz-2020-final --file 2020年部门决算.txt

查账时须写 --department 和 --year；查文件时不写，按文件上印出的数检查，连同文字中的金额、比率和增减率。
导出的 CSV 须与旁边的 .stamp.json 放在一起；开放财政数据包（ofdp）按其中的明细重算各表。`,
    )
    .action((edition: string, options: CheckOptions) =>
      options.file === undefined ? checkLedger(edition, options) : checkFile(edition, options.file, options),
    );
}

async function checkLedger(edition: string, { department, year, asOf, knownAt, format }: CheckOptions): Promise<void> {
  if (department === undefined || year === undefined)
    throw new UsageError('请用 --department 和 --year 写明查哪个部门哪一年的账，或者用 --file 写明要检查的文件。');
  const question = { edition, department, fiscalYear: year, asOf, knownAt };
  const result = await withReports(({ queries }) => queries.execute(new CheckReport(question)));
  await print(format === 'json' ? jsonText(toCheckJson(result)) : renderCheckText(result));
  failOnErrors(result.findings);
}

async function checkFile(edition: string, file: string, options: CheckOptions): Promise<void> {
  const { department, year, asOf, knownAt, format } = options;
  if ([department, year, asOf, knownAt].some((option) => option !== undefined))
    throw new UsageError('--file 检查文件上的数，不能与 --department、--year、--as-of、--known-at 同用。');
  const { home } = readConfiguration(process.env);
  const result = await checkDocumentFile({ file, edition, home });
  await print(format === 'json' ? jsonText(toDocumentCheckJson(result)) : renderDocumentCheckText(result));
  failOnErrors(findingsOf(result));
  if (result.problems.length > 0) throw new Failure('文件没有全部读懂，没有读懂之处未经检查。');
}

function failOnErrors(findings: readonly { readonly verdict: Verdict }[]): void {
  const errors = findings.filter(({ verdict }) => verdict === '错误').length;
  if (errors > 0) throw new Failure(`勾稽检查未通过：${errors} 处错误。`);
}
