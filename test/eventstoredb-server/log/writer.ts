import { randomUUID } from 'node:crypto';
import { type Reading } from '../reading';
import { checkCommit, type Expected } from './check-commit';
import { type CommitOptions, CommitPhase } from './commit-phase';
import { type EventLog } from './event-log';
import { anotherApplicationsEvent } from './foreign-events';
import { DELETED_STREAM, type LogPosition, newEvent, type ProposedEvent } from './recorded-event';
import { isMetastream, metastreamOf, SOFT_DELETION, streamOfMetastream, undeletion } from './stream-metadata';
import { statistics } from './system-events';

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
  | { readonly result: 'stream-deleted' | 'commit-timeout' };

/** No more writes wait for one another than this. */
const GROUP_WRITES_MAX = 256;

interface Waiting {
  readonly request: WriteRequest;
  readonly answer: (outcome: WriteOutcome) => void;
}

/**
 * The only writer of the log. Writes that arrive together are decided one after the other, on the log as it will be once
 * all is committed. Refusals are answered at once (observed on 23.10.8: the loser of two appends gets its answer within
 * milliseconds). A write is answered, and visible to readers, when it is committed. Without a delay all of this happens in
 * one turn of the event loop.
 */
export class Writer {
  readonly commits: CommitPhase;
  private waiting: Waiting[] = [];
  private counted = 0;
  private isClosed = false;

  constructor(
    private readonly log: EventLog,
    private readonly reading: Reading,
    options: CommitOptions,
    /** Whether the node is still the leader when it decides a write that it has accepted. */
    private readonly isLeading: () => boolean,
  ) {
    this.commits = new CommitPhase(log, reading.batchAnswers, options);
  }

  /** Resolves when the write is committed or refused, or its commit takes too long; never after `close`. */
  write(request: WriteRequest): Promise<WriteOutcome> {
    return new Promise((answer) => {
      if (this.waiting.length === 0) setImmediate(() => this.decideUnlessMoreCome());
      this.waiting.push({ request, answer });
    });
  }

  /** What still waits is neither written nor answered. */
  close(): void {
    this.isClosed = true;
    this.commits.close();
  }

  /** A turn in which nothing more came is cheap; a sync of the disk is not, and should take along as many as it can. */
  private decideUnlessMoreCome(): void {
    if (this.isClosed) return;
    const moreCame = this.waiting.length > this.counted && this.waiting.length < GROUP_WRITES_MAX;
    this.counted = moreCame ? this.waiting.length : 0;
    if (moreCame) setImmediate(() => this.decideUnlessMoreCome());
    else this.decideAll();
  }

  private decideAll(): void {
    for (const { request, answer } of this.waiting.splice(0)) {
      const { stream } = request;
      const ids = request.kind === 'append' ? request.events.map(({ id }) => id) : [];
      const timedOut = (): void => answer({ result: 'commit-timeout' });
      // The same ids again while they are being committed, from any client and at any expected revision, get no answer until
      // the time-out. Observed on 23.10.8, 22.10.5 and 24.10.14.
      if (!this.isLeading() || this.commits.isCommitting(stream, ids)) {
        this.commits.timeout(timedOut);
        continue;
      }
      const prepared = this.log.uncommittedEntries;
      const outcome = this.decide(request);
      if (this.log.uncommittedEntries === prepared) answer(outcome);
      else this.commits.add({ stream, ids, committed: () => answer(outcome), timedOut });
    }
    this.commits.begin();
  }

  private decide(request: WriteRequest): WriteOutcome {
    const { stream: name, expected } = request;
    const { prepared } = this.log;
    const stream = prepared.stream(name);
    const currentRevision = stream.last;
    const softDeleted = this.isSoftDeleted(name);
    const decision = checkCommit(
      {
        stream,
        softDeleted,
        tombstoned: prepared.isTombstoned(name),
        hasMetadata: prepared.stream(metastreamOf(name)).last >= 0n,
      },
      expected,
      // A deletion has a new id that no one can repeat.
      request.kind === 'append' ? request.events.map(({ id }) => id) : [randomUUID()],
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
    if (dense) this.put(...statistics());
    const before = this.log.prepared.stream(name).last;
    // New metadata brings a soft-deleted stream back too, empty. Source: StorageWriterService, SoftUndeleteMetastream.
    const revived = isMetastream(name) && this.isSoftDeleted(streamOfMetastream(name)) && streamOfMetastream(name);
    const position = events.length > 0 ? this.put(name, events) : null;
    if (softDeleted) this.undelete(name, before + 1n);
    if (revived) this.undelete(revived, this.log.prepared.stream(revived).last + 1n);
    if (dense) this.put(...anotherApplicationsEvent());
    return { result: 'success', lastRevision: this.log.prepared.stream(name).last, position: this.told(position) };
  }

  /** Observed on 23.10.8: a repetition of a committed write gets the revision and the position of the first. */
  private repeated(name: string, lastRevision: bigint): WriteOutcome {
    const { prepared } = this.log;
    const stream = prepared.stream(name);
    const isReadable = lastRevision >= stream.firstReadable(prepared.metadata(name));
    // If the events are truncated, the server cannot look up their position. Source: IndexWriter.CheckCommit.
    const position = isReadable ? (stream.at(lastRevision)?.position ?? null) : null;
    return { result: 'success', lastRevision, position: this.told(position) };
  }

  private tombstone(name: string): WriteOutcome {
    const [event] = this.log.prepare({
      stream: name,
      first: DELETED_STREAM,
      createdMs: Date.now(),
      events: [newEvent('$streamDeleted', Buffer.alloc(0), false)],
    });
    return { result: 'success', lastRevision: DELETED_STREAM, position: this.told(event?.position ?? null) };
  }

  private softDelete(name: string): WriteOutcome {
    const metastream = metastreamOf(name);
    if (this.log.prepared.stream(name).last < 0n && this.log.prepared.stream(metastream).last < 0n)
      return { result: 'wrong-expected-version', currentRevision: -1n };
    const position = this.put(metastream, [newEvent('$metadata', SOFT_DELETION)]);
    return {
      result: 'success',
      lastRevision: this.log.prepared.stream(metastream).last,
      position: this.told(position),
    };
  }

  /** An append to a soft-deleted stream opens it again after its old events. Source: StorageWriterService, SoftUndeleteStream. */
  private undelete(name: string, from: bigint): void {
    const metadata = this.log.prepared.stream(metastreamOf(name)).events.at(-1);
    const content = metadata && undeletion(metadata, from);
    if (content) this.put(metastreamOf(name), [newEvent('$metadata', content)]);
  }

  private isSoftDeleted(name: string): boolean {
    return this.log.prepared.metadata(name).truncateBefore === DELETED_STREAM;
  }

  /** Puts events at the end of a stream and returns the place of the last one. */
  private put(stream: string, events: readonly ProposedEvent[]): LogPosition | null {
    const first = this.log.prepared.stream(stream).last + 1n;
    return this.log.prepare({ stream, first, createdMs: Date.now(), events }).at(-1)?.position ?? null;
  }

  private told(position: LogPosition | null): LogPosition | null {
    return this.reading.positionInAnswers ? position : null;
  }
}
