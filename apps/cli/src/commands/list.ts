import { type ListKind } from '@yujue/list-import';
import { type MoneyUnit } from '@yujue/money';
import { Argument, type Command, Option } from 'commander';
import { UsageError } from '../failure';
import { lazily } from '../lazily';
import {
  type Choices,
  type DepartmentYearOptions,
  TEXT_AND_JSON,
  choiceOption,
  departmentOption,
  formatOption,
  yearOption,
} from '../options';

const KINDS = {
  指标: [],
  调整: [],
  支付: [],
  项目: [],
  单位: [],
  科目: [],
} as const satisfies Choices<ListKind>;

const KIND_NAMES = Object.keys(KINDS) as ListKind[];

const UNITS = { 元: [], 万元: [], 亿元: [] } as const satisfies Choices<MoneyUnit>;

/** `yujue list`, before 0.2.0 `yujue sheet`: lists out of Excel and CSV. */
export function addList(program: Command): void {
  const list = program
    .command('list')
    .alias('sheet')
    .description('从 Excel 或 CSV 导入指标、调整、支付清单，登记项目、单位、科目')
    .helpCommand(false)
    .addHelpText(
      'after',
      `
示例：
  yujue list template 支付 --out 支付模板.xlsx
  yujue list template 科目 --year 2026 --out 科目-2026.xlsx
  yujue list preview 三月支付.xlsx --kind 支付 --department gz-ybj --year 2020
  yujue list load 三月支付.xlsx --kind 支付 --department gz-ybj --year 2020 --map 拨付数=金额 --unit 万元
  yujue list load 项目.xlsx --kind 项目 --department gz-ybj --year 2020

原名 yujue sheet，仍可使用。`,
    );
  addTemplate(list);
  importing(list, 'preview', '预览：逐行核对格式和账上是否可行，不写任何数据；有问题时退出码为 1').action(
    lazily(async () => (await import('../actions/list.js')).preview),
  );
  importing(list, 'load', '导入：整表导入或完全不导入，重复导入不作改动').action(
    lazily(async () => (await import('../actions/list.js')).load),
  );
}

const importing = (list: Command, name: string, description: string): Command =>
  list
    .command(name)
    .argument('<file>', '.xlsx 或 .csv 文件')
    .description(description)
    .addOption(choiceOption('--kind <kind>', '清单种类', KINDS).makeOptionMandatory())
    .addOption(departmentOption())
    .addOption(yearOption())
    .addOption(pairsOption('--map <列=字段...>', '列名或列的字母对应的字段，写“不用”则不使用该列；会记住'))
    .addOption(pairsOption('--set <字段=值...>', '表中没有的字段的值，例如 日期=2026-03-31'))
    .addOption(choiceOption('--unit <unit>', '金额单位，缺省按表中所写；会记住', UNITS))
    .addOption(formatOption(TEXT_AND_JSON));

const pairsOption = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text: string, before: Record<string, string> = {}) => {
    const [, name, value] = /^([^=＝]+)[=＝](.+)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return { ...before, [name.trim()]: value.trim() };
    throw new UsageError(`${flags.split(' ')[0]} 应写作 名称=内容，实为“${text}”。`);
  });

function addTemplate(list: Command): void {
  const kind = new Argument('<kind>', `清单种类：${KIND_NAMES.join('、')}`).argParser((text: string) => {
    if (KIND_NAMES.some((known) => known === text)) return text;
    throw new UsageError(`清单种类应为 ${KIND_NAMES.join('、')} 之一，实为“${text}”。`);
  });
  kind.argChoices = KIND_NAMES;
  list
    .command('template')
    .addArgument(kind)
    .description(
      '写出带示例的模板；写明部门和年度时示例用该部门的单位，可原样导入。科目：写出该年科目，改好后放入数据目录的 catalogues/',
    )
    .requiredOption('--out <file>', '写入文件，以 .xlsx 或 .csv 结尾')
    .addOption(departmentOption().makeOptionMandatory(false))
    .addOption(yearOption().makeOptionMandatory(false))
    .action(template);
}

interface TemplateOptions extends Partial<DepartmentYearOptions> {
  readonly out: string;
}

const exampleTemplate = lazily(async () => (await import('../actions/list-template.js')).exampleTemplate);
const catalogueTemplate = lazily(async () => (await import('../actions/list-template.js')).catalogueTemplate);
const departmentTemplate = lazily(async () => (await import('../actions/list.js')).departmentTemplate);

/** Only the template for a department's year asks the ledger; the others load no more than what writes them. */
function template(kind: ListKind, { out, department, year }: TemplateOptions): Promise<void> {
  if (kind === '科目') {
    if (year === undefined) throw new UsageError('科目按年，请写明 --year。');
    return catalogueTemplate(year, out);
  }
  if (department === undefined && year === undefined) return exampleTemplate(kind, out);
  if (department === undefined || year === undefined) throw new UsageError('--department 和 --year 应同时写明。');
  return departmentTemplate(kind, out, { department, fiscalYear: year });
}
