import { NO_EVENTS } from '../appending/encoded-append';
import { GENESIS_HASH } from '../hash-chain';
import { queryRows, type Queryable } from './connection';
import { fromBytea } from './hex';

/** The last event of a stream, as far as the adapter has seen it. */
export interface StreamHead {
  readonly revision: number;
  readonly hash: string;
}

/** How many streams' heads are remembered: some 200 bytes each. */
const STREAM_HEADS_MAX = 20_000;

const READ_HEADS = {
  name: 'event-store-stream-heads',
  text: `SELECT stream, last.revision, last.hash
         FROM unnest($1::text[]) AS stream
         CROSS JOIN LATERAL (
           SELECT revision, hash FROM event_store.event
           WHERE event.stream = stream.stream ORDER BY revision DESC LIMIT 1) AS last`,
};

/**
 * The heads of the streams that were last read or appended to, so that an append needs no read for the hash that it is
 * chained to. Only a hint: the append itself checks revision and hash.
 */
export class StreamHeads {
  private readonly heads = new Map<string, StreamHead>();

  /** The hash of a stream's event at a revision, if that is the last event known. */
  hashAt(stream: string, revision: number): string | undefined {
    if (revision === NO_EVENTS) return GENESIS_HASH;
    const head = this.heads.get(stream);
    return head?.revision === revision ? head.hash : undefined;
  }

  remember(stream: string, { revision, hash }: StreamHead): void {
    this.heads.delete(stream);
    this.heads.set(stream, { revision, hash });
    // A Map keeps its keys in the order in which they were set, so the first one is the one longest not used.
    const [oldest] = this.heads.keys();
    if (this.heads.size > STREAM_HEADS_MAX && oldest !== undefined) this.heads.delete(oldest);
  }

  /** Reads the heads of streams, and remembers them; streams without events are not in the answer. */
  async fetch(db: Queryable, streams: readonly string[]): Promise<Map<string, StreamHead>> {
    const rows = await queryRows<[stream: string, revision: string, hash: string]>(db, READ_HEADS, [streams]);
    const heads = rows.map(([stream, revision, hash]): [string, StreamHead] => [
      stream,
      { revision: Number(revision), hash: fromBytea(hash) },
    ]);
    for (const [stream, head] of heads) this.remember(stream, head);
    return new Map(heads);
  }
}
