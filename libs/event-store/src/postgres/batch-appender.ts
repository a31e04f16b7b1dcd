import { type Queryable } from '@yujue/database';
import { NO_EVENTS, storedNow, type EncodedAppend } from '../appending/encoded-append';
import { runsOf } from '../appending/runs';
import { type Verdict } from '../appending/verdict';
import { toPosition } from '../position';
import { appendSegments } from './append-segments';
import { queryRows } from './connection';
import { commandKey, confirmCommit, knownCommands } from './known-commands';
import { segmentsOf, type Segment } from './segments';

interface StreamHead {
  readonly revision: number;
  readonly eventId: string | null;
}

const NO_HEAD: StreamHead = { revision: NO_EVENTS, eventId: null };

const READ_HEADS = {
  name: 'event-store-stream-heads',
  text: `SELECT stream, last.revision, last.event_id
         FROM unnest($1::text[]) AS stream
         CROSS JOIN LATERAL (
           SELECT revision, event_id FROM event_store.segment
           WHERE segment.stream = stream.stream ORDER BY revision DESC LIMIT 1) AS last`,
};

/** Stores batches of appends, as `takeBatch` forms them, in one round trip each, and says what became of each append. */
export class BatchAppender {
  constructor(
    private readonly db: Queryable,
    /** Replaces the database's clock, for tests. */
    private readonly clock?: () => Date,
  ) {}

  /** One verdict an append, in order. Rejects when nothing of the batch was stored, or when the store cannot be reached. */
  async append(batch: readonly EncodedAppend[]): Promise<readonly Verdict[]> {
    const segments = segmentsOf(batch);
    const logSize = await appendSegments(this.db, batch, segments, this.clock?.() ?? null);
    return logSize === null ? this.judge(batch) : accept(batch, segments, logSize);
  }

  /**
   * Finds out whose fault it was that the batch was not stored. A run with a known command in it is refused as a whole:
   * what follows was decided on the belief that the command is new.
   */
  private async judge(batch: readonly EncodedAppend[]): Promise<readonly Verdict[]> {
    const runs = runsOf(batch);
    const known = await knownCommands(this.db, batch);
    if (known.size > 0) await confirmCommit(this.db);
    const heads = await this.heads([...runs.keys()]);
    const runsWithKnown = new Set(batch.filter((append) => known.has(commandKey(append))).map(({ stream }) => stream));
    return batch.map((append): Verdict => {
      const { stream } = append;
      const command = known.get(commandKey(append));
      if (command) return { kind: 'known', command };
      const { expectedRevision, expectedEventId } = runs.get(stream)!;
      const { revision, eventId } = heads.get(stream) ?? NO_HEAD;
      const isInPlace = expectedRevision === revision && expectedEventId === eventId && !runsWithKnown.has(stream);
      return isInPlace ? { kind: 'again' } : { kind: 'conflict', actualRevision: revision };
    });
  }

  private async heads(streams: readonly string[]): Promise<ReadonlyMap<string, StreamHead>> {
    const rows = await queryRows<[stream: string, revision: string, id: string]>(this.db, READ_HEADS, [streams]);
    return new Map(rows.map(([stream, revision, eventId]) => [stream, { revision: Number(revision), eventId }]));
  }
}

function accept(
  batch: readonly EncodedAppend[],
  segments: readonly Segment[],
  logSizeBefore: number,
): readonly Verdict[] {
  const positions = new Map<EncodedAppend, number>();
  let logSize = logSizeBefore;
  for (const append of segments.flatMap(({ appends }) => appends)) {
    logSize += append.events.length;
    positions.set(append, logSize);
  }
  return batch.map((append): Verdict => {
    return { kind: 'appended', result: storedNow(append, toPosition(positions.get(append)!)) };
  });
}
