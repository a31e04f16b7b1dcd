import { type CodeTree } from '@yujue/classification';
import { type ReportLine } from '@yujue/facts';
import { type Filter } from '../edition/filter-schema';
import { ReportError } from '../report-error';
import { type ReportInput } from '../report-input';
import { type RowCandidate, type RowChoice, type RowScope } from './row-candidate';

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

/**
 * A row for each code that the lines have and those above it; or the codes that are listed; or the whole catalogue. A
 * line's code that has no name has no row: it counts in the rows above it, and among what is not listed.
 */
export function codeRows(
  source: CodeSource,
  block: RowChoice,
  scope: RowScope,
  { catalogue }: ReportInput,
): RowCandidate[] {
  const tree: CodeTree = catalogue[source];
  const { key, label } = CODE_SOURCES[source];
  const named = new Map(block.codes?.map(({ code, name }) => [code, name]));
  return listedCodes(source, block, scope, tree).map((code) => {
    const name = block.names?.[code] ?? named.get(code) ?? tree.nameOf(code);
    if (name === undefined) throw ReportError.unknownName(`${catalogue.year} 年${label}`, code, []);
    // The codes of 非税收入科目 only order the printed names; they are not official and not printed.
    const printed = source === 'nonTax' ? null : code;
    return { key: code, code: printed, name, level: beginningsOf(code, tree).length + 1, filter: { [key]: [code] } };
  });
}

/** A line's code and everything that begins it: the keys of its 类, 款 and 项. */
export function keysOfCode(source: CodeSource, line: ReportLine): string[] {
  const code = CODE_SOURCES[source].of(line) ?? '';
  return Array.from({ length: code.length }, (_, index) => code.slice(0, index + 1));
}

function listedCodes(source: CodeSource, block: RowChoice, scope: RowScope, tree: CodeTree): string[] {
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
  const isNamed = (code: string) => block.names?.[code] !== undefined || tree.find(code) !== undefined;
  const withParents = [...booked].flatMap((code) => [...beginningsOf(code, tree), code].filter(isNamed));
  return [...new Set(withParents)].sort();
}

/** The codes of the catalogue that a code begins with, top first: its 类 and its 款. */
const beginningsOf = (code: string, tree: CodeTree): string[] =>
  Array.from({ length: Math.max(code.length - 1, 0) }, (_, index) => code.slice(0, index + 1)).filter(
    (beginning) => tree.find(beginning) !== undefined,
  );
