import { type LineFacts, type ReportLine } from '@yujue/read-model';
import { type RowSource } from '../edition/row-schema';
import { type ReportInput } from '../report-input';
import { type LinePredicate, linePredicate } from '../tables/line-filter';
import { rowCandidates } from '../tables/row-source';

/** What the rows of an execution report stand for. */
export const EXECUTION_BY = ['unit', 'function', 'economic', 'project', 'fund'] as const;
export type ExecutionBy = (typeof EXECUTION_BY)[number];

/** A row of an execution report before its amounts. */
export interface ExecutionGroup {
  readonly code: string | null;
  readonly name: string;
  readonly indent: number;
  readonly matches: LinePredicate;
}

const SOURCES: Record<ExecutionBy, RowSource> = {
  unit: 'units',
  function: 'functions',
  economic: 'economic',
  project: 'projects',
  fund: 'funds',
};

/** Lines that the dimension does not know, with the name of the row they are shown in. */
const REST: Record<ExecutionBy, { name: string; of: (line: ReportLine) => boolean } | null> = {
  unit: null,
  function: null,
  economic: { name: '未分经济科目', of: (line) => line.economicCode === null },
  project: { name: '未列项目（基本支出等）', of: (line) => line.projectCode === null },
  fund: null,
};

/** 合计, then a row for every unit, code, project or fund that the lines have, and one for the lines that have none. */
export function executionGroups(by: ExecutionBy, facts: readonly LineFacts[], input: ReportInput): ExecutionGroup[] {
  // 非税收入 and entries of registers belong to no 指标 and have no budget to execute.
  const budgetFacts = facts.filter(({ line }) => line.fundNature !== null && line.entry === null);
  const total: ExecutionGroup = { code: null, name: '合计', indent: 0, matches: (line) => line.fundNature !== null };
  const candidates = rowCandidates(SOURCES[by], { zeros: '不印' }, { filters: [], facts: budgetFacts }, input);
  const groups = candidates.map(({ code, name, level, filter }) => ({
    code,
    name,
    indent: level - 1,
    matches: linePredicate(filter, input),
  }));
  const rest = REST[by];
  if (!rest || !budgetFacts.some(({ line }) => rest.of(line))) return [total, ...groups];
  return [
    total,
    ...groups,
    { code: null, name: rest.name, indent: 0, matches: (line) => line.fundNature !== null && rest.of(line) },
  ];
}
