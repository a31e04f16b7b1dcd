import { type Catalogue } from '@yujue/classification';
import { type Edition } from '@yujue/reporting';
import { type PublishedDocument } from '@yujue/published';
import { plainName } from './align-rows';
import { codeTreeOf, placedBlocks } from './edition-blocks';
import { type DepartmentProfile } from './profiles';

/** A profile with the units that only the document names, and what had to be assumed, in Chinese. */
export interface CompletedProfile {
  readonly profile: DepartmentProfile;
  readonly assumptions: readonly string[];
}

/**
 * Adds the units that a document's tables list and the profile does not have. Only tables whose other rows are codes or
 * fixed names can distinguish a unit from a project. A unit has the code that a table prints beside it, or else one that no other
 * department's unit has. What kind the added ones are no table says, so 事业 is assumed.
 */
export function completedProfile(
  profile: DepartmentProfile,
  document: PublishedDocument,
  edition: Edition,
  catalogue: Catalogue,
): CompletedProfile {
  const known = new Set([profile.name, profile.authority, ...profile.units.map(({ name }) => name)].map(plain));
  const added = new Set(unitNames(document, edition, catalogue).filter((name) => !known.has(plain(name))));
  const printed = printedCodes(document);
  const coded = profile.units.map((unit) => ({ ...unit, code: printed.get(plain(unit.name)) ?? unit.code }));
  const units = [...added].map((name, index) => ({
    code: printed.get(plain(name)) ?? `${profile.code}-U${String(index + 1).padStart(2, '0')}`,
    name,
    kind: '事业' as const,
  }));
  return {
    profile: { ...profile, units: [...coded, ...units] },
    assumptions: units.map(
      ({ code, name, kind }) =>
        `“${name}”不在已知单位之列，编码按 ${code}、性质按${kind}处理；请核对，必要时补入单位名录。`,
    ),
  };
}

/** The code beside a name, by the name; names of a classification are not names of units, so they do no harm. */
const printedCodes = ({ tables }: PublishedDocument): ReadonlyMap<string, string> =>
  new Map(
    tables.flatMap(({ rows }) =>
      rows.flatMap(({ name, code }): [string, string][] => (code === null ? [] : [[plain(name), code]])),
    ),
  );

function unitNames(document: PublishedDocument, edition: Edition, catalogue: Catalogue): string[] {
  return edition.tables.flatMap((table) => {
    const blocks = placedBlocks({ ...edition, tables: [table] }).map(({ block }) => block);
    const units = blocks.find(({ each }) => each === 'units');
    const sources = blocks.flatMap(({ each }) => each ?? []);
    const trees = sources.flatMap((source) => codeTreeOf(source, catalogue) ?? []);
    if (!units || sources.length > trees.length + 1) return [];
    const others = new Set([
      ...blocks.flatMap(({ name, names }) => [name ?? '', ...Object.values(names ?? {})]).map(plain),
      ...trees.flatMap(({ entries }) => entries.map(({ name }) => plain(name))),
    ]);
    const rows = document.tables.find(({ no }) => no === table.no)?.rows ?? [];
    return rows
      .map(({ name }) =>
        units.headMark && name.endsWith(units.headMark) ? name.slice(0, -units.headMark.length) : name,
      )
      .filter((name) => !others.has(plain(name)));
  });
}

const plain = (name: string | null): string => plainName(name ?? '');
