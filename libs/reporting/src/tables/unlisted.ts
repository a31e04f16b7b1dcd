import { type Filter } from '../edition/filter-schema';
import { type RowSource } from '../edition/row-schema';
import { type FilledRow } from './filled';
import { type RowCandidate } from './row-candidate';

/**
 * What the row is called that holds the money which no other row of its kind does: lines without a project, a code that
 * the catalogue does not have, a unit or project in no register. Without it such money would count in a total and be
 * in none of its rows.
 */
export const UNLISTED: Readonly<Record<RowSource, string>> = {
  functions: '未列科目',
  economic: '未列科目',
  government: '未列科目',
  nonTax: '未列项目',
  department: '未列部门',
  units: '未列单位',
  projectCategories: '未列项目类别',
  projects: '未列项目',
  funds: '未列资金性质',
  procurements: '未列事项',
  servicePurchases: '未列事项',
  nonTaxPlans: '未列事项',
  transfers: '未列事项',
};

/**
 * The candidates, and after those of each level one more for what they leave: at the end for what is in none of the top
 * rows, and below each row that has rows below it for what is in none of these. `elsewhere` are rows of the same lines
 * in other blocks of the table. Only rows with an amount are printed, so that a year without such money
 * prints as if they were not there.
 */
export function withUnlisted(
  source: RowSource,
  candidates: readonly RowCandidate[],
  elsewhere: readonly RowCandidate[] = [],
): RowCandidate[] {
  return [...completed(source, candidates), unlistedIn(source, null, [...topRows(candidates), ...topRows(elsewhere)])];
}

/**
 * Which of these rows are printed, where those without an amount are not: a row stays above rows that are printed, though
 * they may cancel out; and what rows below another leave is shown only if one of them is printed.
 */
export function printedRows(
  rows: readonly Pick<RowCandidate, 'level' | 'isUnlisted'>[],
  hasAmount: readonly boolean[],
): boolean[] {
  const top = Math.min(...rows.map(({ level }) => level));
  const isNested = rows.map(({ level, isUnlisted: rest }) => rest === true && level > top);
  const printed = hasAmount.map((has, index) => has && !isNested[index]);
  for (let index = rows.length - 1; index >= 0; index--) {
    for (let at = index + 1; at < rows.length && rows[at]!.level > rows[index]!.level; at++)
      printed[index] ||= printed[at]!;
  }
  rows.forEach(({ level }, index) => {
    if (!isNested[index] || !hasAmount[index]) return;
    for (let at = index - 1; at >= 0 && rows[at]!.level >= level; at--) printed[index] ||= printed[at]!;
  });
  return printed;
}

/** Whether a row holds what the rows beside it leave. */
export const isUnlisted = ({ source, key }: Pick<FilledRow, 'source' | 'key'>): boolean =>
  source !== null && key !== null && key.split('/').at(-1) === UNLISTED[source];

function completed(source: RowSource, candidates: readonly RowCandidate[]): RowCandidate[] {
  return familiesOf(candidates).flatMap(({ row, below }) =>
    below.length === 0 ? [row] : [row, ...completed(source, below), unlistedIn(source, row, topRows(below))],
  );
}

interface RowFamily {
  readonly row: RowCandidate;
  readonly below: RowCandidate[];
}

/** The top rows, each with the rows below it. */
function familiesOf(candidates: readonly RowCandidate[]): RowFamily[] {
  const top = Math.min(...candidates.map(({ level }) => level));
  const families: RowFamily[] = [];
  for (const row of candidates) {
    const above = families.at(-1);
    if (row.level === top || above === undefined) families.push({ row, below: [] });
    else above.below.push(row);
  }
  return families;
}

const topRows = (candidates: readonly RowCandidate[]): RowCandidate[] => familiesOf(candidates).map(({ row }) => row);

function unlistedIn(source: RowSource, above: RowCandidate | null, beside: readonly RowCandidate[]): RowCandidate {
  const name = UNLISTED[source];
  return {
    key: above ? `${above.key}/${name}` : name,
    code: null,
    name,
    level: beside[0]?.level ?? 1,
    filter: { ...above?.filter, ...noneOf(beside.map(({ filter }) => filter)) },
    isUnlisted: true,
  };
}

/** Rows of codes differ in one list only, which is read faster as one than as a hundred filters. */
function noneOf(filters: readonly Filter[]): Filter {
  if (filters.length === 0) return {};
  const keys = new Set(filters.flatMap((filter) => Object.keys(filter)));
  const [key] = keys;
  const lists = filters.map((filter) => filter[key as keyof Filter]);
  if (keys.size !== 1 || !lists.every((list) => Array.isArray(list))) return { none: [...filters] };
  return { none: [{ [key!]: lists.flat() }] };
}
