import { type LineFacts, type ReportLine } from '@yujue/facts';
import { type Edition, type Filter, linePredicate } from '@yujue/reporting';
import { type Dimension } from './dimensions';
import { namedFilters } from './edition-blocks';
import { type Itemised } from './itemised';
import { type CandidateValues } from './candidate-values';

/** What candidates are extended within. */
export interface Extension {
  readonly edition: Edition;
  readonly candidateValues: CandidateValues;
  readonly itemised: Itemised;
}

/**
 * Every candidate with every value of a dimension that the tables distinguish. Where a table breaks the amounts down,
 * these are the codes it has rows for; elsewhere one code stands for all that no filter of the edition distinguishes.
 */
export function extend(candidates: readonly LineFacts[], dimension: Dimension, within: Extension): LineFacts[] {
  const { candidateValues, itemised, edition } = within;
  const distinguishing = namedFilters(edition).filter((filter) => looksAt(filter, dimension));
  const tests = distinguishing.map((filter) => linePredicate(filter, candidateValues));
  return candidates.flatMap((candidate) => {
    if (!dimension.applies(candidate)) return [candidate];
    const covered = itemised.covers(dimension.sources, candidate);
    const values = dimension
      .values(candidate, candidateValues)
      .filter(itemised.listing(dimension.sources, candidate))
      .map((value) => dimension.with(candidate.line, value, candidateValues));
    const lines = covered
      ? values
      : differing(dimension.required(candidate) ? values : [candidate.line, ...values], (line) =>
          tests.map((matches) => (matches(line) ? '1' : '0')).join(''),
        );
    return lines.map((line) => ({ line, amounts: candidate.amounts }));
  });
}

/** The first line of every class. */
function differing(lines: readonly ReportLine[], classOf: (line: ReportLine) => string): ReportLine[] {
  const seen = new Map<string, ReportLine>();
  for (const line of lines) {
    const key = classOf(line);
    if (!seen.has(key)) seen.set(key, line);
  }
  return [...seen.values()];
}

const looksAt = (filter: Filter, dimension: Dimension): boolean =>
  dimension.keys.some((key) => filter[key] !== undefined) ||
  (filter.any?.some((each) => looksAt(each, dimension)) ?? false);
