import { type CodeTree } from '@yujue/classification';
import { type NewLine } from '../commands';
import { type BudgetLine } from '../line';
import { RESERVED_LINE_PREFIX } from '../postings';
import { Refusal, together } from '../refusal';
import { type UnitYear } from '../unit-year';
import { type Rulebook } from './decision';

/** What of a line never changes. */
export const LINE_DIMENSIONS = [
  'fundNature',
  'functionCode',
  'economicCode',
  'expenditureKind',
  'projectCode',
  'originYear',
  'paymentMode',
] as const;

/** The lines that a command opens, without those that it may not open. */
export interface Opened {
  readonly lines: readonly BudgetLine[];
  readonly wrong: Refusal | null;
}

/**
 * The lines that a command names for the first time, checked against the year's catalogue and given their government
 * economic code. A line that is known already must have the same dimensions.
 */
export function openLines(year: UnitYear, asked: readonly NewLine[], rules: Rulebook): Opened {
  const fresh = new Map<string, BudgetLine>();
  const wrong: Refusal[] = [];
  for (const [index, line] of asked.entries()) {
    const known = year.lines.get(line.id)?.dimensions ?? fresh.get(line.id);
    const refusal = known ? unchanged(known, line) : refusedAsNewLine(line, year.opening!.fiscalYear, rules);
    if (refusal) wrong.push(...refusal.all.map((each) => each.at(`opens.${index}.${each.path}`)));
    else if (!known) fresh.set(line.id, { ...line, govEconomicCode: governmentCode(year, line, rules) });
  }
  return { lines: [...fresh.values()], wrong: together(...wrong) };
}

/** What of a line is judged when it is opened, without what is not known of it. */
export interface NewLineCodes extends Pick<NewLine, 'id' | 'economicCode' | 'originYear'> {
  readonly functionCode: string | null;
}

/** Why a year cannot have a line of this number and these codes. */
export const refusedAsNewLine = (line: NewLineCodes, fiscalYear: number, rules: Rulebook): Refusal | null =>
  reservedId(line.id, rules) ?? checkCodes(line, fiscalYear, rules);

/** The dimensions of a line that the year has or that a command is about to open. */
export const dimensionsOf = (year: UnitYear, opened: readonly BudgetLine[], lineId: string): BudgetLine | undefined =>
  year.lines.get(lineId)?.dimensions ?? opened.find(({ id }) => id === lineId);

/**
 * Items of 非税收入 are separate lines in the journal; people would mistake an 指标 with such a number for an item. Those in
 * older logs stay valid, and what they carry forward is not refused because of its number.
 */
function reservedId(id: string, { previousYear }: Rulebook): Refusal | null {
  if (previousYear?.carried.has(id)) return null;
  if (!id.normalize('NFKC').trimStart().startsWith(RESERVED_LINE_PREFIX)) return null;
  return new Refusal(
    'LINE_ID_RESERVED',
    `指标编号 ${id} 以“${RESERVED_LINE_PREFIX}”开头，这样的编号留给非税收入项目。请使用其他编号。`,
    { lineId: id },
    'id',
  );
}

function unchanged(known: BudgetLine, asked: NewLine): Refusal | null {
  const changed = LINE_DIMENSIONS.find((dimension) => known[dimension] !== asked[dimension]);
  if (!changed) return null;
  return new Refusal(
    'LINE_DIMENSIONS_FIXED',
    `指标 ${asked.id} 已下达，${changed} 为 ${known[changed]}，不能改为 ${asked[changed]}。请使用新的指标编号。`,
    { lineId: asked.id },
    changed,
  );
}

function checkCodes(line: NewLineCodes, fiscalYear: number, { catalogue }: Rulebook): Refusal | null {
  if (line.originYear > fiscalYear) {
    return new Refusal(
      'ORIGIN_YEAR_INVALID',
      `指标 ${line.id} 的来源年度 ${line.originYear} 晚于 ${fiscalYear} 年度，请核对。`,
      { lineId: line.id },
      'originYear',
    );
  }
  // A carried line keeps the codes of the year that it comes from, which this year's catalogue may no longer have.
  if (line.originYear < fiscalYear) return null;
  const { functions, economic, title } = catalogue;
  const functional = leafCode(functions, line.functionCode, '支出功能分类', line.id, title)?.at('functionCode') ?? null;
  const ofEconomic = leafCode(economic, line.economicCode, '部门经济分类', line.id, title)?.at('economicCode') ?? null;
  return together(functional, ofEconomic);
}

function leafCode(
  tree: CodeTree,
  code: string | null,
  tableName: string,
  lineId: string,
  title: string,
): Refusal | null {
  if (code === null) return null;
  if (!tree.find(code)) {
    return new Refusal(
      'UNKNOWN_CODE',
      `指标 ${lineId} 的${tableName} ${code} 不在 ${title}中，请核对编码；确有此科目的，请先登记科目（清单“科目”）或导入该年科目表。`,
      { lineId, classification: code },
    );
  }
  if (!tree.isLeaf(code)) {
    return new Refusal(
      'CODE_NOT_LEAF',
      `指标 ${lineId} 的${tableName} ${code}（${tree.nameOf(code)}）不是末级科目，请细化到末级。`,
      { lineId, classification: code },
    );
  }
  return null;
}

const governmentCode = (year: UnitYear, line: NewLine, { catalogue }: Rulebook): string | null =>
  line.economicCode === null ? null : (catalogue.governmentCodeOf(line.economicCode, year.opening!.unit.kind) ?? null);
