import { type Pool } from 'pg';
import { type StoredEvent, type SubscribeOptions } from '@yujue/event-store';
import { type Schema } from '../connection';
import { type EventSource } from './event-source';
import { pagesUpTo } from './pages-up-to';
import { OvertakenError, type Progress, Projection, RefusedEventsError } from './projection';

/** Opens the log after a checkpoint: to its end, or to follow it until `signal` aborts. */
export type OpenPages = (options: SubscribeOptions) => AsyncIterable<readonly StoredEvent[]>;

export interface ProjectPagesOptions {
  readonly pool: Pool;
  readonly schema: Schema;
  readonly store: EventSource;
  readonly open: OpenPages;
  readonly pageSizeEvents: number;
  /** At least so many events are written at once, unless there are no more; each page as it comes when absent. */
  readonly eventsPerWrite?: number;
  readonly signal: AbortSignal;
  readonly onWritten?: (progress: Progress) => void;
  /** Called when another projector has already written the page. */
  readonly onOvertaken?: () => void;
}

/**
 * Projects what `open` gives until it ends. An event that cannot be projected stops its own stream, and the reason is
 * kept. Being overtaken by another projector only means to look again. Faults of the store and of the database are thrown.
 *
 * @throws HistoryChangedError when the log is not the one that the tables were made from any more
 */
export async function projectPages(options: ProjectPagesOptions): Promise<void> {
  const { pool, schema, store, open, pageSizeEvents, eventsPerWrite = 1, signal, onOvertaken } = options;
  const { onWritten = () => undefined } = options;
  const projection = await Projection.open(pool, schema, store);
  let refused: RefusedEventsError | null = null;
  for (;;) {
    // The pages of an attempt that ends in an error must not wait for events forever.
    const attempt = new AbortController();
    try {
      if (refused) {
        const { after, upTo } = refused;
        const again = store.readAll({ ...(after !== null && { after }), pageSizeEvents });
        for await (const page of pagesUpTo(upTo, again)) onWritten(await projection.writeCarefully(page));
      }
      refused = null;
      const after = projection.position ?? undefined;
      await projection.run(open({ after, pageSizeEvents, signal: AbortSignal.any([signal, attempt.signal]) }), {
        onWritten,
        eventsPerWrite,
      });
      return;
    } catch (error) {
      if (!(error instanceof OvertakenError || error instanceof RefusedEventsError)) throw error;
      await projection.refresh();
      onOvertaken?.();
      // Unless another projector has written the events meanwhile, or a part of them.
      const isNext = error instanceof RefusedEventsError && error.after === projection.position;
      refused = isNext ? error : null;
    } finally {
      attempt.abort();
    }
  }
}
