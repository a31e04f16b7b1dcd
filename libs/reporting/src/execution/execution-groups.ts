import { type LineFacts, type ReportLine } from '@yujue/facts';
import { type RowSource } from '../edition/row-schema';
import { type ReportInput } from '../report-input';
import { type LinePredicate, linePredicate } from '../tables/line-filter';
import { rowCandidates } from '../tables/row-source';
import { withUnlisted } from '../tables/unlisted';

/** What the rows of an execution report stand for. */
export const EXECUTION_BY = ['unit', 'function', 'economic', 'project', 'fund'] as const;
export type ExecutionBy = (typeof EXECUTION_BY)[number];

/** A row of an execution report before its amounts. */
export interface ExecutionGroup {
  readonly code: string | null;
  readonly name: string;
  readonly indent: number;
  /** It holds what the rows beside it leave. */
  readonly isUnlisted?: true | undefined;
  readonly matches: LinePredicate;
}

const SOURCES: Record<ExecutionBy, RowSource> = {
  unit: 'units',
  function: 'functions',
  economic: 'economic',
  project: 'projects',
  fund: 'funds',
};

/** What most of the lines that no row lists are, as people call them here. */
const UNLISTED_NAMES: Partial<Record<ExecutionBy, string>> = {
  economic: '未分经济科目',
  project: '未列项目（基本支出等）',
};

/** 合计, then a row for every unit, code, project or fund that the lines have, and for the lines that none of them lists. */
export function executionGroups(by: ExecutionBy, facts: readonly LineFacts[], input: ReportInput): ExecutionGroup[] {
  // 非税收入 and entries of registers belong to no 指标 and have no budget to execute.
  const budgetFacts = facts.filter(({ line }) => line.fundNature !== null && line.entry === null);
  const total: ExecutionGroup = { code: null, name: '合计', indent: 0, matches: (line) => line.fundNature !== null };
  const candidates = rowCandidates(SOURCES[by], { zeros: '不印' }, { filters: [], facts: budgetFacts }, input);
  const groups = withUnlisted(SOURCES[by], candidates).map(({ code, name, level, filter, isUnlisted }) => {
    const matches = linePredicate(filter, input);
    return {
      code,
      name: isUnlisted && level === 1 ? (UNLISTED_NAMES[by] ?? name) : name,
      indent: level - 1,
      isUnlisted,
      matches: (line: ReportLine) => line.fundNature !== null && matches(line),
    };
  });
  return [total, ...groups];
}
