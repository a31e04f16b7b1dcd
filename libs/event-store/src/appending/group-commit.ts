import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { conflictOf, type EncodedAppend } from './encoded-append';
import { EventStoreError, type AppendResult } from '../port';
import { repeatOf } from './stored-command';
import { takeBatch, type BatchLimits } from './take-batch';
import { type Verdict } from './verdict';

/** Stores a batch in one commit and gives a verdict an append, in order. Rejects when nothing of the batch was stored. */
export type Flush = (batch: readonly EncodedAppend[]) => Promise<readonly Verdict[]>;

/**
 * How much may wait at once, appends and bytes of JSON. Beyond it the store does not keep up, and an append is refused
 * at once rather than answered late.
 */
const WAITING_APPENDS_MAX = 20_000;
const WAITING_BYTES_MAX = 64_000_000;

interface Waiting {
  readonly append: EncodedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Callers that all wait for one batch decide together afterwards, while the store has nothing to do. If they take so many times
 * as long as the store does, half of them are stored while the other half decides. Twice the commits cost both sides CPU time,
 * so on a machine without an idle core, where the store is the slower one, this would lose a sixth (docs/adr/0015).
 */
const OVERLAP_PAYS_AT = 2;
/** After so many batches that overlap, everyone is stored together once, so that both times are measured apart. */
const MEASURE_AFTER_BATCHES = 64;

/** Answers the callers of a batch that was stored or refused. */
type Answer = () => void;

/**
 * Group commit: while a batch is being stored, appends wait; all that wait then go together into the next one. The more
 * callers there are the larger the batches, and each caller is still answered only when its events are durable.
 *
 * The callers of a batch are answered when the next one is on its way, so that they decide while the store works.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  /** Appends that were taken and not answered yet, and their bytes. */
  private waiting = { appends: 0, bytes: 0 };
  private running: Promise<void> | undefined;
  private isClosed = false;
  /** How long the store took for the last batch during which nobody decided. */
  private storingMs = Infinity;

  constructor(
    private readonly flush: Flush,
    private readonly limits: BatchLimits,
  ) {}

  /** Rejects with EventStoreError STORE_BUSY when too much waits already. */
  async submit(append: EncodedAppend): Promise<AppendResult> {
    if (this.isClosed) throw new EventStoreError('STORE_UNREACHABLE', '事件库已关闭，请重新启动后重试。');
    const { waiting } = this;
    if (waiting.appends >= WAITING_APPENDS_MAX || waiting.bytes >= WAITING_BYTES_MAX) {
      throw new EventStoreError(
        'STORE_BUSY',
        `等待写入的业务已达 ${waiting.appends} 笔，本次没有受理。请稍后用同一命令重试，不会重复登记。`,
      );
    }
    waiting.appends += 1;
    waiting.bytes += append.bytes;
    try {
      return await new Promise((resolve, reject) => {
        this.queue.push({ append, resolve, reject });
        this.running ??= this.run();
      });
    } finally {
      waiting.appends -= 1;
      waiting.bytes -= append.bytes;
    }
  }

  /** Takes no more appends, and waits for those that it took. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
  }

  private async run(): Promise<void> {
    let answer: Answer | undefined;
    let overlapping = 0;
    for (;;) {
      const isMeasuring = overlapping >= MEASURE_AFTER_BATCHES;
      const isApart = answer === undefined || this.queue.length === 0 || isMeasuring;
      let isHalf = false;
      if (isApart) {
        const decidingMs = await this.letDecide(answer);
        answer = undefined;
        overlapping = 0;
        if (this.queue.length === 0) break;
        isHalf = !isMeasuring && decidingMs > OVERLAP_PAYS_AT * this.storingMs;
      }
      const start = performance.now();
      const storing = this.store(this.take(isHalf));
      if (answer) {
        overlapping += 1;
        // The batch is sent in this turn; those who are answered would keep the turn for themselves.
        await nextTurn();
        answer();
      }
      answer = await storing;
      if (isApart) this.storingMs = performance.now() - start;
    }
    this.running = undefined;
  }

  /** Answers a batch and lets its callers ask for what is next; returns how long they took. */
  private async letDecide(answer: Answer | undefined): Promise<number> {
    const start = performance.now();
    answer?.();
    // Whoever was answered just now, or is about to ask in this turn of the loop, gets into the next batch.
    await nextTurn();
    return performance.now() - start;
  }

  /** Takes the next batch from the queue, or half of it. */
  private take(isHalf: boolean): Waiting[] {
    const { batch, left } = takeBatch(this.queue, this.limits);
    const end = isHalf ? Math.ceil(batch.length / 2) : batch.length;
    this.queue = [...batch.slice(end), ...left];
    return batch.slice(0, end);
  }

  private async store(batch: readonly Waiting[]): Promise<Answer> {
    try {
      const verdicts = await this.flush(batch.map(({ append }) => append));
      assert.equal(verdicts.length, batch.length, 'there is a verdict for each append');
      this.queue.unshift(...batch.filter((_, index) => verdicts[index]?.kind === 'again'));
      return () => batch.forEach((waiting, index) => this.answer(waiting, verdicts[index]!));
    } catch (error) {
      if (batch.length === 1 || error instanceof EventStoreError) {
        return () => batch.forEach(({ reject }) => reject(error));
      }
      // The content of one append made the database refuse the statement. Alone, each gets what is its own; what was
      // decided on a refused one expects an event that never came to be.
      const answers: Answer[] = [];
      for (const waiting of batch) answers.push(await this.store([waiting]));
      return () => answers.forEach((answer) => answer());
    }
  }

  private answer({ append, resolve, reject }: Waiting, verdict: Verdict): void {
    switch (verdict.kind) {
      case 'appended':
        return resolve(verdict.result);
      case 'known':
        try {
          return resolve(repeatOf(append, verdict.command));
        } catch (error) {
          return reject(error);
        }
      case 'again':
        return;
      case 'conflict':
        return reject(conflictOf(append, verdict.actualRevision));
    }
  }
}
