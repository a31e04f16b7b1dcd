import { type Queryable } from '@yujue/database';
import assert from 'node:assert/strict';
import { lastRevision, type EncodedAppend } from '../appending/encoded-append';
import { runsOf } from '../appending/runs';
import { headText } from '../hash-chain';
import { BIGINT, BinaryWriter, INTEGER, TEXT, TIMESTAMPTZ, UUID, type ElementType, type Span } from './binary-writer';
import { queryRows } from './connection';
import { endIdOf, endOf, type Segment } from './segments';

const APPEND_SEGMENTS = {
  name: 'event-store-append',
  text: `SELECT event_store.append_segments(
           $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
};

/** What an event takes beside its JSON, at most and roughly: its head, and its share of the columns. */
const EVENT_BYTES_BESIDE_JSON = 400;

const LINE_END = '\n';

/**
 * Stores the segments of a batch in one statement, which is one transaction unless `db` is inside another. All of it is stored,
 * and the answer is the number of events in the log before it; or nothing is stored, and the answer is null. `now` replaces
 * the database's clock.
 */
export async function appendSegments(
  db: Queryable,
  batch: readonly EncodedAppend[],
  segments: readonly Segment[],
  now: Date | null,
): Promise<number | null> {
  const values = [...parametersOf(batch, segments), lastRecordedAt(segments), now];
  const [row] = await queryRows<[logSize: string | null]>(db, APPEND_SEGMENTS, values);
  return row?.[0] == null ? null : Number(row[0]);
}

/** The newest of the dates that come with a log from elsewhere. */
function lastRecordedAt(segments: readonly Segment[]): string | null {
  let last: string | null = null;
  for (const { recordedAt } of segments) if (recordedAt !== undefined && recordedAt > (last ?? '')) last = recordedAt;
  return last;
}

/** A command, and where it is found again. */
interface CommandRow {
  readonly run: number;
  readonly append: EncodedAppend;
}

function parametersOf(batch: readonly EncodedAppend[], segments: readonly Segment[]): Buffer[] {
  const writer = new BinaryWriter(sizeOf(batch));
  const runs = [...runsOf(batch).values()];
  const runNumbers = new Map(runs.map(({ stream }, index) => [stream, index + 1]));
  const runOf = ({ stream }: { readonly stream: string }): number => runNumbers.get(stream)!;
  const { lines, lineBytes, firstBytes, segmentBytes } = writeLines(writer, segments);
  const commands = segments.flatMap((segment) =>
    segment.appends.map((append): CommandRow => ({ run: runOf(segment), append })),
  );
  const column = <Row, Value>(type: ElementType<Value>, rows: readonly Row[], valueOf: (row: Row) => Value | null) =>
    writer.array(type, rows.map(valueOf));
  let events = 0;
  return [
    column(TEXT, runs, (run) => run.stream),
    column(BIGINT, runs, (run) => run.expectedRevision),
    column(UUID, runs, (run) => run.expectedEventId),
    column(INTEGER, segments, runOf),
    column(INTEGER, segments, (segment) => (events += segment.events)),
    column(BIGINT, segments, endOf),
    column(UUID, segments, endIdOf),
    column(TIMESTAMPTZ, segments, ({ recordedAt }) => recordedAt ?? null),
    writer.array(INTEGER, firstBytes),
    writer.array(INTEGER, segmentBytes),
    writer.array(INTEGER, lineBytes),
    lines,
    column(INTEGER, commands, ({ run }) => run),
    column(UUID, commands, ({ append }) => append.commandId),
    column(BIGINT, commands, ({ append }) => append.expectedRevision + 1),
    column(BIGINT, commands, ({ append }) => lastRevision(append)),
  ].map((span) => writer.slice(span));
}

interface Lines {
  /** All segments' lines; the last line of a segment has no end. */
  readonly lines: Span;
  readonly lineBytes: readonly number[];
  /** Where each segment's lines begin, from 1. */
  readonly firstBytes: readonly number[];
  readonly segmentBytes: readonly number[];
}

/** Writes each event as a line: the text that its hash covers, up to the date, which the database adds. */
function writeLines(writer: BinaryWriter, segments: readonly Segment[]): Lines {
  const start = writer.length;
  const lineBytes: number[] = [];
  const firstBytes: number[] = [];
  const segmentBytes: number[] = [];
  for (const segment of segments) {
    const first = writer.length;
    firstBytes.push(first - start + 1);
    for (const { stream, expectedRevision, events } of segment.appends) {
      for (const [index, event] of events.entries()) {
        if (writer.length > first) writer.text(LINE_END);
        // PostgreSQL has no text with this character, and the view of the events would not show it.
        assert(!event.type.includes('\0'), 'a type of event without NUL');
        const head = headText({ ...event, stream, revision: expectedRevision + 1 + index });
        lineBytes.push(writer.text(`${head},${event.data},${event.metadata}`));
      }
    }
    segmentBytes.push(writer.length - first);
  }
  return { lines: { start, end: writer.length }, lineBytes, firstBytes, segmentBytes };
}

function sizeOf(batch: readonly EncodedAppend[]): number {
  return batch.reduce((sum, { bytes, events }) => sum + bytes + events.length * EVENT_BYTES_BESIDE_JSON, 0);
}
