import { type AppendResult, ConcurrencyError, type EventStore } from '@yujue/event-store';
import { type DecidedAppends, appendDecided } from './append-decided';

/**
 * How often, and how long, appends that are stored in order are decided again after another writer was first. Nothing can keep
 * other writers out there, and the caller must get an answer.
 */
const ATTEMPTS_MAX = 20;
const ATTEMPTS_MAX_MS = 15_000;
/** So often a long list is tried, whatever time it takes. */
const ATTEMPTS_MIN = 3;

/**
 * Decides, and stores what was decided whole or not at all, where the store can. EventStoreDB cannot beyond one append: there
 * the appends are stored in their order, one by one, and `decide` continues from the part of them that it finds in the log.
 * Rejects with ConcurrencyError when others were first too often.
 */
export async function appendWholeOrInOrder<Decision extends DecidedAppends>(
  store: EventStore,
  decide: () => Promise<Decision>,
  onProgress?: (appends: number, decision: Decision) => void,
): Promise<{ readonly decision: Decision; readonly results: readonly AppendResult[] }> {
  if (store.appendsTogether) return appendDecided(store, decide, onProgress);
  const started = performance.now();
  for (let attempt = 1; ; attempt++) {
    const decision = await decide();
    const results: AppendResult[] = [];
    try {
      for (const append of decision.appends) {
        results.push(await store.append(append));
        onProgress?.(results.length, decision);
      }
      return { decision, results };
    } catch (error) {
      if (!(error instanceof ConcurrencyError)) throw error;
      const isLate = attempt >= ATTEMPTS_MIN && performance.now() - started > ATTEMPTS_MAX_MS;
      if (isLate || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}
