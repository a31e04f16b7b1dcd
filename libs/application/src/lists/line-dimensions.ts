import { type Catalogue, type CodeTree, FISCAL_FUND_NATURES } from '@yujue/classification';
import { EXPENDITURE_KIND, FUND_NATURE, PAYMENT_MODE, type ListField, readCode } from '@yujue/list-import';
import { type NewLine } from '@yujue/ledger';
import { type UnitBook } from './books';
import { type NamedProjects } from './named-projects';
import { RowFault, type RowValues } from './row-fault';

/** The dimensions that a row names; what it leaves blank is absent. */
export type Dimensions = Partial<Omit<NewLine, 'id'>>;

/** Reads a row's dimensions in the words and codes of the ledger. */
export function readDimensions(
  values: RowValues,
  unit: UnitBook,
  projects: NamedProjects,
  catalogue: Catalogue,
): Dimensions | RowFault {
  const read: Dimensions = {};
  const fault =
    word(values, '资金性质', FUND_NATURE, (it) => (read.fundNature = it)) ??
    code(values, '支出功能分类', catalogue.functions, unit, (it) => (read.functionCode = it)) ??
    code(values, '部门经济分类', catalogue.economic, unit, (it) => (read.economicCode = it)) ??
    expenditureKind(values, read) ??
    word(values, '支付方式', PAYMENT_MODE, (it) => (read.paymentMode = it)) ??
    project(values, projects, read) ??
    originYear(values, read) ??
    governmentCode(values, unit, catalogue, read);
  return fault ?? read;
}

/** Where the money of a line of this nature usually is; for lists that have no column for it. */
export const usualPaymentMode = (fundNature: NewLine['fundNature']): NewLine['paymentMode'] =>
  FISCAL_FUND_NATURES.some((fiscal) => fiscal === fundNature) ? '国库集中支付' : '实有资金';

interface Words<Word> {
  readonly read: (text: string) => Word | null;
  readonly choices: string;
}

function word<Word>(
  values: RowValues,
  field: ListField,
  words: Words<Word>,
  set: (word: Word) => void,
): RowFault | null {
  const text = values[field];
  if (text === undefined) return null;
  const known = words.read(text);
  if (known === null) return new RowFault(field, `${field}“${text}”不认识，应为${words.choices}之一。`);
  set(known);
  return null;
}

/** At most this many codes of one name are listed: 行政运行 is the name of 78. */
const CODES_TOLD_MAX = 5;

/** A code, or the name of a leaf where only names are given. Whether the code exists is the ledger's to say. */
function code(
  values: RowValues,
  field: ListField,
  tree: CodeTree,
  unit: UnitBook,
  set: (code: string) => void,
): RowFault | null {
  const text = values[field];
  if (text === undefined) return null;
  const written = readCode(text);
  if (written !== null) {
    set(written);
    return null;
  }
  const named = tree.entries.filter(({ code, name }) => name === text.trim() && tree.isLeaf(code));
  const codes = inOwnClasses(
    named.map((entry) => entry.code),
    unit,
  );
  if (codes.length !== 1) {
    const told = codes.slice(0, CODES_TOLD_MAX).join('、');
    const more = codes.length > CODES_TOLD_MAX ? ` 等 ${codes.length} 个` : '';
    const found = codes.length === 0 ? '不在科目表中' : `对应 ${told}${more}`;
    return new RowFault(field, `${field}“${text}”没有编码，按名称${found}。请填写编码。`);
  }
  set(codes[0]!);
  return null;
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
function expenditureKind(values: RowValues, read: Dimensions): RowFault | null {
  const isBasic = values['支出类别']?.replace(/^\d+\s*/, '') === '基本支出';
  if (!isBasic || !read.economicCode)
    return word(values, '支出类别', EXPENDITURE_KIND, (it) => (read.expenditureKind = it));
  read.expenditureKind = /^30[13]/.test(read.economicCode) ? '人员经费' : '公用经费';
  return null;
}

function project(values: RowValues, projects: NamedProjects, read: Dimensions): RowFault | null {
  const code = projects.codeOf(values);
  if (code instanceof RowFault) return code;
  if (code !== undefined) read.projectCode = code;
  return null;
}

function originYear(values: RowValues, read: Dimensions): RowFault | null {
  const text = values['来源年度'];
  if (text === undefined) return null;
  const year = /^(\d{4})年?$/.exec(text)?.[1];
  if (year === undefined) return new RowFault('来源年度', `来源年度“${text}”应为四位年份，例如 2025。`);
  read.originYear = Number(year);
  return null;
}

/**
 * The government code follows from the departmental one; a file that says otherwise has one of the two wrong. If no
 * document and no list of the office has the pair, the file may be right.
 */
function governmentCode(values: RowValues, unit: UnitBook, catalogue: Catalogue, read: Dimensions): RowFault | null {
  const given = values['政府经济分类'] === undefined ? null : readCode(values['政府经济分类']);
  const pair = read.economicCode ? catalogue.governmentPairOf(read.economicCode, unit.kind) : undefined;
  if (given === null || pair?.confidence !== 'confirmed' || given === pair.governmentCode) return null;
  return new RowFault(
    '政府经济分类',
    `政府经济分类 ${given} 与部门经济分类 ${read.economicCode} 不对应，${unit.kind}单位应为 ${pair.governmentCode}。请核对两者。`,
  );
}
