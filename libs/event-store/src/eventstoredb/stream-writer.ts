import { randomUUID } from 'node:crypto';
import { ErrorType, type EventStoreDBClient } from '@eventstore/db-client';
import { chainAppend, NO_EVENTS, type ChainedEvent, type EncodedAppend } from '../appending/encoded-append';
import { GroupCommit } from '../appending/group-commit';
import { type StoredCommand } from '../appending/stored-command';
import { type BatchLimits } from '../appending/take-batch';
import { type Verdict } from '../appending/verdict';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EventStoreError, type AppendResult } from '../port';
import { withDeadline } from './deadline';
import { StreamBook } from './stream-book';
import { type StreamNames } from './stream-names';
import { type StreamReader } from './stream-reader';
import { toWireEvent } from './wire-event';
import { asAppendError, isOfType } from './wire-errors';

/** The server takes one append of one stream at a time, so waiting appends of a stream go into it together. */
const BATCH_LIMITS: BatchLimits = { appends: APPEND_EVENTS_MAX, events: APPEND_EVENTS_MAX, bytes: APPEND_BYTES_MAX };
const ANSWER_TIMEOUT_MS = 15_000;

/** Appends to one stream. */
export class StreamWriter {
  private readonly book: StreamBook;
  private readonly commits: GroupCommit;
  private waiting = 0;

  constructor(
    stream: string,
    reader: StreamReader,
    private readonly client: EventStoreDBClient,
    private readonly names: StreamNames,
    private readonly clock: () => Date,
  ) {
    this.book = new StreamBook(stream, reader);
    this.commits = new GroupCommit((batch) => this.write(batch), BATCH_LIMITS);
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

  async findCommand(commandId: string): Promise<StoredCommand | null> {
    await this.book.catchUp();
    return this.book.command(commandId)?.command ?? null;
  }

  close(): Promise<void> {
    return this.commits.close();
  }

  /**
   * Writes appends of the stream that follow each other in one append, and reads back what stands there then. The answer
   * to the write is not enough: it is a success also when another process, or an attempt whose answer was lost, had
   * written the same event ids before, with a hash and a date of its own.
   */
  private async write(batch: readonly EncodedAppend[]): Promise<readonly Verdict[]> {
    const { book } = this;
    const { expectedRevision, expectedEventId } = batch[0]!;
    const isReady = () =>
      book.revision === expectedRevision &&
      book.eventId === expectedEventId &&
      !batch.some(({ commandId }) => book.command(commandId));
    if (!book.isRead || book.revision !== expectedRevision) await book.catchUp();
    if (!isReady()) return this.refuse(batch);

    const attempt = randomUUID();
    const isWritten = await this.tryWrite(batch, attempt);
    await book.catchUp();
    if (!isWritten) return this.refuse(batch);
    return batch.map(({ commandId }): Verdict => {
      const written = book.command(commandId);
      if (written === undefined) throw lost(book.stream);
      const { command } = written;
      return written.attempt === attempt
        ? { kind: 'appended', result: firstAnswer(command) }
        : { kind: 'known', command };
    });
  }

  /** False when the stream is not where the batch expects it. */
  private async tryWrite(batch: readonly EncodedAppend[], attempt: string): Promise<boolean> {
    const events = this.chain(batch).map((event) => toWireEvent(event, attempt));
    const [{ expectedRevision: expected }] = batch as [EncodedAppend];
    const expectedRevision = expected === NO_EVENTS ? 'no_stream' : BigInt(expected);
    const name = this.names.onServer(this.book.stream);
    try {
      // An address may ask for failures to be told this way, and not thrown.
      const { success } = await withDeadline(
        this.client.appendToStream(name, events, { expectedRevision }),
        ANSWER_TIMEOUT_MS,
        unanswered,
      );
      return success;
    } catch (error) {
      if (isOfType(error, ErrorType.WRONG_EXPECTED_VERSION)) return false;
      throw asAppendError(error);
    }
  }

  /** Dated no earlier than the stream's last event: processes' clocks differ, and a clock may be set back. */
  private chain(batch: readonly EncodedAppend[]): ChainedEvent[] {
    const { book } = this;
    const clock = this.clock().toISOString();
    const recordedAt = clock > book.recordedAt ? clock : book.recordedAt;
    let hash = book.hash;
    return batch.flatMap((append) => {
      const events = chainAppend(hash, append, recordedAt);
      hash = events.at(-1)!.hash;
      return events;
    });
  }

  /**
   * Where a command of the batch is known, the others are refused too: they were decided on the belief that it is new.
   */
  private refuse(batch: readonly EncodedAppend[]): readonly Verdict[] {
    return batch.map(({ commandId }): Verdict => {
      const written = this.book.command(commandId);
      if (written) return { kind: 'known', command: written.command };
      return { kind: 'conflict', actualRevision: this.book.revision };
    });
  }
}

const firstAnswer = ({ firstRevision, lastRevision, position }: StoredCommand): AppendResult => ({
  firstRevision,
  lastRevision,
  position,
  repeated: false,
});

const lost = (stream: string): EventStoreError =>
  new EventStoreError('STORE_CORRUPT', `事件流 ${stream} 刚写入的事件读不到，请检查事件库。`);

const unanswered = (): EventStoreError =>
  new EventStoreError('STORE_UNREACHABLE', '事件库没有应答，是否已写入尚不清楚。请用同一命令重试，不会重复登记。');
