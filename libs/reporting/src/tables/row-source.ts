import { FUND_NATURES } from '@yujue/classification';
import { type LineFacts, type ReportLine } from '@yujue/facts';
import { type EntrySource, type RowSource } from '../edition/row-schema';
import { type Directory, type ReportInput, type ReportProject } from '../report-input';
import { type CodeSource, codeRows, keysOfCode } from './code-rows';
import { type RowCandidate, type RowChoice, type RowScope } from './row-candidate';

/** Where generated rows come from. */
interface Source {
  /**
   * The rows that a block may print. Which of them stay when they have no amount is the block's zero policy.
   *
   * @throws ReportError UNKNOWN_NAME for a code that the edition lists and no catalogue names.
   */
  rows(block: RowChoice, scope: RowScope, input: ReportInput): RowCandidate[];
  /** The keys of all rows that hold a line; the same lines that the rows' filters let pass. */
  keysOf(line: ReportLine, directory: Directory): readonly string[];
}

/** The one row that stands for the whole department. */
const DEPARTMENT_KEY = 'department';

const codes = (source: CodeSource): Source => ({
  rows: (block, scope, input) => codeRows(source, block, scope, input),
  keysOf: (line) => keysOfCode(source, line),
});

const entries = (register: EntrySource): Source => ({
  rows: (block, scope) => entryRows(register, scope, block),
  keysOf: ({ unit, entry }) => (entry?.register === register ? [entryKey(unit, entry.entryNo)] : []),
});

const SOURCES: Readonly<Record<RowSource, Source>> = {
  functions: codes('functions'),
  economic: codes('economic'),
  government: codes('government'),
  nonTax: codes('nonTax'),
  department: {
    rows: (_block, _scope, { directory: { department } }) => [
      { key: DEPARTMENT_KEY, code: null, name: department.authority ?? department.name, level: 1, filter: {} },
    ],
    keysOf: () => [DEPARTMENT_KEY],
  },
  units: { rows: unitRows, keysOf: ({ unit }) => [unit] },
  projectCategories: {
    rows: (_block, _scope, { directory }) => categoryRows(directory),
    keysOf: ({ projectCode }, directory) => {
      const category = projectCode === null ? undefined : directory.project(projectCode)?.category;
      return category === undefined ? [] : [category];
    },
  },
  projects: {
    rows: (_block, _scope, { directory }) => projectRows(directory.projectsBelow(null), 1, directory),
    keysOf: ({ projectCode }, directory) => (projectCode === null ? [] : directory.withParents(projectCode)),
  },
  funds: {
    rows: () => FUND_NATURES.map((fund) => ({ key: fund, code: null, name: fund, level: 1, filter: { fund: [fund] } })),
    keysOf: ({ fundNature }) => (fundNature === null ? [] : [fundNature]),
  },
  procurements: entries('procurements'),
  servicePurchases: entries('servicePurchases'),
  nonTaxPlans: entries('nonTaxPlans'),
  transfers: entries('transfers'),
};

/** The rows that a block may print, in its order, at the depths that it asks for. */
export function rowCandidates(
  source: RowSource,
  block: RowChoice,
  scope: RowScope,
  input: ReportInput,
): RowCandidate[] {
  const candidates = SOURCES[source].rows(block, scope, input);
  const wanted = candidates.filter(({ level }) => block.levels?.includes(level) ?? true);
  return block.order ? inOrder(wanted, block.order) : wanted;
}

/**
 * Which of the facts belong to each of some rows. One pass for all rows of a block: a table of a hundred codes does not
 * read its lines a hundred times.
 */
export function factsByRow<Facts extends LineFacts>(
  source: RowSource,
  candidates: readonly RowCandidate[],
  facts: readonly Facts[],
  directory: Directory,
): Map<string, Facts[]> {
  const groups = new Map(candidates.map(({ key }): [string, Facts[]] => [key, []]));
  for (const each of facts) for (const key of SOURCES[source].keysOf(each.line, directory)) groups.get(key)?.push(each);
  return groups;
}

/** Rows by the first beginning of a code or name that fits; what is below a row stays below it. */
function inOrder(candidates: readonly RowCandidate[], order: readonly string[]): RowCandidate[] {
  const top = Math.min(...candidates.map(({ level }) => level));
  let last = order.length;
  const ranked = candidates.map((candidate) => {
    const found = order.findIndex((wanted) => candidate.key.startsWith(wanted) || candidate.name === wanted);
    if (found >= 0 || candidate.level === top) last = found >= 0 ? found : order.length;
    return { candidate, rank: last };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ candidate }) => candidate);
}

function unitRows(block: RowChoice, _scope: RowScope, { directory }: ReportInput): RowCandidate[] {
  const named = new Map(directory.units.map(({ code, name }) => [code, name]));
  const listed = block.codes?.map(({ code }) => code) ?? [...named.keys()];
  return listed.map((code) => {
    const name = named.get(code) ?? code;
    const mark = name === directory.department.name ? (block.headMark ?? '') : '';
    return { key: code, code, name: name + mark, level: 1, filter: { unit: [code] } };
  });
}

function categoryRows({ projects }: Directory): RowCandidate[] {
  const names = projects.flatMap(({ category }) => (category === undefined ? [] : [category]));
  return [...new Set(names)].map((name) => ({
    key: name,
    code: null,
    name,
    level: 1,
    filter: { projectCategory: [name] },
  }));
}

function projectRows(projects: readonly ReportProject[], level: number, directory: Directory): RowCandidate[] {
  return projects.flatMap(({ code, name }) => [
    { key: code, code, name, level, filter: { project: [code] } },
    ...projectRows(directory.projectsBelow(code), level + 1, directory),
  ]);
}

/** Entries are numbered by unit and register, so their keys name the unit too. */
const entryKey = (unit: string, entryNo: string): string => `${unit}/${entryNo}`;

const byNumber = new Intl.Collator('en', { numeric: true });

function entryRows(register: EntrySource, { facts }: RowScope, block: RowChoice): RowCandidate[] {
  const found = facts.flatMap(({ line: { unit, fundNature, entry } }) =>
    entry?.register === register ? [{ unit, fundNature, entry }] : [],
  );
  return found
    .sort((a, b) => byNumber.compare(a.entry.entryNo, b.entry.entryNo))
    .map(({ unit, fundNature, entry: { entryNo, name } }) => ({
      key: entryKey(unit, entryNo),
      code: null,
      name: block.named === 'fund' ? (fundNature ?? name) : name,
      level: 1,
      filter: { unit: [unit], entry: [entryNo] },
    }));
}
