import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreError } from '../errors';

/** How long a call is repeated while the server is away, unless the setting STORE_RETRY_SECONDS says otherwise. */
export const RETRY_FOR_MS_DEFAULT = 15_000;
const WAIT_FIRST_MS = 25;
/** A new leader or primary takes over within some seconds; asking once a second finds it soon and floods no server. */
const WAIT_MAX_MS = 1_000;

export type CallKind = 'read' | 'write';

export interface AvailabilityOptions {
  /** RETRY_FOR_MS_DEFAULT when absent; 0 never repeats. */
  readonly retryForMs?: number | undefined;
  /** Milliseconds that only grow; for tests. */
  readonly now?: () => number;
  /** For tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** What the metrics show. */
export interface AvailabilityCounts {
  /** Calls that were repeated, each repetition counted. */
  readonly retries: number;
  /** How often the server came back after an outage. */
  readonly reconnections: number;
  /** Seconds during which calls failed, the present outage included. */
  readonly secondsAway: number;
}

/**
 * Whether a store's server is available, and how long to wait for it. While the server cannot be reached, starts, has no
 * leader or takes no writes, the store repeats calls with growing waits, so that callers do not notice a fail-over of some
 * seconds.
 */
export class Availability {
  private retries = 0;
  private reconnections = 0;
  private awayMs = 0;
  private outage: { readonly since: number; kind: CallKind } | null = null;
  private readonly returned = new Set<() => void>();
  private readonly closing = new AbortController();
  readonly retryForMs: number;
  readonly now: () => number;
  private readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;

  constructor({ retryForMs, now, wait }: AvailabilityOptions = {}) {
    this.retryForMs = retryForMs ?? RETRY_FOR_MS_DEFAULT;
    this.now = now ?? (() => performance.now());
    this.wait = wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  }

  get counts(): AvailabilityCounts {
    const present = this.outage ? this.now() - this.outage.since : 0;
    return {
      retries: this.retries,
      reconnections: this.reconnections,
      secondsAway: (this.awayMs + present) / 1_000,
    };
  }

  /** Calls `listener` each time the server comes back; returns a function that removes the listener. */
  onReturn(listener: () => void): () => void {
    this.returned.add(listener);
    return () => this.returned.delete(listener);
  }

  /**
   * Repeats `call` while it fails because the server is away, for at most `retryForMs`. A write must be safe to repeat: the
   * repetition looks up what the attempt before it may have stored. Rejects with the last failure, in a sentence for people.
   */
  async insist<Result>(kind: CallKind, call: () => Promise<Result>): Promise<Result> {
    const patience = this.patience(kind);
    for (;;) {
      try {
        const result = await call();
        patience.succeeded();
        return result;
      } catch (error) {
        await patience.afterFailure(error);
      }
    }
  }

  /** The retry state of one call, for calls with several steps. */
  patience(kind: CallKind): Patience {
    return new Patience(this, kind);
  }

  /** Ends all waiting: calls that are being repeated fail now. */
  close(): void {
    this.closing.abort();
  }

  get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  /** @internal */
  failed(kind: CallKind): void {
    if (this.outage === null) this.outage = { since: this.now(), kind };
    // A standby answers reads; only a write that succeeds shows that the server takes writes again.
    else if (kind === 'write') this.outage.kind = 'write';
  }

  /** @internal */
  succeeded(kind: CallKind): void {
    if (this.outage === null || (this.outage.kind === 'write' && kind === 'read')) return;
    this.awayMs += this.now() - this.outage.since;
    this.outage = null;
    this.reconnections += 1;
    for (const listener of this.returned) listener();
  }

  /** @internal Waits before a repetition. */
  async pause(ms: number): Promise<void> {
    this.retries += 1;
    await this.wait(ms, this.closing.signal).catch(() => undefined);
  }
}

/** How often and how long one call is repeated. */
export class Patience {
  private since: number;
  private waitMs = WAIT_FIRST_MS;

  constructor(
    private readonly availability: Availability,
    private readonly kind: CallKind,
  ) {
    this.since = availability.now();
  }

  /** The server answered: the next failure begins a new outage. */
  succeeded(): void {
    this.availability.succeeded(this.kind);
    this.since = this.availability.now();
    this.waitMs = WAIT_FIRST_MS;
  }

  /** Waits until the call may be repeated. Rejects with a failure of another kind, or when the outage lasts too long. */
  async afterFailure(error: unknown): Promise<void> {
    if (!isAway(error)) throw error;
    const { availability, kind } = this;
    availability.failed(kind);
    const passedMs = availability.now() - this.since;
    if (availability.isClosed || passedMs + this.waitMs > availability.retryForMs) throw gaveUp(error, kind, passedMs);
    await availability.pause(this.waitMs);
    this.waitMs = Math.min(this.waitMs * 2, WAIT_MAX_MS);
  }
}

/** True for the failures of a server that is gone, starts, changes its leader, or takes no writes. */
const isAway = (error: unknown): error is EventStoreError =>
  error instanceof EventStoreError && (error.code === 'STORE_UNREACHABLE' || error.code === 'STORE_NOT_WRITABLE');

function gaveUp(error: EventStoreError, kind: CallKind, passedMs: number): EventStoreError {
  const tried = passedMs < 1_000 ? '' : `，已自动重试 ${Math.round(passedMs / 1_000)} 秒`;
  const what =
    error.code === 'STORE_NOT_WRITABLE'
      ? '事件库暂时不能写入（节点只读、磁盘已满或正在切换主节点）'
      : '事件库暂时无法访问';
  const next = kind === 'write' ? '是否已登记尚不清楚。请稍后用同一命令重试，不会重复登记。' : '请稍后重试。';
  return new EventStoreError(error.code, `${what}${tried}；${next}`, { cause: error });
}
