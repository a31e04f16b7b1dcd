import { type JsonObject, type Position, type StoredEvent, type StoredMetadata } from '../port';
import { toPosition } from '../position';
import { queryRows, type Queryable } from './connection';
import { fromBytea } from './hex';

const COLUMNS = 'position, stream, revision, id, type, version, data, metadata, recorded_at, hash';

const STREAM_PAGE = {
  name: 'event-store-stream-page',
  text: `SELECT ${COLUMNS} FROM event_store.event WHERE stream = $1 AND revision >= $2 ORDER BY revision LIMIT $3`,
};

const LOG_PAGE = {
  name: 'event-store-log-page',
  text: `SELECT ${COLUMNS} FROM event_store.event WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3`,
};

/** The events of a stream from a revision on, at most `limit`. */
export async function streamPage(db: Queryable, stream: string, from: number, limit: number): Promise<StoredEvent[]> {
  return (await queryRows<EventRow>(db, STREAM_PAGE, [stream, from, limit])).map(decode);
}

/** The events of the log after one position and not after another, at most `limit`. */
export async function logPage(
  db: Queryable,
  { after, upTo }: { after: Position | undefined; upTo: Position },
  limit: number,
): Promise<StoredEvent[]> {
  return (await queryRows<EventRow>(db, LOG_PAGE, [after ?? 0, upTo, limit])).map(decode);
}

/** Yields the pages of a keyset read until one is not full; the next page is fetched while the consumer has this one. */
export async function* pagesUntilShort(
  limit: number,
  read: (last: StoredEvent | undefined) => Promise<StoredEvent[]>,
): AsyncGenerator<readonly StoredEvent[]> {
  let page = await read(undefined);
  while (page.length === limit) {
    const next = read(page.at(-1));
    // If the consumer stops here, nothing awaits this read, so its rejection is ignored.
    next.catch(() => {});
    yield page;
    page = await next;
  }
  if (page.length > 0) yield page;
}

type EventRow = [
  position: string,
  stream: string,
  revision: string,
  id: string,
  type: string,
  version: string,
  data: string,
  metadata: string,
  recordedAt: string,
  hash: string,
];

function decode([
  position,
  stream,
  revision,
  id,
  type,
  version,
  data,
  metadata,
  recordedAt,
  hash,
]: EventRow): StoredEvent {
  return {
    position: toPosition(position),
    stream,
    revision: Number(revision),
    id,
    type,
    version: Number(version),
    data: JSON.parse(data) as JsonObject,
    metadata: JSON.parse(metadata) as StoredMetadata,
    recordedAt: decodeInstant(recordedAt),
    hash: fromBytea(hash),
  };
}

/** `2020-06-30 08:00:00.12+00`, as PostgreSQL prints it (UTC, trailing zeros dropped), to ISO 8601 with milliseconds. */
function decodeInstant(text: string): string {
  const date = text.slice(0, 10);
  const time = text.slice(11, 19);
  const milliseconds = text.slice(20, -3).padEnd(3, '0');
  return `${date}T${time}.${milliseconds}Z`;
}
