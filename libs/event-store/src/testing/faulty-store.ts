import { setTimeout as sleep } from 'node:timers/promises';
import { type Availability } from '../availability/availability';
import { EventStoreError } from '../errors';
import {
  type Append,
  type AppendResult,
  type EventStore,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type Snapshot,
  type SnapshotStore,
  type StoredEvent,
  type SubscribeOptions,
  type TogetherAppends,
  type TogetherOptions,
} from '../port';
import { seededRandom } from './sample-appends';

/** What may go wrong with one call. */
export const FAULT_KINDS = [
  /** STORE_UNREACHABLE, and the call had no effect. */
  'lost',
  /** STORE_UNREACHABLE, and the call took effect. */
  'unconfirmed',
  /** STORE_UNREACHABLE, and the call takes effect after that. */
  'late',
  /** STORE_BUSY, without effect. */
  'busy',
  /** STORE_NOT_WRITABLE, without effect; reads succeed. */
  'readOnly',
  /** Nothing until the deadline, then STORE_UNREACHABLE, without effect. */
  'hang',
  /** The effect at once, and nothing until the deadline, then STORE_UNREACHABLE. */
  'hangAfter',
  /** The call takes long, and succeeds. */
  'delay',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultOptions {
  readonly seed: number;
  /** Probability of each kind for a call; together at most 1. */
  readonly chances: Readonly<Partial<Record<FaultKind, number>>>;
  /** After this time a call that hangs fails, like a call with an adapter's deadline. */
  readonly deadlineMs: number;
  readonly delayMaxMs: number;
  /** A subscription ends at a random moment within this time; never when absent. */
  readonly subscriptionMaxMs?: number;
}

/** Decides by a seed which calls fail and how, until `end`. Several stores may share it. */
export class Faults {
  /** How often each kind happened. */
  readonly counts = new Map<FaultKind | 'subscription', number>();
  private readonly random: () => number;
  private readonly late = new Set<Promise<unknown>>();
  private hasEnded = false;

  constructor(private readonly options: FaultOptions) {
    this.random = seededRandom(options.seed);
  }

  /** From now on every call succeeds; resolves when what was late has taken effect. */
  async end(): Promise<void> {
    this.hasEnded = true;
    while (this.late.size > 0) await Promise.all(this.late);
  }

  /** Makes a call, or lets it fail. `mayBeLate` is false for calls that cannot take effect after their caller has failed. */
  async call<Result>(
    kind: 'read' | 'write',
    work: () => Promise<Result>,
    mayBeLate = kind === 'write',
  ): Promise<Result> {
    const fault = this.pick();
    switch (fault) {
      case null:
        return work();
      case 'lost':
        throw unreachable();
      case 'unconfirmed':
        await work();
        throw unreachable();
      case 'late':
        if (mayBeLate) this.doLater(work);
        throw unreachable();
      case 'busy':
        throw new EventStoreError('STORE_BUSY', '等待写入的业务过多。');
      case 'readOnly':
        if (kind === 'read') return work();
        throw new EventStoreError('STORE_NOT_WRITABLE', '事件库暂时不能写入。');
      case 'hang':
        await sleep(this.options.deadlineMs);
        throw unreachable();
      case 'hangAfter':
        await work();
        await sleep(this.options.deadlineMs);
        throw unreachable();
      case 'delay':
        await sleep(this.random() * this.options.delayMaxMs);
        return work();
    }
  }

  /** After how long a subscription that begins now fails; null for never. */
  subscriptionMs(): number | null {
    const { subscriptionMaxMs } = this.options;
    return this.hasEnded || subscriptionMaxMs === undefined ? null : this.random() * subscriptionMaxMs;
  }

  /** Notes that a fault happened. */
  count(fault: FaultKind | 'subscription'): void {
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
  }

  private pick(): FaultKind | null {
    if (this.hasEnded) return null;
    let left = this.random();
    for (const kind of FAULT_KINDS) {
      left -= this.options.chances[kind] ?? 0;
      if (left >= 0) continue;
      this.count(kind);
      return kind;
    }
    return null;
  }

  private doLater(work: () => Promise<unknown>): void {
    const happening = sleep(this.random() * this.options.delayMaxMs)
      .then(work)
      // The caller already has its failure, so a refusal is ignored.
      .catch(() => undefined)
      .then(() => void this.late.delete(happening));
    this.late.add(happening);
  }
}

/**
 * Wraps any store so that its calls fail or hang at random. They fail as in an adapter that has repeated a call for as long
 * as it may: the code above the store must cope with each of these answers.
 */
export class FaultyEventStore implements EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly faults: Faults,
  ) {}

  get availability(): Availability {
    return this.store.availability;
  }

  get appendsTogether(): boolean {
    return this.store.appendsTogether;
  }

  append(append: Append): Promise<AppendResult> {
    return this.faults.call('write', () => this.store.append(append));
  }

  appendTogether(appends: TogetherAppends, options?: TogetherOptions): Promise<readonly AppendResult[]> {
    // A decision under the lock is made for a caller that waits for it, so it cannot be late.
    const mayBeLate = typeof appends !== 'function';
    return this.faults.call('write', () => this.store.appendTogether(appends, options), mayBeLate);
  }

  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.pages(() => this.store.readStream(stream, options));
  }

  readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.pages(() => this.store.readAll(options));
  }

  async *subscribeAll(options: SubscribeOptions): AsyncGenerator<readonly StoredEvent[]> {
    const cut = new AbortController();
    const endsAfterMs = this.faults.subscriptionMs();
    const timer = endsAfterMs === null ? undefined : setTimeout(() => cut.abort(), endsAfterMs);
    const signal = AbortSignal.any([options.signal, cut.signal]);
    try {
      yield* this.pages(() => this.store.subscribeAll({ ...options, signal }));
    } finally {
      clearTimeout(timer);
    }
    if (options.signal.aborted) return;
    this.faults.count('subscription');
    throw unreachable();
  }

  head(): Promise<Position | null> {
    return this.faults.call('read', () => this.store.head());
  }

  headPast(instant: string): Promise<Position | null> {
    return this.faults.call('read', () => this.store.headPast(instant));
  }

  findCommand(stream: string, commandId: string): ReturnType<EventStore['findCommand']> {
    return this.faults.call('read', () => this.store.findCommand(stream, commandId));
  }

  close(): Promise<void> {
    return this.store.close();
  }

  /** A read may fail before its first page and after each page. */
  private async *pages(open: () => AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<readonly StoredEvent[]> {
    await this.faults.call('read', () => Promise.resolve());
    for await (const page of open()) {
      yield page;
      await this.faults.call('read', () => Promise.resolve());
    }
  }
}

/** A snapshot store whose loads and saves fail at random. */
export class FaultySnapshotStore implements SnapshotStore {
  constructor(
    private readonly snapshots: SnapshotStore & { close?(): Promise<void> },
    private readonly faults: Faults,
  ) {}

  load(stream: string, schema: string): Promise<Snapshot | null> {
    return this.faults.call('read', () => this.snapshots.load(stream, schema));
  }

  save(snapshot: Snapshot): Promise<void> {
    return this.faults.call('write', () => this.snapshots.save(snapshot));
  }

  async close(): Promise<void> {
    await this.snapshots.close?.();
  }
}

const unreachable = () => new EventStoreError('STORE_UNREACHABLE', '事件库暂时无法访问。');
