import { type Pool } from 'pg';
import { type Position, type StoredEvent } from '@yujue/event-store';
import { projectPages } from '../projection/project-pages';
import { type EventSource } from '../projection/event-source';

/** Larger than a projector's, because nothing waits for a single page; small enough to be garbage before it is old. */
const PAGE_SIZE_EVENTS = 5_000;

/** Projects the log up to a position into the second set of tables, from where they are. */
export async function projectIntoShadow(
  pool: Pool,
  store: EventSource,
  position: Position,
  onProgress: (events: number) => void,
): Promise<void> {
  await projectPages({
    pool,
    schema: 'read_model_rebuild',
    store,
    open: (from) => upTo(position, store.readAll(from)),
    pageSizeEvents: PAGE_SIZE_EVENTS,
    signal: new AbortController().signal,
    onWritten: ({ eventNo }) => onProgress(eventNo),
  });
}

/** The pages until a position, and no event after it. */
async function* upTo(
  position: Position,
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<readonly StoredEvent[]> {
  for await (const page of pages) {
    const wanted = page.filter((event) => event.position <= position);
    if (wanted.length > 0) yield wanted;
    if (wanted.at(-1)?.position !== page.at(-1)?.position || wanted.at(-1)?.position === position) return;
  }
}
