import { describePath, type CatalogueProblem } from './catalogue-error';
import { type CatalogueFile, type CatalogueFileEntry } from './catalogue-file';
import { ECONOMIC_SHAPE, FUNCTION_SHAPE, NON_TAX_SHAPE, parentCode, type TreeShape } from './code-tree';
import { governmentPairs, pairKey } from './government-economic';

/** What is well-formed but does not hold together in a catalogue file. */
export function inconsistencies(file: CatalogueFile): CatalogueProblem[] {
  return [
    ...treeProblems('functions', file.functions, FUNCTION_SHAPE),
    ...treeProblems('economic', file.economic, ECONOMIC_SHAPE),
    ...treeProblems('government', file.government, ECONOMIC_SHAPE),
    ...treeProblems('nonTax', file.nonTax, NON_TAX_SHAPE),
    ...unknownSources(file),
    ...unlistedCodes(file),
    ...ambiguousGovernmentCodes(file),
  ];
}

function treeProblems(section: string, entries: readonly CatalogueFileEntry[], shape: TreeShape): CatalogueProblem[] {
  const codes = entries.map(({ code }) => code);
  const parents = new Set(codes.map((code) => parentCode(code, shape)));

  const wrongWith = ({ code, notItemised }: CatalogueFileEntry, index: number): string | undefined => {
    const parent = parentCode(code, shape);
    if (!shape.digits.includes(code.length)) return `有 ${code.length} 位，应为 ${shape.digits.join('、')} 位`;
    if (codes.indexOf(code) < index) return '重复';
    if (parent !== undefined && !codes.includes(parent)) return `缺少上级科目 ${parent}`;
    if (notItemised && parents.has(code)) return '标了 notItemised（未列下级），却列有下级科目';
    return undefined;
  };

  return entries.flatMap((entry, index) => {
    const wrong = wrongWith(entry, index);
    return wrong ? [{ path: describePath([section, index]), message: `科目 ${entry.code} ${wrong}` }] : [];
  });
}

function unknownSources(file: CatalogueFile): CatalogueProblem[] {
  const named = [
    { path: ['source'], source: file.source },
    ...(['functions', 'economic', 'government', 'nonTax', 'governmentEconomic'] as const).flatMap((section) =>
      file[section].map(({ source }, index) => ({ path: [section, index, 'source'], source })),
    ),
  ];
  return named
    .filter(({ source }) => source !== undefined && !Object.hasOwn(file.sources, source))
    .map(({ path, source }) => ({ path: describePath(path), message: `来源 ${source} 没有列在 sources 中` }));
}

/** A rule over a code that is not listed is a misprint in one of the two places. */
function unlistedCodes(file: CatalogueFile): CatalogueProblem[] {
  const economic = new Set(file.economic.map(({ code }) => code));
  const government = new Set(file.government.map(({ code }) => code));
  const unlisted = (path: PropertyKey[], codes: readonly string[], listed: ReadonlySet<string>, section: string) =>
    codes
      .filter((code) => !listed.has(code))
      .map((code) => ({ path: describePath(path), message: `科目 ${code} 没有列在 ${section} 中` }));

  return [
    ...file.sangong.items.flatMap(({ economicCodes }, item) =>
      unlisted(['sangong', 'items', item], economicCodes, economic, 'economic'),
    ),
    ...file.operatingCost.flatMap(({ parts }, rule) =>
      parts.flatMap(({ economicCodes }, part) =>
        unlisted(['operatingCost', rule, 'parts', part], economicCodes, economic, 'economic'),
      ),
    ),
    ...file.governmentEconomic.flatMap(({ from }, table) => [
      ...unlisted(['governmentEconomic', table], Object.keys(from), government, 'government'),
      ...Object.entries(from).flatMap(([code, economicCodes]) =>
        unlisted(['governmentEconomic', table, code], economicCodes, economic, 'economic'),
      ),
    ]),
  ];
}

/** A departmental code leads to one government code per unit kind (两套经济分类的对照). */
function ambiguousGovernmentCodes(file: CatalogueFile): CatalogueProblem[] {
  const first = new Map<string, string>();
  return governmentPairs(file).flatMap(({ unitKind, economicCode, governmentCode, table }) => {
    const key = pairKey(unitKind, economicCode);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, governmentCode);
      return [];
    }
    const path = describePath(['governmentEconomic', table, governmentCode]);
    return [{ path, message: `${unitKind}单位的科目 ${economicCode} 已对应 ${earlier}，不能再对应 ${governmentCode}` }];
  });
}
