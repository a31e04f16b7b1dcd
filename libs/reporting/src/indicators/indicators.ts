import {
  type AmountStyle,
  COMPLETION_SCORES,
  type Fen,
  type Fraction,
  type Growth,
  growthOf,
  printAmount,
  printPercent,
  printScore,
  rateOf,
} from '@yujue/money';
import { type Edition } from '../edition/edition';
import { type AmountDefinition, type IndicatorDefinition } from '../edition/edition-schema';
import { totalOf } from '../edition/measure-expression';
import { type ReportInput } from '../report-input';
import { linePredicate } from '../tables/line-filter';

/** A rate, share, growth or score of an edition, computed from exact amounts and rounded once. */
export interface Indicator {
  readonly name: string;
  readonly kind: IndicatorDefinition['kind'];
  readonly amount: Fen;
  /** What it was compared with; null when nothing is, or when the earlier figure was not given. */
  readonly base: Fen | null;
  /** Change on the base, for growth. */
  readonly growth: Growth | null;
  /** In the edition's unit, without separators. */
  readonly printed: IndicatorText;
}

export interface IndicatorText {
  readonly amount: string;
  readonly base: string | null;
  /** Change without its sign, which `growth.direction` tells. */
  readonly change: string | null;
  /** `74%`, a score such as `12.41`, or the edition's mark for a base of zero; null where there is nothing to compare. */
  readonly rate: string | null;
}

/** Published figures of an earlier year by 指标口径, in 分, such as `收入/一般公共预算`. */
export type Comparatives = ReadonlyMap<string, Fen>;

/**
 * Computes the indicators of an edition.
 *
 * @throws ReportError UNKNOWN_NAME for an item or rule that the catalogue does not have.
 */
export function computeIndicators(
  edition: Edition,
  input: ReportInput,
  comparatives: Comparatives = new Map(),
): Indicator[] {
  const total = ({ measure, where = {} }: AmountDefinition): Fen => {
    const matches = linePredicate(where, input);
    const amounts = input.facts.filter(({ line }) => matches(line)).map((each) => each.amounts);
    return totalOf(edition.terms.get(measure) ?? {}, amounts);
  };
  return edition.indicators.map((definition) => {
    const amount = total(definition.amount);
    const base = definition.base ? total(definition.base) : earlier(definition, comparatives);
    const growth = definition.kind === 'growth' && base !== null ? growthOf(amount, base) : null;
    const printed = print({ definition, amount, base, growth }, edition);
    return { name: definition.name, kind: definition.kind, amount, base, growth, printed };
  });
}

const earlier = ({ comparative }: IndicatorDefinition, comparatives: Comparatives): Fen | null =>
  comparative === undefined ? null : (comparatives.get(comparative) ?? null);

interface Computed {
  readonly definition: IndicatorDefinition;
  readonly amount: Fen;
  readonly base: Fen | null;
  readonly growth: Growth | null;
}

function print(computed: Computed, edition: Edition): IndicatorText {
  const style: AmountStyle = { unit: edition.unit, decimals: edition.decimals };
  const { amount, base, growth } = computed;
  return {
    amount: printAmount(amount, style),
    base: base === null ? null : printAmount(base, style),
    change: growth && printAmount(growth.change, style).replace('-', ''),
    rate: base === null ? null : printRate(computed, base, edition),
  };
}

function printRate({ definition, amount, growth }: Computed, base: Fen, { percent, zeroBase }: Edition): string | null {
  const orMark = (rate: Fraction | null, mark: string, text = (known: Fraction) => printPercent(known, percent)) =>
    rate === null ? mark : text(rate);
  switch (definition.kind) {
    case 'completion':
      return orMark(rateOf(amount, base), zeroBase.completion);
    case 'share':
      return orMark(rateOf(amount, base), zeroBase.share);
    case 'growth':
      // Nothing then and nothing now is 持平, not a rate that cannot be compared.
      return growth?.direction === '持平' ? null : orMark(growth?.rate ?? null, zeroBase.growth);
    case 'score':
      return orMark(rateOf(amount, base), zeroBase.completion, (rate) =>
        definition.rule ? printScore(COMPLETION_SCORES[definition.rule](rate)) : printPercent(rate, percent),
      );
    case 'amount':
      return null;
  }
}
