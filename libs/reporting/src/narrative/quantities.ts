import { MEASURE_NAMES } from '@yujue/ledger';
import { type Decimal, type Fen, printScore, rateOf } from '@yujue/money';
import { measuresOf, totalOf } from '../edition/measure-expression';
import { completionScore, evaluationOf, totalScore } from './evaluations';
import { type Narrative, type NarrativeInput } from './narrative';
import { type Scope, subjectScope, wholeScope } from './scope';
import { tally } from './tallies';
import { statedDay, statedFigure } from './statements';
import { type Term } from './template';
import { type NumberSource, type Value, gap } from './value';
import { AS_OF, STATED } from './words';

const BOOKED: ReadonlySet<string> = new Set(MEASURE_NAMES);

/** Looks up what sentences name, in one department's year. */
export class Quantities {
  constructor(
    readonly narrative: Narrative,
    readonly input: NarrativeInput,
  ) {}

  /**
   * The value of a term for a sentence about `scope`. What neither the ledger nor a register knows, the office may have
   * stated under the gap's own words (说明数).
   */
  valueOf({ subject, quantity }: Term, scope: Scope): Value {
    if (subject === AS_OF) return statedDay(quantity, this.input);
    const value = subject === STATED ? gap(quantity) : this.recorded({ subject, quantity }, scope);
    return value.kind === 'gap' ? statedFigure(value.what, this.input) : value;
  }

  /** A subject that the term names replaces the scope's. */
  private recorded({ subject, quantity }: Term, scope: Scope): Value {
    const of = subject === null ? scope : subjectScope(subject, wholeScope(this.input), this.narrative, this.input);
    return of.own[quantity] ?? this.word(quantity, of) ?? this.tally(quantity) ?? this.measured(quantity, of);
  }

  /** The exact sum of a measure over a scope's facts, in 分. */
  amount(measure: string, { facts }: Scope): Fen {
    return totalOf(
      this.narrative.terms.get(measure) ?? {},
      facts.map(({ amounts }) => amounts),
    );
  }

  private word(quantity: string, scope: Scope): Value | null {
    const { year, report, registers } = this.input;
    const department = report.directory.department.name;
    switch (quantity) {
      case '部门':
        return { kind: 'text', text: department };
      case '年度':
        return { kind: 'text', text: String(year) };
      case '上年度':
        return { kind: 'text', text: String(year - 1) };
      case '名称':
        return { kind: 'text', text: scope.name ?? department };
      case '下属单位数': {
        // 本级 bears the department's name; a unit that publishes by itself has nothing below it.
        const below = report.directory.units.filter(({ name }) => !name.startsWith(department));
        const units = below.map(({ code }) => code);
        return { kind: 'count', amount: below.length, unit: '个', sources: [{ from: 'units', units }] };
      }
      case '项目数':
        return { kind: 'count', amount: this.projectsIn(scope).size, unit: '个', sources: [ledger(quantity, scope)] };
      case '绩效目标':
        return this.goal(scope);
      case '预算完成率得分': {
        const score = this.completion(scope);
        const sources = this.completionMeasures().map((measure) => ledger(measure, scope));
        return score ? { kind: 'score', printed: printScore(score), sources } : gap(quantity);
      }
      case '自评总分':
        return totalScore(evaluationOf(scope.project, registers.evaluations), this.completion(scope));
      case this.narrative.earlier:
        return this.earlier(scope);
      default:
        return null;
    }
  }

  private tally(quantity: string): Value | null {
    const definition = this.narrative.tallies[quantity];
    if (!definition) return null;
    const { noneWithout } = definition;
    const noneExpected =
      noneWithout !== undefined &&
      this.amount(
        noneWithout.measure,
        subjectScope(noneWithout.subject, wholeScope(this.input), this.narrative, this.input),
      ) === 0;
    return tally(quantity, definition, this.input, noneExpected);
  }

  private measured(measure: string, scope: Scope): Value {
    if (!this.known(measure, scope)) return gap(`${scope.name ?? ''}${measure}`);
    return { kind: 'money', amount: this.amount(measure, scope), sources: [ledger(measure, scope)] };
  }

  /**
   * A measure of the ledger is always known. One of a register is known if the department has entries in it; by
   * category, if every entry has one.
   */
  private known(measure: string, { filters }: Scope): boolean {
    const registered = measuresOf(this.narrative.terms.get(measure) ?? {}).filter((each) => !BOOKED.has(each));
    if (registered.length === 0 || this.narrative.emptyIsZero.includes(measure)) return true;
    const entries = this.input.report.facts.filter(({ amounts }) =>
      registered.some((each) => amounts[each] !== undefined),
    );
    const byCategory = filters.some(({ category }) => category !== undefined);
    return entries.length > 0 && !(byCategory && entries.some(({ line }) => line.entry?.category === null));
  }

  private earlier({ earlier: key, name }: Scope): Value {
    const amount = key === null ? undefined : this.input.comparatives.get(key);
    if (key === null || amount === undefined) return gap(`${name ?? ''}${this.narrative.earlier}`);
    return { kind: 'money', amount, sources: [{ from: 'comparative', key }] };
  }

  private goal({ project, name }: Scope): Value {
    const goal = project === null ? '' : (this.input.report.directory.project(project)?.goal ?? '');
    return goal === '' ? gap(`${name ?? ''}绩效目标`) : { kind: 'text', text: goal };
  }

  /** The projects at the top that have an amount in a scope. */
  private projectsIn({ facts }: Scope): Set<string | undefined> {
    const { directory } = this.input.report;
    const booked = facts.filter(({ amounts }) => Object.values(amounts).some((amount) => amount !== 0));
    const codes = booked.flatMap(({ line }) => (line.projectCode === null ? [] : [line.projectCode]));
    return new Set(codes.map((code) => directory.withParents(code).at(-1)));
  }

  private completion(scope: Scope): Decimal | null {
    const { score } = this.narrative;
    if (!score) return null;
    return completionScore(score.rule, rateOf(this.amount(score.amount, scope), this.amount(score.base, scope)));
  }

  private completionMeasures(): string[] {
    const { score } = this.narrative;
    return score ? [score.amount, score.base] : [];
  }
}

const ledger = (measure: string, { filters }: Scope): NumberSource => ({ from: 'ledger', measure, filters });
