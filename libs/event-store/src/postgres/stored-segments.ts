import { type Queryable } from '@yujue/database';
import { canonicalText } from '../hash-chain';
import { type ChainLink, EventStoreError, type StoredEvent } from '../port';
import { toPosition } from '../position';
import { queryRows } from './connection';
import { METADATA_INDEX, parseEventLine, type EventLine } from './event-line';
import { fromBytea } from './hex';

const COLUMNS = 'position, stream, revision, recorded_at, hashes, events';

// Up to the segment that has the last event asked for, or to the end. Not up to a number of rows, which may hold many events
// each; and not up to a number of events, which a log that lacks some of them would not reach.
const OF_STREAM = {
  name: 'event-store-segments-of-stream',
  text: `SELECT ${COLUMNS} FROM event_store.segment
         WHERE stream = $1 AND revision >= $2 AND revision <= least(
           $4::bigint, (SELECT min(revision) FROM event_store.segment WHERE stream = $1 AND revision >= $3))
         ORDER BY revision`,
};

// The one event, cut out of its segment by the server: a segment may have a thousand, of which nobody wants the others.
const ONE_OF_STREAM = {
  name: 'event-store-event-of-stream',
  text: `SELECT position - behind, stream, revision - behind, recorded_at,
                substr(hashes, 32 * (events_count - 1 - behind)::integer + 1, 32), split_part(events, E'\\n', -1 - behind::integer)
         FROM (SELECT *, revision - $2::bigint AS behind, octet_length(hashes) / 32 AS events_count
               FROM event_store.segment WHERE stream = $1 AND revision >= $2 ORDER BY revision LIMIT 1) AS segment
         WHERE behind < events_count`,
};

const OF_LOG = {
  name: 'event-store-segments-of-log',
  text: `SELECT ${COLUMNS} FROM event_store.segment
         WHERE position >= $1 AND position <= least(
           $3::bigint, (SELECT min(position) FROM event_store.segment WHERE position >= $2))
         ORDER BY position`,
};

type SegmentRow = [
  position: string,
  stream: string,
  revision: string,
  recordedAt: string,
  hashes: string,
  events: string,
];

/** A segment as it was read; its events are decoded only when they are asked for. */
export class StoredSegment {
  /** Of its last event. */
  readonly position: number;
  readonly revision: number;
  private readonly stream: string;
  private readonly recordedAt: string;
  private readonly hashes: string;
  private readonly lines: readonly string[];

  constructor([position, stream, revision, recordedAt, hashes, events]: SegmentRow) {
    this.position = Number(position);
    this.stream = stream;
    this.revision = Number(revision);
    this.recordedAt = decodeInstant(recordedAt);
    this.hashes = fromBytea(hashes);
    this.lines = events.split('\n');
  }

  /** Adds the events with at most and at least so many of the segment's events behind them to a list. */
  addTo(events: StoredEvent[], mostBehind: number, leastBehind: number): void {
    for (let behind = this.mostBehind(mostBehind); behind >= Math.max(leastBehind, 0); behind -= 1)
      events.push(this.event(behind));
  }

  /** Adds the links of those events to a list, without parsing them. */
  addLinksTo(links: ChainLink[], mostBehind: number, leastBehind: number): void {
    const start = `[${JSON.stringify(this.stream)},`;
    for (let behind = this.mostBehind(mostBehind); behind >= Math.max(leastBehind, 0); behind -= 1) {
      const line = this.line(behind);
      const { stream } = this;
      const revision = this.revision - behind;
      const event = () => this.event(behind);
      // A line of another place is not this event's text.
      const isInPlace = line.startsWith(`${start}${revision},`);
      const text = isInPlace ? `${line},"${this.recordedAt}"]` : canonicalText(event());
      links.push({
        stream,
        revision,
        position: toPosition(this.position - behind),
        hash: this.hash(behind),
        text,
        event,
      });
    }
  }

  private mostBehind(wanted: number): number {
    return Math.min(wanted, this.lines.length - 1);
  }

  private line(behind: number): string {
    return this.lines[this.lines.length - 1 - behind]!;
  }

  private hash(behind: number): string {
    const index = this.lines.length - 1 - behind;
    return this.hashes.slice(index * HASH_HEX, (index + 1) * HASH_HEX);
  }

  /** The stream and the revision are the segment's, whatever the line says: the hash must fit them. */
  private event(behind: number): StoredEvent {
    const line = this.parse(this.line(behind), behind);
    // Written out: an object that is spread into this one costs as much as the parsing.
    return {
      position: toPosition(this.position - behind),
      stream: this.stream,
      revision: this.revision - behind,
      id: line[2],
      type: line[3],
      version: line[4],
      data: line[5],
      metadata: line[METADATA_INDEX],
      recordedAt: this.recordedAt,
      hash: this.hash(behind),
    };
  }

  private parse(line: string, behind: number): EventLine {
    try {
      return parseEventLine(line);
    } catch (cause) {
      const where = `事件流 ${this.stream} 第 ${this.revision - behind} 号事件`;
      throw new EventStoreError('STORE_CORRUPT', `${where}的内容已损坏，无法读出。请从备份恢复数据库。`, { cause });
    }
  }
}

const HASH_HEX = 64;
const BIGINT_MAX = '9223372036854775807';

/** The segments of a stream from the one with a revision up to the one with another, or to the stream's end. */
export async function segmentsOfStream(
  db: Queryable,
  stream: string,
  from: number,
  to: number,
): Promise<StoredSegment[]> {
  if (from === to) return segmentsIn(await queryRows<SegmentRow>(db, ONE_OF_STREAM, [stream, from]));
  return segmentsIn(await queryRows<SegmentRow>(db, OF_STREAM, [stream, from, to, BIGINT_MAX]));
}

/** The segments of the log from the one with a position up to the one with another, or to the log's end. */
export async function segmentsOfLog(db: Queryable, from: number, to: number): Promise<StoredSegment[]> {
  return segmentsIn(await queryRows<SegmentRow>(db, OF_LOG, [from, to, BIGINT_MAX]));
}

const segmentsIn = (rows: readonly SegmentRow[]): StoredSegment[] => rows.map((row) => new StoredSegment(row));

/** `2020-06-30 08:00:00.12+00`, as PostgreSQL prints it (UTC, trailing zeros dropped), to ISO 8601 with milliseconds. */
function decodeInstant(text: string): string {
  const date = text.slice(0, 10);
  const time = text.slice(11, 19);
  const milliseconds = text.slice(20, -3).padEnd(3, '0');
  return `${date}T${time}.${milliseconds}Z`;
}
