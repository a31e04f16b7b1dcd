import { randomUUID } from 'node:crypto';
import { type Reading } from '../reading';
import { checkCommit, type Expected } from './check-commit';
import { type EventLog } from './event-log';
import { anotherApplicationsEvent, systemEvent } from './foreign-events';
import { DELETED_STREAM, type LogPosition, newEvent, type ProposedEvent } from './recorded-event';
import { isMetastream, metastreamOf, SOFT_DELETION, streamOfMetastream, undeletion } from './stream-metadata';

export type WriteRequest =
  | {
      readonly kind: 'append';
      readonly stream: string;
      readonly expected: Expected;
      readonly events: readonly ProposedEvent[];
    }
  | { readonly kind: 'delete' | 'tombstone'; readonly stream: string; readonly expected: Expected };

/** Revisions are -1 where there is no stream, as inside the real server. */
export type WriteOutcome =
  | { readonly result: 'success'; readonly lastRevision: bigint; readonly position: LogPosition | null }
  | { readonly result: 'wrong-expected-version'; readonly currentRevision: bigint }
  | { readonly result: 'stream-deleted' };

/** No more writes wait for one another than this. */
const GROUP_WRITES_MAX = 256;

interface Waiting {
  readonly request: WriteRequest;
  readonly answer: (outcome: WriteOutcome) => void;
}

/**
 * The only writer of the log. Writes that arrive together are decided one after the other and made durable by one sync;
 * all of it happens in one turn of the event loop, so that no reader sees what is not yet on the disk.
 */
export class Writer {
  private waiting: Waiting[] = [];
  private counted = 0;
  private closed = false;

  constructor(
    private readonly log: EventLog,
    private readonly reading: Reading,
  ) {}

  /** Resolves when the write is durable or refused; never after `close`. */
  write(request: WriteRequest): Promise<WriteOutcome> {
    return new Promise((answer) => {
      if (this.waiting.length === 0) setImmediate(() => this.commitUnlessMoreCome());
      this.waiting.push({ request, answer });
    });
  }

  /** What still waits is neither written nor answered. */
  close(): void {
    this.closed = true;
  }

  /** A turn in which nothing more came is cheap; a sync of the disk is not, and should take along as many as it can. */
  private commitUnlessMoreCome(): void {
    if (this.closed) return;
    const moreCame = this.waiting.length > this.counted && this.waiting.length < GROUP_WRITES_MAX;
    this.counted = moreCame ? this.waiting.length : 0;
    if (moreCame) setImmediate(() => this.commitUnlessMoreCome());
    else this.commit();
  }

  private commit(): void {
    const writes = this.waiting;
    this.waiting = [];
    const outcomes = writes.map(({ request }) => this.decide(request));
    this.log.flush();
    const order = writes.map((_, index) => index);
    if (this.reading.batchAnswers === 'out-of-order') order.reverse();
    for (const index of order) writes[index]!.answer(outcomes[index]!);
  }

  private decide(request: WriteRequest): WriteOutcome {
    const { stream: name, expected } = request;
    const stream = this.log.stream(name);
    const currentRevision = stream.last;
    const softDeleted = this.isSoftDeleted(name);
    const decision = checkCommit(
      {
        stream,
        softDeleted,
        tombstoned: this.log.isTombstoned(name),
        hasMetadata: this.log.stream(metastreamOf(name)).last >= 0n,
      },
      expected,
      // A deletion has an id of its own that nobody can repeat.
      request.kind === 'append' ? request.events.map(({ id }) => id) : [randomUUID()],
      this.reading.recognisesAny,
    );
    switch (decision.decision) {
      case 'wrong-expected-version':
        return { result: 'wrong-expected-version', currentRevision };
      case 'stream-deleted':
        return { result: 'stream-deleted' };
      case 'idempotent':
        return this.repeated(name, decision.lastRevision);
      case 'write':
        if (request.kind === 'append') return this.append(name, request.events, softDeleted);
        return request.kind === 'delete' ? this.softDelete(name) : this.tombstone(name);
    }
  }

  private append(name: string, events: readonly ProposedEvent[], softDeleted: boolean): WriteOutcome {
    const dense = this.reading.foreignEvents === 'dense';
    if (dense) this.put(...systemEvent());
    const before = this.log.stream(name).last;
    // New metadata brings a soft-deleted stream back too, empty. Source: StorageWriterService, SoftUndeleteMetastream.
    const revived = isMetastream(name) && this.isSoftDeleted(streamOfMetastream(name)) && streamOfMetastream(name);
    const position = events.length > 0 ? this.put(name, events) : null;
    if (softDeleted) this.undelete(name, before + 1n);
    if (revived) this.undelete(revived, this.log.stream(revived).last + 1n);
    if (dense) this.put(...anotherApplicationsEvent());
    return { result: 'success', lastRevision: this.log.stream(name).last, position: this.told(position) };
  }

  private repeated(name: string, lastRevision: bigint): WriteOutcome {
    const stream = this.log.stream(name);
    const readable = lastRevision >= stream.firstReadable(this.log.metadata(name));
    const original = readable ? (stream.at(lastRevision)?.position ?? null) : null;
    const position = { original, absent: null, end: this.log.end }[this.reading.idempotentPosition];
    return { result: 'success', lastRevision, position: this.told(position) };
  }

  private tombstone(name: string): WriteOutcome {
    const [event] = this.log.add({
      stream: name,
      first: DELETED_STREAM,
      createdMs: Date.now(),
      events: [newEvent('$streamDeleted', Buffer.alloc(0), false)],
    });
    return { result: 'success', lastRevision: DELETED_STREAM, position: this.told(event?.position ?? null) };
  }

  private softDelete(name: string): WriteOutcome {
    const metastream = metastreamOf(name);
    if (this.log.stream(name).last < 0n && this.log.stream(metastream).last < 0n)
      return { result: 'wrong-expected-version', currentRevision: -1n };
    const position = this.put(metastream, [newEvent('$metadata', SOFT_DELETION)]);
    return { result: 'success', lastRevision: this.log.stream(metastream).last, position: this.told(position) };
  }

  /** An append to a soft-deleted stream opens it again after its old events. Source: StorageWriterService, SoftUndeleteStream. */
  private undelete(name: string, from: bigint): void {
    const metadata = this.log.stream(metastreamOf(name)).events.at(-1);
    const content = metadata && undeletion(metadata, from);
    if (content) this.put(metastreamOf(name), [newEvent('$metadata', content)]);
  }

  private isSoftDeleted(name: string): boolean {
    return this.log.metadata(name).truncateBefore === DELETED_STREAM;
  }

  /** Puts events at the end of a stream and says where the last one stands. */
  private put(stream: string, events: readonly ProposedEvent[]): LogPosition | null {
    const first = this.log.stream(stream).last + 1n;
    return this.log.add({ stream, first, createdMs: Date.now(), events }).at(-1)?.position ?? null;
  }

  private told(position: LogPosition | null): LogPosition | null {
    return this.reading.positionInAnswers ? position : null;
  }
}
