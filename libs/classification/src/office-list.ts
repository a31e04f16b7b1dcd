import { type CatalogueContent, rulesOver, withChildlessAsLeaves } from './catalogue-content';
import { codeProblems } from './catalogue-consistency';
import { CatalogueError, type CatalogueProblem } from './catalogue-error';
import {
  type CodeEntry,
  ECONOMIC_SHAPE,
  FUNCTION_SHAPE,
  INCOME_SHAPE,
  NON_TAX_SHAPE,
  type TreeShape,
} from './code-tree';
import { UNIT_KINDS, type UnitKind } from './dimensions';
import { type GovernmentPair } from './government-economic';

/** A row of an office's list as it is in its file; '' for an empty cell. */
export interface OfficeRow {
  /** File, sheet and row, for people. */
  readonly place: string;
  readonly code: string;
  readonly name: string;
  /** 功能, 部门经济, 政府经济, 收入 or 非税收入, in any of its synonyms; blank if the code implies it. */
  readonly kind: string;
  /** 政府预算支出经济分类 of a departmental code: for all units, or for those of some kinds. */
  readonly government: readonly { readonly unitKinds: readonly UnitKind[]; readonly code: string }[];
}

/** The lists that an office's file may have, by what is left of their names without 支出, 预算, 分类 and 科目. */
const OFFICE_LISTS = {
  functions: { word: '功能', begins: '2', shape: FUNCTION_SHAPE },
  economic: { word: '部门经济', begins: '3', shape: ECONOMIC_SHAPE },
  government: { word: '政府经济', begins: '5', shape: ECONOMIC_SHAPE },
  income: { word: '收入', begins: '1', shape: INCOME_SHAPE },
  // Its codes are not official and may begin with anything, so only its word says what it is.
  nonTax: { word: '非税收入', begins: null, shape: NON_TAX_SHAPE },
} as const satisfies Record<string, { word: string; begins: string | null; shape: TreeShape }>;

type OfficeListName = keyof typeof OFFICE_LISTS;
const NAMES = Object.keys(OFFICE_LISTS) as OfficeListName[];

/** The words that people are given to choose from. */
export const OFFICE_LIST_WORDS: readonly string[] = NAMES.map((name) => OFFICE_LISTS[name].word);

/** An office's own lists; those that its file does not have are absent, and the national ones stay. */
export interface OfficeList extends Readonly<Partial<Record<OfficeListName, readonly CodeEntry[]>>> {
  /** Absent where the file has no pair at all. */
  readonly governmentEconomic?: readonly GovernmentPair[];
  readonly source: string;
}

interface PlacedEntry extends CodeEntry {
  readonly row: OfficeRow;
}

/**
 * Reads an office's list out of the rows of its file.
 *
 * @throws CatalogueError naming every row that is wrong
 */
export function officeListOf(source: string, rows: readonly OfficeRow[]): OfficeList {
  const problems: CatalogueProblem[] = [];
  const lists = new Map<OfficeListName, PlacedEntry[]>();
  for (const row of rows) {
    const list = listOf(row);
    const problem = faultOf(row, list);
    if (problem !== null || list === null) problems.push({ path: row.place, message: problem ?? '' });
    else {
      const { code, name } = row;
      const entry = { code, name, source, confidence: 'confirmed' as const, notItemised: false, row };
      lists.set(list, [...(lists.get(list) ?? []), entry]);
    }
  }
  for (const [list, entries] of lists) {
    for (const { index, message } of codeProblems(entries, OFFICE_LISTS[list].shape)) {
      problems.push({ path: entries[index]!.row.place, message });
    }
  }
  const pairs = pairsOf(lists.get('economic') ?? [], lists.get('government'), problems);
  if (problems.length > 0) throw new CatalogueError(problems);
  return {
    source,
    ...Object.fromEntries([...lists].map(([list, entries]) => [list, entries.map(({ row: _row, ...entry }) => entry)])),
    ...(pairs.length > 0 && { governmentEconomic: pairs }),
  };
}

function listOf({ kind, code }: OfficeRow): OfficeListName | null {
  const word = kind.replace(/支出|预算|分类|科目|\s/g, '');
  const named = NAMES.find((name) => OFFICE_LISTS[name].word === word);
  if (named !== undefined || word !== '') return named ?? null;
  return NAMES.find((name) => OFFICE_LISTS[name].begins === code[0]) ?? null;
}

function faultOf({ code, name, kind }: OfficeRow, list: OfficeListName | null): string | null {
  if (code === '') return '缺少编码，请填写';
  if (!/^\d+$/.test(code)) return `编码“${code}”应为数字`;
  if (name === '') return `科目 ${code} 缺少名称，请填写`;
  if (list === null) {
    return kind === ''
      ? `看不出科目 ${code} 属于哪一类，请在“类别”列填写 ${OFFICE_LIST_WORDS.join('、')} 之一`
      : `类别“${kind}”应为 ${OFFICE_LIST_WORDS.join('、')} 之一`;
  }
  const begins: string | null = OFFICE_LISTS[list].begins;
  return begins !== null && code[0] !== begins
    ? `类别为${OFFICE_LISTS[list].word}的科目以 ${begins} 开头，编码 ${code} 不是，请核对`
    : null;
}

function pairsOf(
  economic: readonly PlacedEntry[],
  government: readonly PlacedEntry[] | undefined,
  problems: CatalogueProblem[],
): GovernmentPair[] {
  const listed = government && new Set(government.map(({ code }) => code));
  const pairs = new Map<string, GovernmentPair>();
  for (const { code: economicCode, row } of economic) {
    for (const { unitKinds, code } of row.government) {
      if (!/^5\d{2}(\d{2})?$/.test(code) || listed?.has(code) === false) {
        problems.push({ path: row.place, message: `对应的政府经济科目“${code}”不在表中，请核对` });
        continue;
      }
      for (const unitKind of unitKinds) {
        pairs.set(`${unitKind}/${economicCode}`, {
          unitKind,
          economicCode,
          governmentCode: code,
          confidence: 'confirmed',
        });
      }
    }
  }
  return [...pairs.values()];
}

/** Lays an office's list over content: the lists that it has replace those below, and it is believed. */
export function withOfficeList(below: CatalogueContent, list: OfficeList): CatalogueContent {
  const economic = list.economic ?? below.economic;
  const government = list.government ?? below.government;
  const listed = new Set([...economic, ...government].map(({ code }) => code));
  return {
    ...below,
    listYear: list.functions && list.economic ? below.year : below.listYear,
    source: list.source,
    functions: list.functions ? withChildlessAsLeaves(list.functions) : below.functions,
    economic,
    government,
    income: list.income ?? below.income,
    nonTax: list.nonTax ?? below.nonTax,
    governmentEconomic:
      list.governmentEconomic ??
      below.governmentEconomic.filter(
        ({ economicCode, governmentCode }) => listed.has(economicCode) && listed.has(governmentCode),
      ),
    ...rulesOver(below, economic),
  };
}

/** Which units a column of government codes is for: all, or those that its header names. */
export const unitKindsIn = (header: string): readonly UnitKind[] => {
  const named = UNIT_KINDS.filter((kind) => header.includes(kind));
  return named.length > 0 ? named : UNIT_KINDS;
};
