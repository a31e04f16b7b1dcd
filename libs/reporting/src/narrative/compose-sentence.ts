import { type Growth, formatYuan, growthOf, rateOf } from '@yujue/money';
import { growthPair, ratePair } from '../rates/rate-pair';
import { type ComposedSentence, type NarrativeGap, type NarrativeNumber } from './composed';
import { type SentenceDefinition } from './narrative-schema';
import { type Quantities } from './quantities';
import { reasonsFor } from './reasons';
import { type Scope } from './scope';
import { type Placeholder } from './template';
import { type Value } from './value';
import { REASONS } from './words';
import { Wording } from './wording';

type Money = Extract<Value, { kind: 'money' }>;

/** Fills one sentence for one scope, and keeps account of its numbers and of what is missing. */
export class SentenceComposer {
  private readonly numbers: NarrativeNumber[] = [];
  private readonly gaps: NarrativeGap[] = [];
  private readonly wording: Wording;
  /** Which way the figure went that the sentence compares; reasons are asked for that way. */
  private direction: Growth['direction'] = '持平';

  constructor(
    private readonly quantities: Quantities,
    private readonly sentence: SentenceDefinition,
    private readonly scope: Scope,
    private readonly id: string,
  ) {
    this.wording = new Wording(quantities.narrative, sentence);
  }

  compose(): ComposedSentence {
    const segments = this.quantities.narrative.templates.get(this.sentence.id) ?? [];
    const text = segments.map((part) => (typeof part === 'string' ? part : this.fill(part))).join('');
    return { id: this.id, text, numbers: this.numbers, gaps: this.gaps };
  }

  private fill(placeholder: Placeholder): string {
    const { term, compared } = placeholder;
    if (term.quantity === REASONS) return this.reasons();
    const value = this.quantities.valueOf(term, this.scope);
    if (!compared) return this.plain(placeholder, value);
    const base = this.quantities.valueOf(compared.base, this.scope);
    if (value.kind !== 'money') return this.gap('fact', value.kind === 'gap' ? value.what : placeholder.text);
    if (base.kind !== 'money') return this.gap('fact', base.kind === 'gap' ? base.what : placeholder.text);
    return compared.how === '比'
      ? this.growth(placeholder, value, base)
      : this.ratio(placeholder, value, base, compared.how);
  }

  private plain({ text }: Placeholder, value: Value): string {
    switch (value.kind) {
      case 'text':
        return value.text;
      case 'gap':
        return this.gap('fact', value.what);
      case 'money': {
        const printed = this.wording.money(value.amount);
        return this.number({
          id: text,
          kind: 'money',
          exact: formatYuan(value.amount),
          printed,
          sources: value.sources,
        });
      }
      case 'count': {
        const printed = this.wording.count(value.amount, value.unit);
        return this.number({ id: text, kind: 'count', exact: String(value.amount), printed, sources: value.sources });
      }
      case 'score':
      case 'stated':
        return this.number({
          id: text,
          kind: value.kind,
          exact: value.printed,
          printed: value.printed,
          sources: value.sources,
        });
    }
  }

  private ratio({ text }: Placeholder, value: Money, base: Money, how: '占' | '完成'): string {
    const { completion, share } = this.quantities.narrative.tables.zeroBase;
    if (how === '完成') this.direction = growthOf(value.amount, base.amount).direction;
    const rate = rateOf(value.amount, base.amount);
    const printed = this.wording.rate(rate, how === '完成' ? completion : share);
    const sources = [...value.sources, ...base.sources];
    const exact = ratePair(value.amount, base.amount);
    return this.number({ id: text, kind: 'rate', exact, printed, sources });
  }

  private growth({ text, compared }: Placeholder, value: Money, base: Money): string {
    const growth = growthOf(value.amount, base.amount);
    const { change } = growth;
    const direction = this.wording.isLevel(growth) ? '持平' : growth.direction;
    this.direction = direction;
    const { increased, decreased, level } = this.quantities.narrative.phrases;
    const phrase = { 增加: increased, 减少: decreased, 持平: level }[direction];
    const sources = [...value.sources, ...base.sources];
    const changed = this.number({
      id: `${text}#增减额`,
      kind: 'change',
      exact: formatYuan(change),
      printed: this.wording.change(growth),
      direction,
      sources,
    });
    const words = phrase.replace('{基数}', compared?.base.quantity ?? '').replace('{增减额}', changed);
    if (!words.includes('{增减率}')) return words;
    const printed = this.wording.growthRate(growth);
    const exact = growthPair(value.amount, base.amount);
    const rated = this.number({ id: `${text}#增减率`, kind: 'rate', exact, printed, sources });
    return words.replace('{增减率}', rated);
  }

  /** Nothing to explain where nothing changed. */
  private reasons(): string {
    if (this.direction === '持平') return '';
    const found = reasonsFor(this.scope, this.direction, this.quantities.narrative, this.quantities.input);
    const text =
      found.length > 0 ? found.join('；') : this.gap('reason', `${this.scope.name ?? ''}${this.direction}的原因`);
    return this.quantities.narrative.phrases.reasons.replace('{原因}', text);
  }

  private number(number: NarrativeNumber): string {
    this.numbers.push({ ...number, id: `${this.id}/${number.id}` });
    return number.printed;
  }

  private gap(kind: NarrativeGap['kind'], what: string): string {
    this.gaps.push({ sentence: this.id, kind, what });
    return `〔待填：${what}〕`;
  }
}
