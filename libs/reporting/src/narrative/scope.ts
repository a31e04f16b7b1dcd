import { type LineFacts } from '@yujue/facts';
import { type Filter } from '../edition/filter-schema';
import { linePredicate } from '../tables/line-filter';
import { type Narrative, type NarrativeInput } from './narrative';
import { type Value } from './value';

/** What a sentence is about. */
export interface Scope {
  readonly filters: readonly Filter[];
  /** The facts that pass them all. */
  readonly facts: readonly LineFacts[];
  /** 指标口径 of its figure of the earlier year. */
  readonly earlier: string | null;
  /** Of the subject or row; null for the department as a whole. */
  readonly name: string | null;
  /** Code of the project that a row stands for. */
  readonly project: string | null;
  /** Values that a row brings along, such as 目标值 of an indicator. */
  readonly own: Readonly<Record<string, Value>>;
}

/** The department as a whole. */
export const wholeScope = ({ report }: NarrativeInput): Scope => ({
  filters: [],
  facts: report.facts,
  earlier: null,
  name: null,
  project: null,
  own: {},
});

/** The part of a scope that passes a filter. */
export function narrow(scope: Scope, filter: Filter, { report }: NarrativeInput): Scope {
  const matches = linePredicate(filter, report);
  return {
    ...scope,
    filters: [...scope.filters, filter],
    facts: scope.facts.filter(({ line }) => matches(line)),
  };
}

/** A subject of the narrative within a scope. */
export function subjectScope(name: string, within: Scope, { subjects }: Narrative, input: NarrativeInput): Scope {
  const subject = subjects[name];
  return { ...narrow(within, subject?.where ?? {}, input), name, earlier: subject?.earlier ?? null };
}
