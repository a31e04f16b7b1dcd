import { type CatalogueContent, LISTS } from './catalogue-content';
import { type CatalogueFile } from './catalogue-file';
import { type CatalogueProblem, describePath } from './catalogue-error';
import { type CodeEntry, ECONOMIC_SHAPE, FUNCTION_SHAPE, NON_TAX_SHAPE, type TreeShape, parentCode } from './code-tree';
import { pairKey } from './government-economic';

const SHAPES: Readonly<Record<(typeof LISTS)[number], TreeShape>> = {
  functions: FUNCTION_SHAPE,
  economic: ECONOMIC_SHAPE,
  government: ECONOMIC_SHAPE,
  nonTax: NON_TAX_SHAPE,
};

/** What is well-formed but does not hold together: in a file, and in what it makes of the lists below it. */
export function inconsistencies(file: CatalogueFile, content: CatalogueContent): CatalogueProblem[] {
  return [
    ...LISTS.flatMap((list) =>
      codeProblems(content[list], SHAPES[list]).map(({ index, message }) => ({
        path: describePath([list, index]),
        message,
      })),
    ),
    ...notItemisedWithItems(file),
    ...unknownSources(file),
    ...unlistedInRules(content),
    ...pairProblems(file, content),
  ];
}

/** What is wrong with the codes of one list, by their positions. */
export function codeProblems(
  entries: readonly Pick<CodeEntry, 'code'>[],
  shape: TreeShape,
): { readonly index: number; readonly message: string }[] {
  const listed = new Set(entries.map(({ code }) => code));
  const seen = new Set<string>();
  return entries.flatMap(({ code }, index) => {
    const parent = parentCode(code, shape);
    const wrong = !shape.digits.includes(code.length)
      ? `有 ${code.length} 位，应为 ${shape.digits.join('、')} 位`
      : seen.has(code)
        ? '重复'
        : parent !== undefined && !listed.has(parent)
          ? `缺少上级科目 ${parent}`
          : undefined;
    seen.add(code);
    return wrong ? [{ index, message: `科目 ${code} ${wrong}` }] : [];
  });
}

/** In one list the two exclude each other; only what documents print may differ from the list below it. */
const notItemisedWithItems = (file: CatalogueFile): CatalogueProblem[] =>
  LISTS.flatMap((list) => {
    const entries = file[list] ?? [];
    const parents = new Set(entries.map(({ code }) => parentCode(code, SHAPES[list])));
    return entries.flatMap(({ code, notItemised }, index) =>
      notItemised && parents.has(code)
        ? [{ path: describePath([list, index]), message: `科目 ${code} 标了 notItemised（未列下级），却列有下级科目` }]
        : [],
    );
  });

function unknownSources(file: CatalogueFile): CatalogueProblem[] {
  const printed = Object.entries(file.asPrinted ?? {}).flatMap(([list, entries]) =>
    entries.map(({ source }, index) => ({ path: ['asPrinted', list, index, 'source'], source })),
  );
  const named = [
    { path: ['source'], source: file.source },
    ...LISTS.flatMap((list) =>
      (file[list] ?? []).map(({ source }, index) => ({ path: [list, index, 'source'], source })),
    ),
    ...printed,
    ...(file.governmentEconomic ?? []).map(({ source }, index) => ({
      path: ['governmentEconomic', index, 'source'],
      source,
    })),
  ];
  return named
    .filter(({ source }) => source !== undefined && !Object.hasOwn(file.sources, source))
    .map(({ path, source }) => ({ path: describePath(path), message: `来源 ${source} 没有列在 sources 中` }));
}

/** A rule over a code that is not listed is a misprint in one of the two places. */
function unlistedInRules({ economic, sangong, operatingCost }: CatalogueContent): CatalogueProblem[] {
  const listed = new Set(economic.map(({ code }) => code));
  return [
    ...sangong.items.flatMap(({ economicCodes }, item) =>
      unlisted(['sangong', 'items', item], economicCodes, listed, 'economic'),
    ),
    ...operatingCost.flatMap(({ parts }, rule) =>
      parts.flatMap(({ economicCodes }, part) =>
        unlisted(['operatingCost', rule, 'parts', part], economicCodes, listed, 'economic'),
      ),
    ),
  ];
}

const unlisted = (path: PropertyKey[], codes: readonly string[], listed: ReadonlySet<string>, list: string) =>
  codes
    .filter((code) => !listed.has(code))
    .map((code) => ({ path: describePath(path), message: `科目 ${code} 没有列在 ${list} 中` }));

/** The file's own 对照: its codes are listed, and a departmental code leads to one government code per unit kind. */
function pairProblems({ governmentEconomic = [] }: CatalogueFile, content: CatalogueContent): CatalogueProblem[] {
  const economic = new Set(content.economic.map(({ code }) => code));
  const government = new Set(content.government.map(({ code }) => code));
  const first = new Map<string, string>();
  return governmentEconomic.flatMap(({ unitKinds, from }, table) => [
    ...unlisted(['governmentEconomic', table], Object.keys(from), government, 'government'),
    ...Object.entries(from).flatMap(([governmentCode, economicCodes]) => {
      const path = ['governmentEconomic', table, governmentCode];
      return [
        ...unlisted(path, economicCodes, economic, 'economic'),
        ...economicCodes.flatMap((economicCode) =>
          unitKinds.flatMap((unitKind) => {
            const earlier = first.get(pairKey(unitKind, economicCode));
            if (earlier === undefined) first.set(pairKey(unitKind, economicCode), governmentCode);
            return earlier === undefined
              ? []
              : [
                  {
                    path: describePath(path),
                    message: `${unitKind}单位的科目 ${economicCode} 已对应 ${earlier}，不能再对应 ${governmentCode}`,
                  },
                ];
          }),
        ),
      ];
    }),
  ]);
}
