import { randomUUID } from 'node:crypto';
import {
  chainAppends,
  conflictOf,
  type ChainedEvent,
  type EncodedAppend,
  lastEventId,
  lastRevision,
  storedNow,
} from '../appending/encoded-append';
import { repeatOf } from '../appending/stored-command';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EventStoreError, type AppendResult, type Position } from '../port';
import { type StreamCache } from './stream-cache';
import { type WireAnswer } from './append-call';
import { type WriterContext } from './stream-writer';
import { toWireEvent } from './wire-event';

/** How many sent appends may wait for their answers. */
const IN_FLIGHT_MAX = 64;

interface Waiting {
  readonly append: EncodedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Appends of one stream that were sent as one append. */
interface Sent {
  readonly group: readonly Waiting[];
  readonly events: readonly ChainedEvent[];
  readonly answer: Promise<WireAnswer>;
}

/**
 * Imports a log from another store. Appends are sent in the order of the calls, without waiting for the answers, over one
 * gRPC call, whose appends the server stores in order; the positions in the answers are checked against that order. After
 * one append fails, all that were called before its caller could know fail too, so that no append overtakes the failed one.
 */
export class MovingLog {
  private queue: Waiting[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private running: Promise<void> | null = null;
  private failure: Error | undefined;
  private lastPosition: Position | null = null;
  /** The last event that each stream will have once its sent appends are stored. */
  private readonly ahead = new Map<
    string,
    { readonly revision: number; readonly eventId: string; readonly hash: string }
  >();

  constructor(
    private readonly book: (stream: string) => StreamCache,
    private readonly context: WriterContext,
  ) {}

  append(append: EncodedAppend): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.queue.push({ append, resolve, reject });
      this.running ??= this.run();
    });
  }

  async close(): Promise<void> {
    await this.running;
    await this.settle();
  }

  private async run(): Promise<void> {
    // Appends that are called in this turn of the event loop are grouped together.
    await new Promise(setImmediate);
    while (this.queue.length > 0) {
      const group = this.takeGroup();
      try {
        if (this.failure !== undefined) throw this.failure;
        await this.send(group);
      } catch (error) {
        this.fail(group, error);
      }
      if (this.inFlight.size >= IN_FLIGHT_MAX) await Promise.race(this.inFlight);
    }
    this.running = null;
    this.forgetLater();
  }

  /** Once all are answered, and each caller has seen its answer, a later append starts without the failure before it. */
  private forgetLater(): void {
    setImmediate(() => {
      if (this.running !== null || this.inFlight.size > 0) return;
      this.failure = undefined;
      this.lastPosition = null;
      this.ahead.clear();
    });
  }

  /** The appends at the front of the queue that go to one stream and follow each other. */
  private takeGroup(): Waiting[] {
    const [first] = this.queue as [Waiting];
    let events = 0;
    let bytes = 0;
    let count = 0;
    let expected = first.append.expectedEventId;
    for (const { append } of this.queue) {
      events += append.events.length;
      bytes += append.bytes;
      const follows = append.stream === first.append.stream && append.expectedEventId === expected;
      if (!follows || (count > 0 && (events > APPEND_EVENTS_MAX || bytes > APPEND_BYTES_MAX))) break;
      expected = lastEventId(append);
      count += 1;
    }
    return this.queue.splice(0, count);
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    const [{ append: first }] = group as [Waiting];
    const { stream, expectedRevision, expectedEventId } = first;
    const book = this.book(stream);
    if (!this.ahead.has(stream)) {
      if (!book.isRead || book.last.revision !== expectedRevision) await book.catchUp();
      const { revision, eventId, hash } = book.last;
      this.ahead.set(stream, { revision, eventId: eventId ?? '', hash });
    }
    const ahead = this.ahead.get(stream)!;
    const isInPlace = ahead.revision === expectedRevision && ahead.eventId === (expectedEventId ?? '');
    if (!isInPlace || group.some(({ append }) => book.knows(append.commandId))) return this.refuse(book, group);
    const appends = group.map(({ append }) => append);
    const events = chainAppends(ahead.hash, appends, first.recordedAt!);
    const { append: last } = group.at(-1)!;
    this.ahead.set(stream, { revision: lastRevision(last), eventId: lastEventId(last), hash: events.at(-1)!.hash });
    const attempt = randomUUID();
    const answer = this.context.appends.append({
      stream: this.context.names.onServer(stream),
      expectedRevision,
      events: events.map((event) => toWireEvent(event, attempt)),
    });
    const taken = this.take(book, { group, events, answer }).finally(() => {
      this.inFlight.delete(taken);
      this.forgetLater();
    });
    this.inFlight.add(taken);
  }

  private async take(book: StreamCache, { group, events, answer }: Sent): Promise<void> {
    try {
      const answered = await answer;
      if (!answered.isStored) throw conflictOf(group[0]!.append, book.last.revision);
      const { position } = answered;
      this.checkOrder(position);
      book.wrote(
        events,
        group.flatMap(({ append }) => append.events.map(() => append.commandId)),
      );
      for (const { append, resolve } of group) {
        const place = position ?? (await book.find(append.commandId))!.command.position;
        resolve(storedNow(append, place));
      }
    } catch (error) {
      this.fail(group, error);
    }
  }

  private fail(group: readonly Waiting[], cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error('an append failed', { cause });
    this.failure ??= error;
    for (const { reject } of group) reject(error);
  }

  private checkOrder(position: Position | null): void {
    if (position !== null && this.lastPosition !== null && position <= this.lastPosition) {
      throw new EventStoreError(
        'IMPORT_REFUSED',
        '事件库没有按顺序写入，账目的先后已与文件不同。请清空目标库后重新导入。',
      );
    }
    this.lastPosition = position ?? this.lastPosition;
  }

  /** Answers appends that were stored before, as by an interrupted import; the others get a conflict. */
  private async refuse(book: StreamCache, group: readonly Waiting[]): Promise<void> {
    await this.settle();
    await book.catchUp();
    for (const waiting of group) {
      try {
        const written = await book.find(waiting.append.commandId);
        if (!written) throw conflictOf(waiting.append, book.last.revision);
        waiting.resolve(repeatOf(waiting.append, written.command));
      } catch (error) {
        this.fail([waiting], error);
      }
    }
  }

  /** Waits until all sent appends have been answered. */
  private async settle(): Promise<void> {
    await Promise.all(this.inFlight);
    this.ahead.clear();
  }
}
