import { open, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, resolve } from 'node:path';
import {
  GetSheetTemplate,
  LoadSheet,
  PreviewSheet,
  type SheetProgress,
  type SheetQuestion,
  catalogueTemplateOf,
  readConfiguration,
} from '@yujue/application';
import { SHEET_BYTES_MAX } from '@yujue/office-files';
import { SHEET_KINDS, type SheetKind, type TemplateFormat } from '@yujue/list-import';
import { MONEY_UNITS, type MoneyUnit } from '@yujue/money';
import { Argument, type Command, Option } from 'commander';
import { Failure, UsageError } from '../failure';
import { catchUp, withHouse } from '../house';
import { type DepartmentYearOptions, choiceOption, departmentOption, yearOption } from '../options';
import { explainingFileErrors, writeAtomically } from '../terminal/atomic-file';
import { jsonText, note, print } from '../terminal/output';
import { withProgress } from '../terminal/progress';
import { outcomeText } from '../terminal/sheet-text';

interface SheetOptions extends DepartmentYearOptions {
  readonly kind: SheetKind;
  readonly map?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, string>>;
  readonly unit?: MoneyUnit;
  readonly format: 'text' | 'json';
}

/** `yujue sheet`: lists out of Excel and CSV: a template, a look without writing, and the import itself. */
export function addSheet(program: Command): void {
  const sheet = program
    .command('sheet')
    .description('从 Excel 或 CSV 导入指标、调整、支付清单，登记项目、单位、科目')
    .helpCommand(false)
    .addHelpText(
      'after',
      `
示例：
  yujue sheet template 支付 --out 支付模板.xlsx
  yujue sheet template 科目 --year 2026 --out 科目-2026.xlsx
  yujue sheet preview 三月支付.xlsx --kind 支付 --department gz-ybj --year 2020
  yujue sheet load 三月支付.xlsx --kind 支付 --department gz-ybj --year 2020 --map 拨付数=金额 --unit 万元
  yujue sheet load 项目.xlsx --kind 项目 --department gz-ybj --year 2020`,
    );
  sheet
    .command('template')
    .addArgument(
      new Argument('<kind>', `清单种类：${[...SHEET_KINDS, CATALOGUE].join('、')}`).argParser(readTemplateKind),
    )
    .description(
      '写出带示例的模板；写明部门和年度时示例用该部门的单位，可原样导入。科目：写出该年科目，改好后放入数据目录的 catalogues/',
    )
    .requiredOption('--out <file>', '写入文件，以 .xlsx 或 .csv 结尾')
    .addOption(departmentOption().makeOptionMandatory(false))
    .addOption(yearOption().makeOptionMandatory(false))
    .action(template);
  listCommand(sheet, 'preview', '预览：逐行核对格式和账上是否可行，不写任何数据；有问题时退出码为 1').action(preview);
  listCommand(sheet, 'load', '导入：整表导入或完全不导入，重复导入不作改动').action(load);
}

/** Beside the lists that are loaded: a year's 科目, which an office keeps as a file. */
const CATALOGUE = '科目';

const readTemplateKind = (text: string): SheetKind | typeof CATALOGUE =>
  text === CATALOGUE ? CATALOGUE : readKind(text, [...SHEET_KINDS, CATALOGUE]);

function readKind(text: string, choices: readonly string[] = SHEET_KINDS): SheetKind {
  const kind = SHEET_KINDS.find((it) => it === text);
  if (kind) return kind;
  throw new UsageError(`清单种类应为 ${choices.join('、')} 之一，实为“${text}”。`);
}

const listCommand = (sheet: Command, name: string, description: string): Command =>
  sheet
    .command(name)
    .argument('<file>', '.xlsx 或 .csv 文件')
    .description(description)
    .addOption(
      new Option('--kind <kind>', `清单种类：${SHEET_KINDS.join('、')}`)
        .argParser((text: string) => readKind(text))
        .makeOptionMandatory(),
    )
    .addOption(departmentOption())
    .addOption(yearOption())
    .addOption(pairsOption('--map <列=字段...>', '列名或列的字母对应的字段，写“不用”则不使用该列；会记住'))
    .addOption(pairsOption('--set <字段=值...>', '表中没有的字段的值，例如 日期=2026-03-31'))
    .addOption(new Option('--unit <unit>', '金额单位，缺省按表中所写；会记住').choices(MONEY_UNITS))
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json']));

const pairsOption = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text: string, before: Record<string, string> = {}) => {
    const [, name, value] = /^([^=＝]+)[=＝](.+)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return { ...before, [name.trim()]: value.trim() };
    throw new UsageError(`${flags.split(' ')[0]} 应写作 名称=内容，实为“${text}”。`);
  });

interface TemplateOptions extends Partial<DepartmentYearOptions> {
  readonly out: string;
}

async function template(kind: SheetKind | typeof CATALOGUE, { out, ...whose }: TemplateOptions): Promise<void> {
  const format = out.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx';
  const content = kind === CATALOGUE ? await catalogue(format, whose) : await list(kind, format, whose);
  const { path } = await writeAtomically(out, (draft) => writeFile(draft, content, { flush: true }));
  note(`已写入 ${path}。`);
}

function catalogue(format: TemplateFormat, { year }: Partial<DepartmentYearOptions>): Promise<Buffer> {
  if (year === undefined) throw new UsageError('科目按年，请写明 --year。');
  return catalogueTemplateOf(readConfiguration(process.env).home, year, format);
}

function list(
  kind: SheetKind,
  format: TemplateFormat,
  { department, year }: Partial<DepartmentYearOptions>,
): Promise<Buffer> {
  if ((department === undefined) !== (year === undefined)) throw new UsageError('--department 和 --year 应同时写明。');
  const whose = department === undefined || year === undefined ? null : { department, fiscalYear: year };
  return withHouse(({ queries }) => queries.execute(new GetSheetTemplate(kind, format, whose)));
}

async function preview(file: string, options: SheetOptions): Promise<void> {
  const question = await questionOf(file, options);
  const outcome = await withHouse(({ queries }) =>
    withRowProgress((progress) => queries.execute(new PreviewSheet(question, progress))),
  );
  await print(options.format === 'json' ? jsonText(outcome) : outcomeText(outcome));
  if (outcome.faultsTotal > 0) throw new Failure(`有 ${outcome.faultsTotal} 处问题，须修改后才能导入。`);
}

async function load(file: string, options: SheetOptions): Promise<void> {
  const question = await questionOf(file, options);
  const outcome = await withHouse(async (house) => {
    const loaded = await withRowProgress((progress) =>
      house.commands.execute(new LoadSheet(question, userInfo().username, progress)),
    );
    await catchUp(house);
    return loaded;
  });
  await print(options.format === 'json' ? jsonText(outcome) : outcomeText(outcome));
}

/** Reading and recording are counted apart: rows first, whose number is not known before, and then events. */
const withRowProgress = <T>(work: (progress: SheetProgress) => Promise<T>): Promise<T> =>
  withProgress('读取', (reading) => withProgress('登记', (recording) => work({ reading, recording })), '行');

async function questionOf(
  file: string,
  { kind, department, year, map, set, unit }: SheetOptions,
): Promise<SheetQuestion> {
  return {
    bytes: await readLimited(file),
    fileName: basename(file),
    kind,
    department,
    fiscalYear: year,
    constants: set,
    unit,
    columns: map,
  };
}

/** One byte more than the limit is enough to know that a file is too large; the rest of it is not read. */
function readLimited(file: string): Promise<Buffer> {
  const path = resolve(file);
  return explainingFileErrors('读取', path, async () => {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(Math.min(size, SHEET_BYTES_MAX + 1));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  });
}
