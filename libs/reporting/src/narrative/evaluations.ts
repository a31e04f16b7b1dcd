import { COMPLETION_SCORES, type Decimal, type Fraction, printScore, sumOfNumbers } from '@yujue/money';
import { type NarrativeInput } from './narrative';
import { type NarrativeFile } from './narrative-schema';
import { type Value, gap } from './value';

type Evaluations = NarrativeInput['registers']['evaluations'];
type Rule = NonNullable<NarrativeFile['score']>['rule'];

/** The indicators of a project's self-evaluation (绩效自评). */
export const evaluationOf = (project: string | null, evaluations: Evaluations): Evaluations =>
  evaluations.filter(({ content }) => content.projectCode === project);

/** The codes of the projects that were evaluated, in the register's order. */
export const evaluatedProjects = (evaluations: Evaluations): string[] => [
  ...new Set(evaluations.map(({ content }) => content.projectCode)),
];

/** 预算完成率 as its rule scores it; null where there was no budget. */
export const completionScore = (rule: Rule, completion: Fraction | null): Decimal | null =>
  completion && COMPLETION_SCORES[rule](completion);

/** 自评总分: the given scores, and the one that follows from the money for the indicator that has none. */
export function totalScore(items: Evaluations, completion: Decimal | null): Value {
  if (items.length === 0 || completion === null) return gap('自评得分');
  const total = sumOfNumbers(items.map(({ content }) => content.score ?? completion));
  const entries = items.map(({ entryNo }) => entryNo);
  return {
    kind: 'score',
    printed: printScore(total),
    sources: [{ from: 'register', register: 'evaluations', entries }],
  };
}
