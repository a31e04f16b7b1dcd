import { type ChainedEvent, NO_EVENTS } from '../appending/encoded-append';
import { type StoredCommand } from '../appending/stored-command';
import { GENESIS_HASH } from '../hash-chain';
import { EventStoreError, type Snapshot, type SnapshotStore } from '../port';
import { CommandIndex } from './command-index';
import { type StreamReader } from './stream-reader';
import { type WrittenEvent } from './wire-event';

const SCHEMA = 'commands-2';
const UUID_LENGTH = 36;
/** A snapshot is written after this many events, and in a long stream after this share of its events. */
const SNAPSHOT_EVERY_EVENTS = 1_000;
const SNAPSHOT_EVERY_SHARE = 0.01;

/** A command as found in its stream, with the attempt that wrote it. */
export interface WrittenCommand {
  readonly command: StoredCommand;
  readonly attempt: string;
}

/** The last event of a stream. */
interface Last {
  readonly revision: number;
  readonly eventId: string | null;
  readonly hash: string;
  readonly recordedAt: string;
}

const NONE: Last = { revision: NO_EVENTS, eventId: null, hash: GENESIS_HASH, recordedAt: '' };

/**
 * Keeps the last event of a stream and all commands that wrote it. It starts from a snapshot and the events after it, so a
 * process that opens a long stream for the first time reads a hundredth of it at most.
 */
export class StreamCache {
  last: Last = NONE;
  /**
   * Whether the stream was read to its end once. A snapshot alone is not enough: it has neither the hash nor the date of the
   * last event.
   */
  isRead = false;
  private isBegun = false;
  private readonly commands = new CommandIndex();
  private snapshotAt = 0;
  /** Concurrent calls of `catchUp` take turns: the answers of two reads would mix. */
  private reading: Promise<void> = Promise.resolve();

  constructor(
    readonly stream: string,
    private readonly reader: Pick<StreamReader, 'read'>,
    private readonly snapshots: SnapshotStore,
  ) {}

  /** What the book takes in memory. */
  get size(): number {
    return this.commands.size;
  }

  knows(commandId: string): boolean {
    return this.commands.has(commandId);
  }

  /** Reads what a known command wrote; undefined for one that is not known. */
  async find(commandId: string): Promise<WrittenCommand | undefined> {
    const place = this.commands.place(commandId);
    if (place === undefined) return undefined;
    const { firstRevision, lastRevision } = place;
    for await (const [written] of this.reader.read(this.stream, lastRevision, { maxEvents: 1 })) {
      if (written?.event.metadata.commandId.toLowerCase() !== commandId) break;
      const { fingerprint } = written.event.metadata;
      const { position } = written.event;
      const command = { firstRevision, lastRevision, position, repeated: true, fingerprint } as const;
      return { command, attempt: written.attempt };
    }
    throw new EventStoreError('STORE_CORRUPT', `事件流 ${this.stream} 第 ${lastRevision} 号事件读不到，请检查事件库。`);
  }

  /** Reads the events after the last known one. */
  catchUp(): Promise<void> {
    const read = this.reading.then(() => this.read());
    this.reading = read.catch(() => undefined);
    return read;
  }

  /** Adds events that this process has just stored. */
  wrote(events: readonly ChainedEvent[], commandIds: readonly string[]): void {
    events.forEach((event, index) => {
      if (event.revision !== this.last.revision + 1) return;
      this.commands.add(commandIds[index]!, event.revision);
      const { revision, id: eventId, hash, recordedAt } = event;
      this.last = { revision, eventId, hash, recordedAt };
    });
    this.snapshotWhenDue();
  }

  /**
   * Reads the last known event again: the log may have been restored from an older backup, or the snapshot may belong to
   * another log. In that case it reads the stream from its start.
   */
  private async read(): Promise<void> {
    if (!this.isBegun) await this.begin();
    const { revision, eventId } = this.last;
    let isConfirmed = revision === NO_EVENTS;
    for await (const group of this.reader.read(this.stream, Math.max(revision, 0))) {
      isConfirmed ||= group[0]?.event.id === eventId;
      if (!isConfirmed) break;
      for (const written of group) this.take(written);
    }
    if (!isConfirmed) {
      this.forget();
      return this.read();
    }
    this.isRead = true;
    this.snapshotWhenDue();
  }

  private async begin(): Promise<void> {
    const snapshot = await this.snapshots.load(nameOf(this.stream), SCHEMA).catch(() => null);
    this.isBegun = true;
    if (snapshot === null) return;
    this.commands.read(snapshot.state.slice(UUID_LENGTH));
    // Its hash and date come with the event, which is read next.
    this.last = { ...NONE, revision: snapshot.revision, eventId: snapshot.state.slice(0, UUID_LENGTH) };
    this.snapshotAt = snapshot.revision;
  }

  private forget(): void {
    this.commands.clear();
    this.last = NONE;
    this.snapshotAt = 0;
  }

  private take({ event }: WrittenEvent): void {
    const { revision, id: eventId, hash, recordedAt } = event;
    if (revision < this.last.revision) return;
    if (revision > this.last.revision) this.commands.add(event.metadata.commandId.toLowerCase(), revision);
    this.last = { revision, eventId, hash, recordedAt };
  }

  private snapshotWhenDue(): void {
    const { revision, eventId } = this.last;
    if (revision - this.snapshotAt < Math.max(SNAPSHOT_EVERY_EVENTS, revision * SNAPSHOT_EVERY_SHARE)) return;
    this.snapshotAt = revision;
    const state = `${eventId}${this.commands.write()}`;
    const snapshot: Snapshot = { stream: nameOf(this.stream), revision, schema: SCHEMA, state };
    // Correctness never needs a snapshot; if it cannot be saved, the next process reads more events.
    this.snapshots.save(snapshot).catch(() => undefined);
  }
}

/** A different name from the snapshot of the stream's fold, which is stored under the name of the stream. */
const nameOf = (stream: string): string => `${stream}#commands`;
