import { type Command } from 'commander';
import { UsageError } from '../failure';
import { lazily } from '../lazily';
import {
  type DepartmentYearOptions,
  type MomentOptions,
  TEXT_AND_JSON,
  asOfOption,
  departmentOption,
  formatOption,
  knownAtOption,
  yearOption,
} from '../options';

interface CheckOptions extends Partial<DepartmentYearOptions>, MomentOptions {
  readonly file?: string;
  readonly format: 'text' | 'json';
}

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
    .addOption(formatOption(TEXT_AND_JSON))
    .addHelpText(
      'after',
      `
示例：
  yujue check gz-2020-final --department gz-ybj --year 2020
  yujue check gz-2020-final --file 2020年部门决算.txt

查账时须写 --department 和 --year；查文件时不写，按文件上印出的数检查，连同文字中的金额、比率和增减率。
导出的 CSV 须与旁边的 .stamp.json 放在一起；开放财政数据包（ofdp）按其中的明细重算各表。`,
    )
    .action(check);
}

const checkLedger = lazily(async () => (await import('../actions/check.js')).checkLedger);
const checkFile = lazily(async () => (await import('../actions/check-file.js')).checkFile);

function check(edition: string, options: CheckOptions): Promise<void> {
  const { file, department, year, asOf, knownAt, format } = options;
  if (file !== undefined) {
    if ([department, year, asOf, knownAt].some((option) => option !== undefined))
      throw new UsageError('--file 检查文件上的数，不能与 --department、--year、--as-of、--known-at 同用。');
    return checkFile(edition, { file, format });
  }
  if (department === undefined || year === undefined)
    throw new UsageError('请用 --department 和 --year 写明查哪个部门哪一年的账，或者用 --file 写明要检查的文件。');
  return checkLedger(edition, { ...options, department, year });
}
