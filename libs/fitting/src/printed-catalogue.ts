import { type Catalogue, type CodeEntry, type CodeTree } from '@yujue/classification';
import { type Edition } from '@yujue/reporting';
import { type PublishedDocument, type PublishedRow } from '@yujue/published';
import { isOwnCode, plainName } from './align-rows';
import { codeTreeOf, placedBlocks } from './edition-blocks';

/**
 * The catalogue as one document uses it: the 科目 that it prints, by code or by name, those that the edition and the rules
 * of the year name, and all codes above them. Lines are fitted to these only; a year has 1,500 others, which no
 * figure could distinguish. If a document prints another name for a code, that name is used.
 */
export function printedCatalogue(document: PublishedDocument, edition: Edition, catalogue: Catalogue): Catalogue {
  const coded = codedNames(document);
  const codes = new Set([
    ...coded.keys(),
    ...codesByName(document, edition, catalogue, coded),
    ...placedBlocks(edition).flatMap(({ block }) => block.codes?.map(({ code }) => code) ?? []),
    ...catalogue.sangong.items.flatMap(({ economicCodes }) => economicCodes),
    ...catalogue.allOperatingCostRules.flatMap(({ parts }) => parts.flatMap(({ economicCodes }) => economicCodes)),
  ]);
  return catalogue.narrowedTo(withParents(codes), otherNames(document, catalogue, coded));
}

const withParents = (codes: ReadonlySet<string>): Set<string> =>
  new Set([...codes].flatMap((code) => [code, code.slice(0, 3), code.slice(0, 5)]));

/** The names that the document prints beside each code of a classification. */
function codedNames({ tables }: PublishedDocument): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { code, name } of tables.flatMap(({ rows }) => rows)) {
    if (isOwnCode(code)) names.set(code, [...(names.get(code) ?? []), name]);
  }
  return names;
}

/** The codes that rows without a code stand for, by their names and the classification that the edition has there. */
function codesByName(
  document: PublishedDocument,
  edition: Edition,
  catalogue: Catalogue,
  coded: ReadonlyMap<string, readonly string[]>,
): string[] {
  const byName = new Map<CodeTree, Map<string, CodeEntry[]>>();
  return placedBlocks(edition).flatMap(({ table, block }) => {
    const tree = codeTreeOf(block.each ?? '', catalogue);
    const rows = document.tables.find(({ no }) => no === table.no)?.rows.filter(({ code }) => code === null) ?? [];
    if (!tree || tree === catalogue.nonTax || rows.length === 0) return [];
    if (!byName.has(tree)) byName.set(tree, entriesByName(tree));
    const inEdition = Object.entries(block.names ?? {});
    return rows.flatMap(({ name }) => {
      const renamed = inEdition.flatMap(([code, own]) => (plainName(own) === plainName(name) ? [code] : []));
      return [...renamed, ...likeliest(byName.get(tree)!.get(plainName(name)) ?? [], coded)];
    });
  });
}

function entriesByName(tree: CodeTree): Map<string, CodeEntry[]> {
  const byName = new Map<string, CodeEntry[]>();
  for (const entry of tree.entries) {
    const name = plainName(entry.name);
    byName.set(name, [...(byName.get(name) ?? []), entry]);
  }
  return byName;
}

/** 行政运行 is the name of 78 项: of these, the ones that the document prints with their code, or else the topmost. */
function likeliest(named: readonly CodeEntry[], coded: ReadonlyMap<string, readonly string[]>): string[] {
  const codes = named.map(({ code }) => code);
  const printed = codes.filter((code) => coded.has(code));
  if (printed.length > 0) return printed;
  const top = Math.min(...codes.map((code) => code.length));
  return codes.filter((code) => code.length === top);
}

/** Another name that the document prints for a code, where it prints the catalogue's own nowhere. */
function otherNames(
  { tables }: PublishedDocument,
  { functions, economic, government }: Catalogue,
  coded: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const uncoded = new Set(
    tables.flatMap(({ rows }) =>
      rows.flatMap(({ code, name }: PublishedRow) => (code === null ? plainName(name) : [])),
    ),
  );
  return new Map(
    [...coded].flatMap(([code, names]) => {
      const known = [functions, economic, government]
        .map((tree) => tree.nameOf(code))
        .find((name) => name !== undefined);
      if (known === undefined) return [];
      const own = plainName(known);
      return uncoded.has(own) || names.some((name) => plainName(name) === own) ? [] : [[code, names[0]!]];
    }),
  );
}
