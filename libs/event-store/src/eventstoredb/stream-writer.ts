import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Availability } from '../availability/availability';
import { chainAppends, type ChainedEvent, type EncodedAppend, storedNow } from '../appending/encoded-append';
import { GroupCommit } from '../appending/group-commit';
import { type StoredCommand } from '../appending/stored-command';
import { type BatchLimits } from '../appending/take-batch';
import { type Verdict } from '../appending/verdict';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EventStoreError, type AppendResult } from '../port';
import { type AppendCall } from './append-call';
import { type StreamCache } from './stream-cache';
import { type StreamNames } from './stream-names';
import { toWireEvent } from './wire-event';

/** The server takes one append of one stream at a time, so waiting appends of a stream go into it together. */
const BATCH_LIMITS: BatchLimits = { appends: APPEND_EVENTS_MAX, events: APPEND_EVENTS_MAX, bytes: APPEND_BYTES_MAX };
/** When another append took a revision, the server refuses ours at once; the other can be read some milliseconds later. */
const WINNER_VISIBLE_WITHIN_MS = 3_000;
const LOOK_AGAIN_FIRST_MS = 2;
const LOOK_AGAIN_MAX_MS = 100;

/** What all writers of a store share. */
export interface WriterContext {
  readonly appends: AppendCall;
  readonly names: StreamNames;
  readonly clock: () => Date;
  readonly availability: Availability;
}

/** Appends to one stream. */
export class StreamWriter {
  private readonly commits: GroupCommit;
  private waiting = 0;

  constructor(
    readonly book: StreamCache,
    private readonly context: WriterContext,
  ) {
    this.commits = new GroupCommit((batch) => this.insist(batch), BATCH_LIMITS);
  }

  get isIdle(): boolean {
    return this.waiting === 0;
  }

  async submit(append: EncodedAppend): Promise<AppendResult> {
    this.waiting += 1;
    try {
      return await this.commits.submit(append);
    } finally {
      this.waiting -= 1;
    }
  }

  findCommand(commandId: string): Promise<StoredCommand | null> {
    return this.context.availability.insist('read', async () => {
      await this.book.catchUp();
      return (await this.book.find(commandId))?.command ?? null;
    });
  }

  close(): Promise<void> {
    return this.commits.close();
  }

  /** Repeats the batch while the server is away. Looks up what an unanswered attempt has stored before the next attempt. */
  private insist(batch: readonly EncodedAppend[]): Promise<readonly Verdict[]> {
    const attempts = new Set<string>();
    return this.context.availability.insist('write', () => this.write(batch, attempts));
  }

  /**
   * Writes consecutive appends of the stream as one append. The ids on the server belong to this attempt, so an answer that
   * it was stored does not have to be read back; no other append can be stored at the same revision.
   */
  private async write(batch: readonly EncodedAppend[], attempts: Set<string>): Promise<readonly Verdict[]> {
    const { book } = this;
    const [{ expectedRevision, expectedEventId }] = batch as [EncodedAppend];
    const isReady = () =>
      book.last.revision === expectedRevision &&
      book.last.eventId === expectedEventId &&
      !batch.some(({ commandId }) => book.knows(commandId));
    // The book may be out of date: other processes wrote, or the log went back.
    if (!book.isRead || attempts.size > 0 || !isReady()) await book.catchUp();
    if (!isReady()) return this.refuse(batch, attempts);

    const attempt = randomUUID();
    attempts.add(attempt);
    const events = this.chain(batch);
    const answer = await this.context.appends.append({
      stream: this.context.names.onServer(book.stream),
      expectedRevision,
      events: events.map((event) => toWireEvent(event, attempt)),
    });
    if (!answer.isStored) {
      await this.winnerIsVisible(expectedRevision);
      return this.refuse(batch, attempts);
    }
    book.wrote(
      events,
      batch.flatMap((append) => append.events.map(() => append.commandId)),
    );
    const { position } = answer;
    // What went into one append is stored at its position at the latest.
    if (position !== null) return batch.map((append) => ({ kind: 'appended', result: storedNow(append, position) }));
    // A server that does not say where it is stored.
    return this.refuse(batch, attempts);
  }

  /** Dated no earlier than the stream's last event: processes' clocks differ, and a clock may be set back. */
  private chain(batch: readonly EncodedAppend[]): ChainedEvent[] {
    const { hash, recordedAt } = this.book.last;
    const clock = this.context.clock().toISOString();
    return chainAppends(hash, batch, clock > recordedAt ? clock : recordedAt);
  }

  /** Waits until the append that took the revision first can be read. Rejects if it does not appear in time. */
  private async winnerIsVisible(expectedRevision: number): Promise<void> {
    const { book } = this;
    const sinceMs = performance.now();
    for (let waitMs = LOOK_AGAIN_FIRST_MS; ; waitMs = Math.min(waitMs * 2, LOOK_AGAIN_MAX_MS)) {
      await book.catchUp();
      if (book.last.revision !== expectedRevision) return;
      if (performance.now() - sinceMs > WINNER_VISIBLE_WITHIN_MS) {
        const cause = new Error(
          `${book.stream} is said to be beyond revision ${expectedRevision}, and nothing is there`,
        );
        throw new EventStoreError('STORE_NOT_WRITABLE', '事件库没有确认写入。', {
          cause,
        });
      }
      await sleep(waitMs);
    }
  }

  /**
   * When a command of the batch is known, the others are refused too: they were decided on the assumption that it is new. A
   * command that an attempt of this batch stored, whose answer was lost, gets its first answer.
   */
  private refuse(batch: readonly EncodedAppend[], attempts: ReadonlySet<string>): Promise<readonly Verdict[]> {
    return Promise.all(
      batch.map(async ({ commandId }): Promise<Verdict> => {
        const written = await this.book.find(commandId);
        if (!written) return { kind: 'conflict', actualRevision: this.book.last.revision };
        const { command, attempt } = written;
        const { fingerprint: _, ...result } = command;
        return attempts.has(attempt)
          ? { kind: 'appended', result: { ...result, repeated: false } }
          : { kind: 'known', command };
      }),
    );
  }
}
