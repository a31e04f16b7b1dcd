import { type Pool } from 'pg';
import { type StoredEvent, type SubscribeOptions } from '@yujue/event-store';
import { type Schema } from '../connection';
import { type Batch } from './batch';
import { OvertakenError, Projection, UnwritablePageError } from './projection';
import { UnprojectableEventError } from './unprojectable-event';

/** Opens the log after a checkpoint: to its end, or to follow it until `signal` aborts. */
export type OpenPages = (options: SubscribeOptions) => AsyncIterable<readonly StoredEvent[]>;

export interface ProjectPagesOptions {
  readonly pool: Pool;
  readonly schema: Schema;
  readonly open: OpenPages;
  readonly pageSizeEvents: number;
  readonly signal: AbortSignal;
  readonly onWritten?: (batch: Batch) => void;
}

/**
 * Projects what `open` gives until it ends: null then; or the event before which the projection had to stop, when the
 * events before it are written and the reason is kept. Being overtaken by another projector only means to look again.
 * Faults of the store and of the database are thrown.
 */
export async function projectPages(options: ProjectPagesOptions): Promise<UnprojectableEventError | null> {
  const { pool, schema, open, signal, onWritten } = options;
  let { pageSizeEvents } = options;
  let culprit: UnprojectableEventError | null = null;
  for (;;) {
    const projection: Projection = await Projection.open(pool, schema);
    // The pages of an attempt that ends in an error must not wait for events for ever.
    const attempt = new AbortController();
    try {
      if (culprit) {
        await projection.stopBefore(culprit);
        return culprit;
      }
      const after = projection.start.position ?? undefined;
      await projection.run(
        open({ after, pageSizeEvents, signal: AbortSignal.any([signal, attempt.signal]) }),
        onWritten,
      );
      return null;
    } catch (error) {
      culprit = culpritOf(error);
      if (culprit || error instanceof OvertakenError) continue;
      if (!(error instanceof UnwritablePageError)) throw error;
      // Half as large, until the page at fault is a single event.
      pageSizeEvents = Math.ceil(error.events.length / 2);
    } finally {
      attempt.abort();
    }
  }
}

/** The event that an error is about, when it is about a single one. */
function culpritOf(error: unknown): UnprojectableEventError | null {
  if (error instanceof UnprojectableEventError) return error;
  if (!(error instanceof UnwritablePageError)) return null;
  return error.events.length === 1 ? new UnprojectableEventError(error.events, 0, error.cause) : null;
}
