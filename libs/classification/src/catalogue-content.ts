import { type CatalogueFile, type CatalogueFileEntry } from './catalogue-file';
import { type CodeEntry } from './code-tree';
import { type GovernmentPair } from './government-economic';
import { type NationalCode, type NationalLists, NATIONAL_YEARS, knownIn, listYearOf } from './national-lists';
import { NATIONAL_SANGONG, type OperatingCostRule, type SangongRule } from './rules';

/** The four lists of 科目 of a year, by the words that files, editions and problems have for them. */
export const LISTS = ['functions', 'economic', 'government', 'nonTax'] as const;

/** Everything that a catalogue is made of. Layers are laid over it one by one: national lists, local file, office's list. */
export interface CatalogueContent {
  readonly year: number;
  /** The year whose national list it has; the year itself except beyond what the lists cover. */
  readonly listYear: number;
  /** Where most of it comes from, in words. */
  readonly source: string;
  readonly functions: readonly CodeEntry[];
  readonly economic: readonly CodeEntry[];
  readonly government: readonly CodeEntry[];
  readonly income: readonly CodeEntry[];
  readonly nonTax: readonly CodeEntry[];
  readonly governmentEconomic: readonly GovernmentPair[];
  readonly sangong: SangongRule;
  readonly operatingCost: readonly OperatingCostRule[];
}

/** A year without any list, for files that define all lists themselves. */
export const emptyContent = (year: number): CatalogueContent => ({
  year,
  listYear: year,
  source: '',
  functions: [],
  economic: [],
  government: [],
  income: [],
  nonTax: [],
  governmentEconomic: [],
  sangong: { fundNatures: [], items: [] },
  operatingCost: [],
});

/** The national lists as they are in a year, with the national rule for 三公经费. */
export function nationalContent(year: number, lists: NationalLists): CatalogueContent {
  const listYear = listYearOf(year);
  const entries = (codes: readonly NationalCode[]) => knownIn(listYear, codes).map(entryOf);
  return {
    ...emptyContent(year),
    listYear,
    source:
      listYear === year
        ? `${year} 年政府收支分类科目`
        : `${listYear} 年政府收支分类科目（没有 ${year} 年的，暂用最近的一年；已有的年度为 ${NATIONAL_YEARS.first}–${NATIONAL_YEARS.last}）`,
    functions: withChildlessAsLeaves(entries(lists.functions)),
    economic: entries(lists.economic),
    government: entries(lists.government),
    income: entries(lists.income),
    governmentEconomic: knownIn(listYear, lists.governmentEconomic).flatMap(
      ({ economicCode, governmentCode, unitKinds, confidence }) =>
        unitKinds.map((unitKind) => ({
          unitKind,
          economicCode,
          governmentCode,
          confidence: confidence as GovernmentPair['confidence'],
        })),
    ),
    sangong: NATIONAL_SANGONG,
  };
}

const entryOf = ({ code, name, source, confidence }: NationalCode): CodeEntry => ({
  code,
  name,
  source,
  confidence: confidence as CodeEntry['confidence'],
  notItemised: false,
});

/** 预备费 has no 款, and some 款 (援助其他地区支出) no 项: where a whole list has nothing finer, money is booked on them. */
export function withChildlessAsLeaves(functions: readonly CodeEntry[]): CodeEntry[] {
  const parents = new Set(
    functions.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5)].slice(0, levelOf(code))),
  );
  return functions.map((entry) =>
    entry.code.length < 7 && !parents.has(entry.code) ? { ...entry, notItemised: true } : entry,
  );
}

/** How many levels are above a function code. */
const levelOf = (code: string): number => (code.length - 3) / 2;

/** Lays a file over content: its lists replace those below, its entries as printed replace single ones. */
export function withFile(below: CatalogueContent, file: CatalogueFile): CatalogueContent {
  const own = (entries: readonly CatalogueFileEntry[]): CodeEntry[] =>
    entries.map((entry) => ({ ...entry, source: sourceTitle(file, entry.source), confidence: 'confirmed' }));
  const list = (name: 'functions' | 'economic' | 'government') =>
    merged(file[name] ? own(file[name]) : below[name], own(file.asPrinted?.[name] ?? []));
  const content = {
    ...below,
    source: file.functions || file.economic ? sourceTitle(file) : below.source,
    functions: list('functions'),
    economic: list('economic'),
    government: list('government'),
    nonTax: file.nonTax ? own(file.nonTax) : below.nonTax,
    governmentEconomic: file.governmentEconomic ? pairsOf(file.governmentEconomic) : below.governmentEconomic,
  };
  const inherited = rulesOver(below, content.economic);
  return {
    ...content,
    sangong: file.sangong ?? inherited.sangong,
    operatingCost: file.operatingCost ?? inherited.operatingCost,
  };
}

/** Entries in the place of those with the same code; further ones after them. */
function merged(below: readonly CodeEntry[], over: readonly CodeEntry[]): readonly CodeEntry[] {
  if (over.length === 0) return below;
  const left = new Map(over.map((entry) => [entry.code, entry]));
  const replaced = below.map((entry) => {
    const own = left.get(entry.code);
    left.delete(entry.code);
    return own ? { ...entry, ...own } : entry;
  });
  return [...replaced, ...left.values()];
}

/** The file's 对照 tables, which list departmental codes under their government code, as single pairs. */
const pairsOf = (tables: NonNullable<CatalogueFile['governmentEconomic']>): GovernmentPair[] =>
  tables.flatMap(({ unitKinds, from }) =>
    Object.entries(from).flatMap(([governmentCode, economicCodes]) =>
      economicCodes.flatMap((economicCode) =>
        unitKinds.map((unitKind) => ({ unitKind, economicCode, governmentCode, confidence: 'confirmed' as const })),
      ),
    ),
  );

/** Rules over a list that they were not written for: a code that it does not have cannot carry money, so it falls out. */
export function rulesOver(
  { sangong, operatingCost }: CatalogueContent,
  economic: readonly CodeEntry[],
): Pick<CatalogueContent, 'sangong' | 'operatingCost'> {
  const listed = new Set(economic.map(({ code }) => code));
  const only = <Part extends { readonly economicCodes: readonly string[] }>(part: Part): Part => ({
    ...part,
    economicCodes: part.economicCodes.filter((code) => listed.has(code)),
  });
  return {
    sangong: { ...sangong, items: sangong.items.map(only) },
    operatingCost: operatingCost.map((rule) => ({ ...rule, parts: rule.parts.map(only) })),
  };
}

function sourceTitle(file: CatalogueFile, key = file.source): string {
  return file.sources[key] ?? key;
}
