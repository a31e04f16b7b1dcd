import { type CodeTree } from '@yujue/classification';
import { type LineFacts } from '@yujue/facts';
import { type TextSource, entryHeader } from '../edition/column-schema';
import { type LeafColumn } from '../edition/edition';
import { ENTRY_SOURCES, type RowBlock, type RowSource } from '../edition/row-schema';
import { type ReportInput, type ReportProject } from '../report-input';
import { type FilledRow } from './filled';
import { isUnlisted } from './unlisted';

/** What a row stands for, as its columns of words need it. */
export interface TextScope {
  /** null for a row that the edition names. */
  readonly source: RowSource | null;
  /** What a generated row is found by. */
  readonly key: string | null;
  /** The name of the unit that the row is below. */
  readonly unit: string | null;
  readonly facts: readonly LineFacts[];
}

/** What the columns of words say of a row, by their paths; null where they say nothing. */
export function textsOf(
  columns: readonly LeafColumn[],
  scope: TextScope,
  input: ReportInput,
): Readonly<Record<string, string>> | null {
  const said = columns.flatMap(({ path, text }): [string, string][] => {
    const words = text === undefined ? '' : wordsOf(text, scope, input);
    return words === '' ? [] : [[path, words]];
  });
  return said.length > 0 ? Object.fromEntries(said) : null;
}

/** What the edition itself has a row's columns of words say; null where it says nothing. */
export function givenTexts({ texts = {} }: RowBlock, cells: FilledRow['cells']): FilledRow['texts'] {
  const empty = cells.every((cell) => !cell?.exact);
  const said = Object.entries(texts).filter(([, { when }]) => when === 'always' || empty);
  return said.length > 0 ? Object.fromEntries(said.map(([path, { text }]) => [path, text])) : null;
}

/** A unit's name is printed once, at the first of its rows, as in a merged cell. */
export function unitsOnce(columns: readonly LeafColumn[], rows: readonly FilledRow[]): FilledRow[] {
  const ofUnits = columns.filter(({ text }) => text === 'unit').map(({ path }) => path);
  return rows.map((row, index) => {
    const said = Object.entries(row.texts ?? {});
    const kept = said.filter(([path, text]) => !ofUnits.includes(path) || rows[index - 1]?.texts?.[path] !== text);
    return kept.length === said.length ? row : { ...row, texts: kept.length > 0 ? Object.fromEntries(kept) : null };
  });
}

function wordsOf(text: TextSource, scope: TextScope, input: ReportInput): string {
  switch (text) {
    case 'goal':
    case 'content':
    case 'indicators':
      return projectOf(scope, input)?.[text] ?? '';
    case 'category':
      return entryOf(scope)?.category ?? projectOf(scope, input)?.category ?? '';
    case 'government':
      return governmentCodes(scope, input.catalogue.government);
    case 'unit':
      return scope.unit ?? '';
    default:
      return entryOf(scope)?.texts[entryHeader(text) ?? ''] ?? '';
  }
}

const isEntry = (source: RowSource | null): boolean => ENTRY_SOURCES.some((each) => each === source);

const entryOf = ({ source, facts: [first] }: TextScope) => (isEntry(source) ? (first?.line.entry ?? null) : null);

/** The project that a row is, or that its entry belongs to. */
function projectOf({ source, key, facts: [first] }: TextScope, { directory }: ReportInput): ReportProject | undefined {
  const code = source === 'projects' ? key : isEntry(source) ? first?.line.projectCode : null;
  return code == null ? undefined : directory.project(code);
}

/** `[50101]工资奖金津补贴`: the 政府预算经济分类 of the lines of a 部门预算经济分类 row, as deep as the row's own code. */
function governmentCodes({ source, key, facts }: TextScope, tree: CodeTree): string {
  if (source !== 'economic' || key === null || isUnlisted({ source, key })) return '';
  const codes = facts.flatMap(({ line }) =>
    line.govEconomicCode === null ? [] : line.govEconomicCode.slice(0, key.length),
  );
  return [...new Set(codes)]
    .sort()
    .map((code) => `[${code}]${tree.nameOf(code) ?? ''}`)
    .join('、');
}
