import { type Catalogue, type CodeTree, FISCAL_FUND_NATURES } from '@yujue/classification';
import { EXPENDITURE_KIND, FUND_NATURE, PAYMENT_MODE, type ListField, readCode } from '@yujue/list-import';
import { type NewLine, budgetLineSchema } from '@yujue/ledger';
import { schemaIssues } from '../schema-sentence';
import { type UnitBook } from './books';
import { type NamedProjects } from './named-projects';
import { RowFault, type RowFaults, type RowValues } from './row-fault';
import { wordOf } from './row-words';

/** The dimensions that a row names; what it leaves blank or says wrong is undefined. */
export type Dimensions = Partial<Omit<NewLine, 'id'>>;

/** The dimensions of a line by the fields of a list. */
export const DIMENSION_NAMES = {
  fundNature: '资金性质',
  functionCode: '支出功能分类',
  economicCode: '部门经济分类',
  expenditureKind: '支出类别',
  projectCode: '项目编码',
  originYear: '来源年度',
  paymentMode: '支付方式',
} as const satisfies Record<keyof Dimensions, ListField>;

/** The fields by which a row without 指标编号 says which line it means. */
export const NAMING_FIELDS: readonly ListField[] = [...Object.values(DIMENSION_NAMES), '项目名称', '政府经济分类'];

const LINE_COLUMNS = new Map<string, ListField>([['id', '指标编号'], ...Object.entries(DIMENSION_NAMES)]);

/** What the ledger does not take of the form of a line, each at its field. */
export const malformedIn = (line: NewLine): RowFault[] =>
  schemaIssues(budgetLineSchema.safeParse(line).error, LINE_COLUMNS).map(
    ({ path, sentence }) => new RowFault(LINE_COLUMNS.get(path) ?? '指标编号', `${sentence}。`),
  );

/**
 * Reads a row's dimensions in the words and codes of the ledger. What is wrong is added to the row's faults, and undefined
 * in the result. Without its unit, what depends on the unit is not judged.
 */
export function readDimensions(
  values: RowValues,
  unit: UnitBook | null,
  projects: NamedProjects,
  catalogue: Catalogue,
  faults: RowFaults,
): Dimensions {
  const fundNature = wordOf(values, '资金性质', FUND_NATURE, faults);
  const functionCode = codeOf(values, '支出功能分类', catalogue.functions, unit, faults);
  const economicCode = codeOf(values, '部门经济分类', catalogue.economic, unit, faults);
  if (unit) checkGovernmentCode(values, economicCode, unit, catalogue, faults);
  return {
    fundNature,
    functionCode,
    economicCode,
    expenditureKind: expenditureKindOf(values, economicCode, faults),
    paymentMode: wordOf(values, '支付方式', PAYMENT_MODE, faults),
    projectCode: projects.codeOf(values, faults),
    originYear: originYearOf(values, faults),
  };
}

/** Where the money of a line of this nature usually is; for lists that have no column for it. */
export const usualPaymentMode = (fundNature: NewLine['fundNature']): NewLine['paymentMode'] =>
  FISCAL_FUND_NATURES.some((fiscal) => fiscal === fundNature) ? '国库集中支付' : '实有资金';

/** At most this many codes of one name are listed: 行政运行 is the name of 78. */
const CODES_TOLD_MAX = 5;

/** A code, or the name of a leaf where only names are given. Whether the code exists is the ledger's to say. */
function codeOf(
  values: RowValues,
  field: ListField,
  tree: CodeTree,
  unit: UnitBook | null,
  faults: RowFaults,
): string | undefined {
  const text = values[field];
  if (text === undefined) return undefined;
  const written = readCode(text);
  if (written !== null) return written;
  const named = tree.entries
    .filter(({ code, name }) => name === text.trim() && tree.isLeaf(code))
    .map(({ code }) => code);
  const codes = unit ? inOwnClasses(named, unit) : named;
  // The lines of the unit might tell several codes of one name apart.
  const isUnclear = codes.length > 1 && !unit;
  if (codes.length !== 1 && !isUnclear) faults.add(field, withoutCode(field, text, codes));
  return codes.length === 1 ? codes[0] : undefined;
}

function withoutCode(field: ListField, text: string, codes: readonly string[]): string {
  const told = codes.slice(0, CODES_TOLD_MAX).join('、');
  const more = codes.length > CODES_TOLD_MAX ? ` 等 ${codes.length} 个` : '';
  const found = codes.length === 0 ? '不在科目表中' : `对应 ${told}${more}`;
  return `${field}“${text}”没有编码，按名称${found}。请填写编码。`;
}

/** Of several codes of one name (行政运行), the only one in a 款 that the unit's lines are in; or else all of them. */
function inOwnClasses(codes: readonly string[], { year }: UnitBook): readonly string[] {
  if (codes.length < 2) return codes;
  const lines = [...year.lines.values()];
  const own = codes.filter((code) =>
    lines.some(({ dimensions }) => dimensions.functionCode.slice(0, 5) === code.slice(0, 5)),
  );
  return own.length === 1 ? own : codes;
}

/** 基本支出 is divided by its economic code: 301 and 303 are 人员经费, the rest 公用经费 (the 基本支出 table prints them so). */
function expenditureKindOf(values: RowValues, economicCode: string | undefined, faults: RowFaults) {
  const isBasic = values['支出类别']?.replace(/^\d+\s*/, '') === '基本支出';
  if (isBasic && faults.have('部门经济分类')) return undefined;
  if (isBasic && economicCode) return /^30[13]/.test(economicCode) ? '人员经费' : '公用经费';
  return wordOf(values, '支出类别', EXPENDITURE_KIND, faults);
}

function originYearOf(values: RowValues, faults: RowFaults): number | undefined {
  const text = values['来源年度'];
  if (text === undefined) return undefined;
  const year = /^(\d{4})年?$/.exec(text)?.[1];
  if (year !== undefined) return Number(year);
  faults.add('来源年度', `来源年度“${text}”应为四位年份，例如 2025。`);
  return undefined;
}

/**
 * The government code follows from the departmental one; a file that says otherwise has one of the two wrong. If no
 * document and no list of the office has the pair, the file may be right.
 */
function checkGovernmentCode(
  values: RowValues,
  economicCode: string | undefined,
  unit: UnitBook,
  catalogue: Catalogue,
  faults: RowFaults,
): void {
  const given = values['政府经济分类'] === undefined ? null : readCode(values['政府经济分类']);
  const pair = economicCode ? catalogue.governmentPairOf(economicCode, unit.kind) : undefined;
  if (given === null || pair?.confidence !== 'confirmed' || given === pair.governmentCode) return;
  faults.add(
    '政府经济分类',
    `政府经济分类 ${given} 与部门经济分类 ${economicCode} 不对应，${unit.kind}单位应为 ${pair.governmentCode}。请核对两者。`,
  );
}
