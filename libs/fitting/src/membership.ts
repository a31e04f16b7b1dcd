import { type Filter, type FilterContext, linePredicate } from '@yujue/reporting';
import { type LineFacts } from '@yujue/facts';

/**
 * Which of some candidate lines pass the filters of a cell. A thousand cells share a few hundred filters, so each filter
 * is asked once for every line.
 */
export class Membership {
  private readonly passing = new Map<string, { readonly indices: readonly number[]; readonly has: Uint8Array }>();

  constructor(
    private readonly candidates: readonly LineFacts[],
    private readonly context: FilterContext,
  ) {}

  /** Positions of the candidates that pass all of the filters. */
  of(filters: readonly Filter[]): readonly number[] {
    if (filters.length === 0) return this.candidates.map((_, index) => index);
    const sets = filters.map((filter) => this.ofOne(filter)).toSorted((a, b) => a.indices.length - b.indices.length);
    const [smallest, ...others] = sets;
    return smallest!.indices.filter((index) => others.every(({ has }) => has[index] === 1));
  }

  private ofOne(filter: Filter) {
    const key = JSON.stringify(filter);
    const known = this.passing.get(key);
    if (known) return known;
    const matches = linePredicate(filter, this.context);
    const has = new Uint8Array(this.candidates.length);
    const indices: number[] = [];
    this.candidates.forEach(({ line }, index) => {
      if (!matches(line)) return;
      has[index] = 1;
      indices.push(index);
    });
    const set = { indices, has };
    this.passing.set(key, set);
    return set;
  }
}
