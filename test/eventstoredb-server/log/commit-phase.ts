import { type Reading } from '../reading';
import { type EventLog } from './event-log';

export interface CommitOptions {
  /** The time from the decision of a write until its commit. */
  readonly commitDelayMs: number;
  /** After this time without a commit the server answers that the commit timed out. */
  readonly commitTimeoutMs: number;
}

/** A write that was decided and put into the log. */
export interface DecidedWrite {
  readonly stream: string;
  /** The ids of the events that it appends. */
  readonly ids: readonly string[];
  committed(): void;
  timedOut(): void;
}

/** Writes that were decided together and are committed together. */
interface Group {
  readonly decidedAt: number;
  /** The number of entries that they added to the log. */
  readonly entries: number;
  readonly writes: readonly DecidedWrite[];
}

/** The writes that are decided and not committed yet: later writes are decided on them, and no reader sees them. */
export class CommitPhase {
  private readonly decided: DecidedWrite[] = [];
  private readonly groups: Group[] = [];
  /** The ids of events that are being committed, by stream. */
  private readonly ids = new Map<string, Set<string>>();
  private readonly timeouts = new Set<NodeJS.Timeout>();
  private next: NodeJS.Timeout | undefined;
  private delayMs: number;
  private isHeld = false;
  private isClosed = false;

  constructor(
    private readonly log: EventLog,
    private readonly answers: Reading['batchAnswers'],
    private readonly options: CommitOptions,
  ) {
    this.delayMs = options.commitDelayMs;
  }

  /** Adds a write that was just put into the log to the next group. */
  add(write: DecidedWrite): void {
    this.mark(write.stream, write.ids);
    this.decided.push(this.delayMs > 0 || this.isHeld ? this.withTimeout(write) : write);
  }

  /** Commits the added writes together after the delay; without a delay at once. */
  begin(): void {
    const writes = this.decided.splice(0);
    if (writes.length === 0) return;
    if (this.answers === 'out-of-order') writes.reverse();
    const earlier = this.groups.reduce((sum, { entries }) => sum + entries, 0);
    this.groups.push({ decidedAt: performance.now(), entries: this.log.uncommittedEntries - earlier, writes });
    this.commitWhatIsDue();
  }

  /** Whether events with all these ids are being committed to the stream. */
  isCommitting(stream: string, ids: readonly string[]): boolean {
    const marked = this.ids.get(stream);
    return marked !== undefined && ids.length > 0 && ids.every((id) => marked.has(id));
  }

  /** Calls `timedOut` when commits time out, unless the returned function is called before. */
  timeout(timedOut: () => void): () => void {
    const timer = setTimeout(() => {
      this.timeouts.delete(timer);
      timedOut();
    }, this.options.commitTimeoutMs);
    this.timeouts.add(timer);
    return () => {
      clearTimeout(timer);
      this.timeouts.delete(timer);
    };
  }

  /** Sets how long commits take from now on; as in the options when absent. */
  delay(milliseconds = this.options.commitDelayMs): void {
    this.delayMs = milliseconds;
    this.commitWhatIsDue();
  }

  /** Commits nothing until `hold(false)`, like a server without its quorum. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.commitWhatIsDue();
  }

  /** Commits all groups now. */
  finish(): void {
    const { delayMs } = this;
    this.delay(0);
    this.delayMs = delayMs;
  }

  /** Forgets what is not committed, because another node decides about it. Clients that wait for it get a commit timeout. */
  abandon(): void {
    this.groups.length = 0;
    this.ids.clear();
  }

  /** Stops committing and answering: writes that are not committed yet get no answer. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.next);
    for (const timer of this.timeouts) clearTimeout(timer);
  }

  private commitWhatIsDue(): void {
    clearTimeout(this.next);
    if (this.isClosed || this.isHeld) return;
    for (let [group] = this.groups; group; [group] = this.groups) {
      const leftMs = this.delayMs === 0 ? 0 : group.decidedAt + this.delayMs - performance.now();
      if (leftMs > 0) {
        if (Number.isFinite(leftMs)) this.next = setTimeout(() => this.commitWhatIsDue(), leftMs);
        return;
      }
      this.groups.shift();
      this.log.commit(group.entries);
      for (const { stream, ids } of group.writes) this.unmark(stream, ids);
      for (const { committed } of group.writes) committed();
    }
  }

  private withTimeout(write: DecidedWrite): DecidedWrite {
    const cancel = this.timeout(() => write.timedOut());
    const committed = (): void => {
      cancel();
      write.committed();
    };
    return { ...write, committed };
  }

  private mark(stream: string, ids: readonly string[]): void {
    const marked = this.ids.get(stream) ?? new Set();
    this.ids.set(stream, marked);
    for (const id of ids) marked.add(id);
  }

  private unmark(stream: string, ids: readonly string[]): void {
    const marked = this.ids.get(stream);
    for (const id of ids) marked?.delete(id);
    if (marked?.size === 0) this.ids.delete(stream);
  }
}
