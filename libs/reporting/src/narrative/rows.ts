import { parseAmount } from '@yujue/money';
import { UNLISTED } from '../tables/unlisted';
import { evaluatedProjects, evaluationOf } from './evaluations';
import { type NarrativeInput } from './narrative';
import { type NarrativeRows, type SentenceDefinition } from './narrative-schema';
import { type Quantities } from './quantities';
import { type Scope, narrow, subjectScope } from './scope';
import { type Value } from './value';

/** What a sentence is repeated for within a scope, in order; itself once when it is not repeated. */
export function scopesOf(sentence: SentenceDefinition, within: Scope, quantities: Quantities): Scope[] {
  const { narrative, input } = quantities;
  const scope = sentence.of === undefined ? within : subjectScope(sentence.of, within, narrative, input);
  const { each } = sentence;
  if (each === undefined) return [scope].filter((it) => sentence.zeros !== '不印' || hasAmount(it));
  if (Array.isArray(each)) {
    const subjects = each.map((name) => subjectScope(name, scope, narrative, input));
    return sentence.zeros === '不印' ? subjects.filter(hasAmount) : subjects;
  }
  const rows = ROWS[each](scope, sentence, input);
  const kept = sentence.zeros === '印出' || each === 'evaluationItems' ? rows : rows.filter(hasAmount);
  // Sentences about the largest only do not cover everything, so they need not mention the rest.
  const rest = sentence.atLeast === undefined ? unlistedRows(each, scope, sentence, input) : [];
  return [...kept.filter((row) => reaches(row, sentence, quantities)), ...rest];
}

/** The money that no sentence on projects or non-tax items covers, if there is any. */
function unlistedRows(
  each: NarrativeRows,
  scope: Scope,
  { levels }: SentenceDefinition,
  input: NarrativeInput,
): Scope[] {
  const { catalogue, directory } = input.report;
  const listed = { project: directory.projectsBelow(scope.project).map(({ code }) => code) };
  if (each === 'projects' && (scope.project === null || listed.project.length > 0)) {
    const rest = narrow(scope, listed.project.length > 0 ? { none: [listed] } : {}, input);
    // What registers plan without naming a project is in no sum of the ledger.
    const booked = { ...rest, facts: rest.facts.filter(({ line }) => line.entry === null) };
    return hasAmount(booked) ? [{ ...rest, ...NO_PROJECT, name: UNLISTED.projects }] : [];
  }
  if (each === 'nonTax' && (levels?.includes(1) ?? true)) {
    const tops = catalogue.nonTax.children().map(({ code }) => code);
    const none = tops.length > 0 ? { none: [{ nonTax: tops }] } : {};
    const rest = narrow(scope, { any: NON_TAX_ACCOUNTS.map((account) => ({ account })), ...none }, input);
    return hasAmount(rest) ? [{ ...rest, name: UNLISTED.nonTax }] : [];
  }
  return [];
}

const NO_PROJECT = { project: null, earlier: null } as const;
const NON_TAX_ACCOUNTS = ['纳入预算管理', '纳入财政专户管理'] as const;

const hasAmount = ({ facts }: Scope): boolean =>
  facts.some(({ amounts }) => Object.values(amounts).some((amount) => amount !== 0));

function reaches(row: Scope, { atLeast = {} }: SentenceDefinition, quantities: Quantities): boolean {
  const { unit } = quantities.narrative.tables;
  return Object.entries(atLeast).every(
    ([measure, least]) => quantities.amount(measure, row) >= parseAmount(String(least), unit),
  );
}

type RowsOf = (scope: Scope, sentence: SentenceDefinition, input: NarrativeInput) => Scope[];

const ROWS: Record<NarrativeRows, RowsOf> = {
  /** Projects at the top; in a project's own sentences, those one level below it. */
  projects: (scope, _sentence, input) =>
    input.report.directory.projectsBelow(scope.project).map((project) => projectScope(project, scope, input)),

  nonTax: (scope, { levels }, input) => {
    const tree = input.report.catalogue.nonTax;
    return tree.entries
      .filter(({ code }) => levels?.includes(tree.ancestors(code).length + 1) ?? true)
      .map(({ code, name }) => ({ ...narrow(scope, { nonTax: [code] }, input), name }));
  },

  evaluations: (scope, _sentence, input) => {
    const { directory } = input.report;
    return evaluatedProjects(input.registers.evaluations).map((code) =>
      projectScope(directory.project(code) ?? { code, name: code }, scope, input),
    );
  },

  evaluationItems: (scope, _sentence, input) =>
    evaluationOf(scope.project, input.registers.evaluations)
      // The indicator without a score is 预算完成率, which is in the project's own sentence.
      .filter(({ content }) => content.score !== null)
      .map(({ entryNo, content: { name, target, actual, weight, score } }) => {
        const stated = (printed: string): Value => ({
          kind: 'stated',
          printed,
          sources: [{ from: 'register', register: 'evaluations', entries: [entryNo] }],
        });
        const own = { 目标值: stated(target), 完成值: stated(actual), 分值: stated(weight), 得分: stated(score ?? '') };
        return { ...scope, name, own };
      }),
};

const projectScope = (
  { code, name }: { readonly code: string; readonly name: string },
  scope: Scope,
  input: NarrativeInput,
): Scope => ({ ...narrow(scope, { project: [code] }, input), name, project: code, earlier: `项目/${name}` });
