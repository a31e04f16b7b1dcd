import { type Pool } from 'pg';
import { PAGE_SIZE_EVENTS_DEFAULT, type Position } from '@yujue/event-store';
import { pagesUpTo } from '../projection/pages-up-to';
import { projectPages } from '../projection/project-pages';
import { type EventSource } from '../projection/event-source';

/** Larger than a projector's, because nothing waits for a single write. */
const EVENTS_PER_WRITE = 20_000;

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
    open: (from) => pagesUpTo(position, store.readAll(from)),
    pageSizeEvents: PAGE_SIZE_EVENTS_DEFAULT,
    eventsPerWrite: EVENTS_PER_WRITE,
    signal: new AbortController().signal,
    onWritten: ({ eventNo }) => onProgress(eventNo),
  });
}
