import { type Availability } from '../availability/availability';
import { ConcurrencyError, EventStoreError, type Append, type TogetherAppends, type TogetherOptions } from '../port';
import { type TogetherSteps } from './append-together';

/**
 * Repeats a write while the server is away. Once an attempt was not answered, a limit of time that the next one runs into
 * (it may be waiting for the first) does not say that nothing was stored: it is repeated too.
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
 * Repeats a list as a whole while the server is away; each append that is taken shows that it is there. A list that a
 * function made and whose commit was not answered is given again as it was: only where it proves not to be stored, and not
 * to fit any more, is it made anew.
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
