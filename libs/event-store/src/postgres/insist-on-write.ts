import { type Availability } from '../availability/availability';
import { ConcurrencyError, EventStoreError, type Append, type TogetherAppends, type TogetherOptions } from '../port';
import { type TogetherSteps } from './append-together';

/**
 * Repeats a write while the server is away. After an unanswered attempt, a timeout of the next one (which may be waiting for
 * the first) does not mean that nothing was stored, so it is repeated too.
 */
export async function insistOnWrite<Result>(availability: Availability, write: () => Promise<Result>): Promise<Result> {
  let isUncertain = false;
  return availability.insist('write', () =>
    write().catch((error: unknown) => {
      const failure = isUncertain ? asUnanswered(error) : error;
      isUncertain ||= failure instanceof EventStoreError && failure.code === 'STORE_UNREACHABLE';
      throw failure;
    }),
  );
}

function asUnanswered(error: unknown): unknown {
  if (!(error instanceof EventStoreError) || error.code !== 'STORE_BUSY') return error;
  return new EventStoreError('STORE_UNREACHABLE', error.message, { cause: error });
}

/**
 * Repeats a whole list while the server is away; each append that is taken shows that the server is back. If a function made
 * the list and its commit was not answered, the same list is sent again first. The function is called again only when that
 * list was not stored and no longer fits the log.
 */
export async function insistTogether<Result>(
  availability: Availability,
  appends: TogetherAppends,
  { onProgress }: TogetherOptions,
  store: (appends: TogetherAppends, steps: TogetherSteps) => Promise<Result>,
): Promise<Result> {
  const patience = availability.patience('write');
  let unanswered: readonly Append[] | undefined;
  const steps: TogetherSteps = {
    onProgress: (taken) => {
      patience.succeeded();
      onProgress?.(taken);
    },
    onCommit: (list) => (unanswered = list),
  };
  for (;;) {
    try {
      const result = await store(unanswered ?? appends, steps);
      patience.succeeded();
      return result;
    } catch (error) {
      const isOutdated = error instanceof ConcurrencyError && unanswered !== undefined && unanswered !== appends;
      if (isOutdated) unanswered = undefined;
      else await patience.afterFailure(unanswered ? asUnanswered(error) : error);
    }
  }
}
