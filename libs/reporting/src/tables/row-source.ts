import { type CodeTree, FUND_NATURES } from '@yujue/classification';
import { type LineFacts, type ReportLine } from '@yujue/read-model';
import { type RowBlock, type RowSource } from '../edition/edition-schema';
import { type Filter } from '../edition/filter-schema';
import { ReportError } from '../report-error';
import { type ReportInput } from '../report-input';

/** A row that a source offers: what it is called, how deep it stands, and which lines it holds. */
export interface RowCandidate {
  /** What the row is found by. */
  readonly key: string;
  /** The code to print. */
  readonly code: string | null;
  readonly name: string;
  /** From 1: 类, 款, 项. */
  readonly level: number;
  readonly filter: Filter;
}

/** What stands above a generated block: the filters so far, and the lines that pass them. */
export interface RowScope {
  readonly filters: readonly Filter[];
  readonly facts: readonly LineFacts[];
}

/** Sources whose rows are codes of the catalogue. */
export type CodeSource = 'functions' | 'economic' | 'government' | 'nonTax';

const CODE_SOURCES: Record<
  CodeSource,
  { key: keyof Filter & string; of: (line: ReportLine) => string | null; label: string }
> = {
  functions: { key: 'function', of: (line) => line.functionCode, label: '支出功能分类' },
  economic: { key: 'economic', of: (line) => line.economicCode, label: '部门预算支出经济分类' },
  government: { key: 'government', of: (line) => line.govEconomicCode, label: '政府预算支出经济分类' },
  nonTax: { key: 'nonTax', of: (line) => line.nonTaxCategory, label: '非税收入科目' },
};

export const isCodeSource = (source: RowSource): source is CodeSource => source in CODE_SOURCES;

/**
 * The rows that a block may print, in order. Which of them stay when they have no amount is the block's zero policy.
 *
 * @throws ReportError UNKNOWN_NAME for a code, unit or project that has no name.
 */
export function rowCandidates(source: RowSource, block: RowBlock, scope: RowScope, input: ReportInput): RowCandidate[] {
  const candidates = isCodeSource(source)
    ? codeCandidates(source, block, scope, input)
    : source === 'units'
      ? unitCandidates(block, scope, input)
      : source === 'projects'
        ? projectCandidates(null, 1, input)
        : FUND_NATURES.map((fund) => ({ key: fund, code: null, name: fund, level: 1, filter: { fund: [fund] } }));
  return candidates.filter(({ level }) => block.levels?.includes(level) ?? true);
}

function codeCandidates(
  source: CodeSource,
  block: RowBlock,
  scope: RowScope,
  { catalogue }: ReportInput,
): RowCandidate[] {
  const tree: CodeTree = catalogue[source];
  const { key, label } = CODE_SOURCES[source];
  const named = new Map(block.codes?.map(({ code, name }) => [code, name]));
  return listedCodes(source, block, scope, tree).map((code) => {
    const name = named.get(code) ?? tree.nameOf(code);
    if (name === undefined) throw ReportError.unknownName(`${catalogue.year} 年${label}`, code, []);
    // The codes of 非税收入科目 only order the printed names; they are not official and not printed.
    const printed = source === 'nonTax' ? null : code;
    return { key: code, code: printed, name, level: tree.ancestors(code).length + 1, filter: { [key]: [code] } };
  });
}

function listedCodes(source: CodeSource, block: RowBlock, scope: RowScope, tree: CodeTree): string[] {
  if (block.codes) return block.codes.map(({ code }) => code);
  const { key, of } = CODE_SOURCES[source];
  if (block.zeros === '印出') {
    const prefixes = scope.filters.flatMap((filter) => (filter[key] ? [filter[key] as readonly string[]] : []));
    return tree.entries
      .map(({ code }) => code)
      .filter((code) => prefixes.every((allowed) => allowed.some((prefix) => code.startsWith(prefix))));
  }
  const booked = new Set<string>();
  for (const { line } of scope.facts) {
    const code = of(line);
    if (code !== null) booked.add(code);
  }
  const withParents = [...booked].flatMap((code) => [...tree.ancestors(code).map((parent) => parent.code), code]);
  return [...new Set(withParents)].sort();
}

function unitCandidates(block: RowBlock, scope: RowScope, { directory }: ReportInput): RowCandidate[] {
  const present = new Set(scope.facts.map(({ line }) => line.unit));
  const named = new Map(directory.units.map(({ code, name }) => [code, name]));
  const unknown = [...present].find((code) => !named.has(code));
  if (unknown !== undefined) throw ReportError.unknownName('预算单位名录', unknown, [...named.keys()]);
  const codes = block.codes?.map(({ code }) => code) ?? [...named.keys()];
  return codes.map((code) => ({ key: code, code, name: named.get(code) ?? code, level: 1, filter: { unit: [code] } }));
}

function projectCandidates(parent: string | null, level: number, input: ReportInput): RowCandidate[] {
  return input.directory
    .projectsBelow(parent)
    .flatMap(({ code, name }) => [
      { key: code, code, name, level, filter: { project: [code] } },
      ...projectCandidates(code, level + 1, input),
    ]);
}

/**
 * Which of the facts belong to each of some codes, themselves or below them. One pass for all rows of a block: a table
 * of a hundred codes does not read its lines a hundred times.
 */
export function factsByCode<Facts extends LineFacts>(
  source: CodeSource,
  codes: readonly string[],
  facts: readonly Facts[],
): Map<string, Facts[]> {
  const { of } = CODE_SOURCES[source];
  const groups = new Map(codes.map((code): [string, Facts[]] => [code, []]));
  const lengths = [...new Set(codes.map(({ length }) => length))];
  for (const each of facts) {
    const code = of(each.line);
    if (code === null) continue;
    for (const length of lengths) if (length <= code.length) groups.get(code.slice(0, length))?.push(each);
  }
  return groups;
}
