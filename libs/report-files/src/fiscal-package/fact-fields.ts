import { type CodeTree } from '@yujue/classification';
import { formatYuan } from '@yujue/money';
import { type LineFacts, REPORT_MEASURES, type ReportMeasure } from '@yujue/facts';
import { type ReportInput } from '@yujue/reporting';
import { meaningOf } from './measure-meaning';

/** One amount of one line: what a row of the package holds. */
export interface Fact {
  readonly year: number;
  readonly departmentName: string;
  readonly line: LineFacts['line'];
  readonly measure: ReportMeasure;
  /** 元 with two decimals. */
  readonly amount: string;
}

/**
 * A column of the facts: its name and Chinese title, what it means in the taxonomy of the Fiscal Data Package, and its
 * value. Source of the column types: Fiscal Data Package 1.0-rc.1 and the OpenSpending types that it refers to.
 */
export interface FactField {
  readonly name: string;
  readonly title: string;
  readonly type: 'string' | 'integer' | 'number';
  readonly columnType?: string;
  readonly valueOf: (fact: Fact, input: ReportInput) => string;
}

const text = (
  name: string,
  title: string,
  columnType: string | undefined,
  valueOf: FactField['valueOf'],
): FactField => ({ name, title, type: 'string', ...(columnType !== undefined && { columnType }), valueOf });

type ClassificationName = 'functions' | 'economic' | 'government';

/** Code and name of each level of a classification. */
const classification = (
  prefix: string,
  title: string,
  columnType: string,
  levels: readonly { readonly digits: number; readonly name: string }[],
  codeOf: (fact: Fact) => string | null,
  tree: ClassificationName,
): FactField[] =>
  levels.flatMap(({ digits, name }, index) => {
    const level = index + 1;
    return [
      text(`${prefix}_level${level}_code`, `${title}${name}编码`, `${columnType}:level${level}:code:full`, (fact) =>
        levelCode(codeOf(fact), digits),
      ),
      text(
        `${prefix}_level${level}_name`,
        `${title}${name}`,
        `${columnType}:level${level}:label`,
        (fact, { catalogue }) => nameIn(catalogue[tree], levelCode(codeOf(fact), digits)),
      ),
    ];
  });

const levelCode = (code: string | null, digits: number): string =>
  code !== null && code.length >= digits ? code.slice(0, digits) : '';

const nameIn = (tree: CodeTree, code: string): string => tree.nameOf(code) ?? '';

const CLASS = { digits: 3, name: '类' };
const SECTION = { digits: 5, name: '款' };
const ITEM = { digits: 7, name: '项' };

/** The columns of the facts, in their order. */
export const FACT_FIELDS: readonly FactField[] = [
  {
    name: 'fiscal_year',
    title: '预算年度',
    type: 'integer',
    columnType: 'date:fiscal-year',
    valueOf: ({ year }) => String(year),
  },
  text(
    'department_code',
    '主管部门编码',
    'administrative-classification:generic:level1:code:full',
    ({ line }) => line.department,
  ),
  text(
    'department_name',
    '主管部门',
    'administrative-classification:generic:level1:label',
    ({ departmentName }) => departmentName,
  ),
  text('unit_code', '预算单位编码', 'administrative-classification:generic:level2:code:full', ({ line }) => line.unit),
  text(
    'unit_name',
    '预算单位',
    'administrative-classification:generic:level2:label',
    ({ line }, { directory }) => directory.units.find(({ code }) => code === line.unit)?.name ?? '',
  ),
  text('unit_kind', '单位性质', undefined, ({ line }) => line.unitKind),
  text('line_id', '指标编号', 'budget-line-id', ({ line }) => line.id),
  text('fund_nature', '资金性质', undefined, ({ line }) => line.fundNature ?? ''),
  ...classification(
    'function',
    '支出功能分类',
    'functional-classification:generic',
    [CLASS, SECTION, ITEM],
    ({ line }) => line.functionCode,
    'functions',
  ),
  ...classification(
    'economic',
    '部门预算支出经济分类',
    'economic-classification:generic',
    [CLASS, SECTION],
    ({ line }) => line.economicCode,
    'economic',
  ),
  text('government_economic_code', '政府预算支出经济分类', undefined, ({ line }) => line.govEconomicCode ?? ''),
  text('expenditure_kind', '支出类别', undefined, ({ line }) => line.expenditureKind ?? ''),
  text('project_code', '项目编码', 'activity:generic:project:code', ({ line }) => line.projectCode ?? ''),
  text('project_name', '项目名称', 'activity:generic:project:label', ({ line }, { directory }) =>
    line.projectCode === null ? '' : (directory.project(line.projectCode)?.name ?? ''),
  ),
  text('project_parent_code', '上级项目编码', undefined, ({ line }, { directory }) =>
    line.projectCode === null ? '' : (directory.project(line.projectCode)?.parentCode ?? ''),
  ),
  text('project_category', '项目类别', undefined, ({ line }, { directory }) =>
    line.projectCode === null ? '' : (directory.project(line.projectCode)?.category ?? ''),
  ),
  text('origin_year', '来源年度', undefined, ({ line }) => String(line.originYear)),
  text('payment_mode', '支付方式', undefined, ({ line }) => line.paymentMode ?? ''),
  text('non_tax_category', '非税收入项目', undefined, ({ line }) => line.nonTaxCategory ?? ''),
  text('non_tax_account', '非税收入管理方式', undefined, ({ line }) => line.nonTaxAccount ?? ''),
  text('register', '台账', undefined, ({ line }) => line.entry?.register ?? ''),
  text('register_entry_no', '台账编号', undefined, ({ line }) => line.entry?.entryNo ?? ''),
  text('register_entry_name', '台账名称', undefined, ({ line }) => line.entry?.name ?? ''),
  text('register_entry_category', '台账类别', undefined, ({ line }) => line.entry?.category ?? ''),
  text('register_entry_texts', '台账其他栏目', undefined, ({ line }) =>
    line.entry === null ? '' : JSON.stringify(line.entry.texts),
  ),
  text('direction', '收支方向', 'direction', ({ measure }) => meaningOf(measure).direction),
  text('phase', '预算阶段', 'phase', ({ measure }) => meaningOf(measure).phase),
  text('measure', '口径', undefined, ({ measure }) => REPORT_MEASURES[measure]),
  { name: 'amount', title: '金额（元）', type: 'number', columnType: 'value', valueOf: ({ amount }) => amount },
];

/** A row for each line and measure that has an amount, in the order of the lines. */
export function factsOf({ facts, catalogue }: ReportInput, departmentName: string): Fact[] {
  return facts.flatMap(({ line, amounts }) =>
    measuresIn(amounts).map((measure) => ({
      year: catalogue.year,
      departmentName,
      line,
      measure,
      amount: formatYuan(amounts[measure]!),
    })),
  );
}

const measuresIn = (amounts: LineFacts['amounts']): ReportMeasure[] =>
  (Object.keys(REPORT_MEASURES) as ReportMeasure[]).filter((measure) => amounts[measure]);
