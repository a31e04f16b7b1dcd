import { type Append, type AppendResult, ConcurrencyError, type EventStore } from '@yujue/event-store';

/** How often a decision over several appends is tried beside other writers, before others must wait for it. */
const ATTEMPTS_BESIDE_OTHERS = 3;
const ATTEMPTS_MAX = 20;

/** What was decided, and what it writes. */
export interface DecidedAppends {
  readonly appends: readonly Append[];
}

/**
 * Decides, and appends what was decided together. If another writer was first, it decides again; after a few times it
 * decides while no one else can append, so that a long list gets through beside a busy writer. `decide` reads the log each time,
 * and may reject. Rejects with ConcurrencyError only where the store has no transactions.
 */
export async function appendDecided<Decision extends DecidedAppends>(
  store: EventStore,
  decide: () => Promise<Decision>,
  onProgress?: (appends: number, decision: Decision) => void,
): Promise<{ readonly decision: Decision; readonly results: readonly AppendResult[] }> {
  for (let attempt = 1; ; attempt++) {
    let decision: Decision | undefined;
    const appends = async () => {
      decision = await decide();
      return decision.appends;
    };
    try {
      const results = await store.appendTogether(attempt > ATTEMPTS_BESIDE_OTHERS ? appends : await appends(), {
        onProgress: (done) => onProgress?.(done, decision!),
      });
      return { decision: decision!, results };
    } catch (error) {
      if (!(error instanceof ConcurrencyError) || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}
