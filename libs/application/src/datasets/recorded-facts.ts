import { type StoredEvent } from '@yujue/event-store';
import { type LedgerEvent, readEvent } from '@yujue/ledger';
import { type Fact, essenceOf, factsOfEvent, kindOf, placeOf, wholeOf } from './facts';

/** Who loads are recorded by. */
export const LOAD_ACTOR = '数据装载';

/** A fact of the log, and whether a load recorded it. */
export interface RecordedFact {
  readonly fact: Fact;
  readonly isLoaded: boolean;
}

/** What a unit's log says, row by row. Each row of a folder claims the one that it finds. */
export class RecordedFacts {
  private readonly unclaimed = new Set<RecordedFact>();
  private readonly byKey = new Map<string, RecordedFact[]>();
  private readonly byPlace = new Map<string, RecordedFact[]>();

  constructor(events: readonly StoredEvent[]) {
    for (const stored of events) {
      const isLoaded = stored.metadata.actor === LOAD_ACTOR;
      for (const fact of factsOfEvent(readEvent<LedgerEvent>(stored))) this.add({ fact, isLoaded });
    }
  }

  /** Claims the recorded row with the same content; false if there is none. */
  claim(fact: Fact): boolean {
    return this.take(this.byKey, wholeOf(fact)) !== null || this.take(this.byKey, essenceOf(fact)) !== null;
  }

  /** Claims what is recorded in the place of a row that was not found: the row has been changed. */
  claimInstead(fact: Fact): RecordedFact | null {
    const { isAlone = false } = kindOf(fact);
    // Of a document that another recorded, another date and another amount are another batch under the same paper.
    const isChanged = ({ fact: { cells }, isLoaded }: RecordedFact) =>
      isLoaded || isAlone || cells['日期'] === fact.cells['日期'] || cells['金额'] === fact.cells['金额'];
    const there = (this.byPlace.get(placeOf(fact)) ?? []).filter((it) => this.unclaimed.has(it) && isChanged(it));
    const closest = there.find(({ fact: { cells } }) => cells['金额'] === fact.cells['金额']) ?? there[0] ?? null;
    if (closest) this.unclaimed.delete(closest);
    return closest;
  }

  /** What an earlier load recorded and no row of the folder has claimed. */
  leftOver(): Fact[] {
    return [...this.unclaimed].filter(({ isLoaded }) => isLoaded).map(({ fact }) => fact);
  }

  private add(recorded: RecordedFact): void {
    const { fact, isLoaded } = recorded;
    this.unclaimed.add(recorded);
    // A load's own row is found again as it was; a row of others by what it comes to.
    push(this.byKey, isLoaded ? wholeOf(fact) : essenceOf(fact), recorded);
    push(this.byPlace, placeOf(fact), recorded);
  }

  private take(index: ReadonlyMap<string, RecordedFact[]>, key: string): RecordedFact | null {
    const found = index.get(key)?.find((it) => this.unclaimed.has(it)) ?? null;
    if (found) this.unclaimed.delete(found);
    return found;
  }
}

function push(index: Map<string, RecordedFact[]>, key: string, recorded: RecordedFact): void {
  const known = index.get(key);
  if (known) known.push(recorded);
  else index.set(key, [recorded]);
}
