import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type LogPosition, type ProposedEvent } from './recorded-event';

/** What one write put into one stream: all of it or nothing is in the log. */
export interface LogEntry {
  readonly stream: string;
  /** Revision of the first event. */
  readonly first: bigint;
  readonly createdMs: number;
  readonly events: readonly ProposedEvent[];
}

/** The place of an entry in the file, in bytes. */
interface Extent {
  readonly start: bigint;
  readonly length: number;
}

/** The distance between the prepares of one entry. Every event takes more bytes than this, so that they stay inside. */
const PREPARE_DISTANCE_BYTES = 64n;

/**
 * The log on disk: one line of JSON an entry, only ever appended to, and synced before anything is answered.
 * A line without an end was never acknowledged and is dropped when the file is opened.
 */
export class LogFile {
  private unwritten: { readonly line: string; readonly start: number }[] = [];

  private constructor(
    private readonly descriptor: number,
    private length: number,
    private readonly firstPosition: bigint,
  ) {}

  /** Opens the log in `directory`, which need not exist, and calls `restore` with each entry it holds. */
  static open(
    directory: string,
    firstPosition: bigint,
    restore: (entry: LogEntry, place: Extent, file: LogFile) => void,
  ): LogFile {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, 'events.jsonl');
    const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const whole = content.lastIndexOf('\n') + 1;
    const descriptor = openSync(path, 'a');
    ftruncateSync(descriptor, whole);
    const file = new LogFile(descriptor, whole, firstPosition);
    for (let start = 0; start < whole;) {
      const end = content.indexOf('\n', start) + 1;
      restore(parse(content.toString('utf8', start, end)), { start: BigInt(start), length: end - start }, file);
      start = end;
    }
    return file;
  }

  /** Adds an entry for the next `flush` and returns its place in the file. */
  add(entry: LogEntry): Extent {
    const line = print(entry);
    const place = { start: BigInt(this.length), length: Buffer.byteLength(line) };
    this.unwritten.push({ line, start: this.length });
    this.length += place.length;
    return place;
  }

  /** Position of the event `index` in the entry at `place`. */
  position(place: Extent, index: number, commit: 'equals-prepare' | 'after-prepare'): LogPosition {
    const prepare = this.firstPosition + place.start + BigInt(index) * PREPARE_DISTANCE_BYTES;
    const endOfEntry = this.firstPosition + place.start + BigInt(place.length - 1);
    return { prepare, commit: commit === 'equals-prepare' ? prepare : endOfEntry };
  }

  /** Writes the first `entries` of the added entries and waits until they are on the disk, with one sync for all. */
  flush(entries: number): void {
    const written = this.unwritten.splice(0, entries);
    if (written.length === 0) return;
    writeFileSync(this.descriptor, written.map(({ line }) => line).join(''));
    fsyncSync(this.descriptor);
  }

  /** Forgets entries that were added and not written; the next entry gets their place. */
  forget(): void {
    this.length = this.unwritten[0]?.start ?? this.length;
    this.unwritten = [];
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function print({ stream, first, createdMs, events }: LogEntry): string {
  const written = events.map(({ data, metadata, ...event }) => ({
    ...event,
    data: base64(data),
    metadata: base64(metadata),
  }));
  return `${JSON.stringify({ stream, first: String(first), createdMs, events: written })}\n`;
}

interface PrintedEntry extends Omit<LogEntry, 'first' | 'events'> {
  readonly first: string;
  readonly events: readonly (Omit<ProposedEvent, 'data' | 'metadata'> & { data: string; metadata: string })[];
}

function parse(line: string): LogEntry {
  const entry = JSON.parse(line) as PrintedEntry;
  const events = entry.events.map(({ data, metadata, ...event }) => ({
    ...event,
    data: Buffer.from(data, 'base64'),
    metadata: Buffer.from(metadata, 'base64'),
  }));
  return { ...entry, first: BigInt(entry.first), events };
}
