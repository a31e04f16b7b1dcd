import {
  type Decimal,
  type Fen,
  type Fraction,
  type Growth,
  type PercentStyle,
  ZERO,
  fen,
  printAmount,
  printPercent,
  withSeparators,
} from '@yujue/money';
import { type Narrative } from './narrative';
import { type SentenceDefinition } from './narrative-schema';

/** How a narrative writes numbers and comparisons, for one of its sentences. */
export class Wording {
  private readonly percentStyle: PercentStyle;
  private readonly decimals: number;

  constructor(
    private readonly narrative: Narrative,
    sentence: SentenceDefinition,
  ) {
    const { style, tables } = narrative;
    this.decimals = sentence.decimals ?? style.decimals ?? tables.decimals;
    this.percentStyle = {
      ...tables.percent,
      decimals: sentence.percentDecimals ?? style.percentDecimals ?? tables.percent.decimals,
    };
  }

  /** With its unit: `5,616.1万元`. */
  money(amount: Fen): string {
    const { style, tables } = this.narrative;
    const dropTrailingZeros = style.trailingZeros === 'dropped';
    const printed = printAmount(amount, { unit: tables.unit, decimals: this.decimals, dropTrailingZeros });
    return `${this.separated(printed)}${tables.unit}`;
  }

  /** With its 量词: `14辆`. */
  count(amount: number | Decimal, unit: string): string {
    return `${this.separated(String(amount))}${unit}`;
  }

  rate(rate: Fraction | null, mark: string): string {
    return rate === null ? mark : printPercent(rate, this.percentStyle);
  }

  /** The change without its sign, which the phrase's words express. */
  change({ change }: Growth): string {
    return this.money(fen(Math.abs(change)));
  }

  /** A change too small to print counts as no change: a text must not say that something grew by 0万元. */
  isLevel(growth: Growth): boolean {
    return this.change(growth) === this.money(ZERO);
  }

  /** Nothing then and nothing now has not grown; nothing then and something now cannot be compared. */
  growthRate(growth: Growth): string {
    return this.isLevel(growth) ? '0%' : this.rate(growth.rate, this.narrative.tables.zeroBase.growth);
  }

  private separated(digits: string): string {
    return this.narrative.style.separators ? withSeparators(digits) : digits;
  }
}
