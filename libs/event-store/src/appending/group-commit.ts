import assert from 'node:assert/strict';
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
 * Group commit: while a batch is being stored, appends wait; all that wait then go together into the next one. The more
 * callers there are the larger the batches, and each caller is still answered only when its events are durable.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  /** Appends that were taken and not answered yet, and their bytes. */
  private waiting = { appends: 0, bytes: 0 };
  private running: Promise<void> | undefined;
  private isClosed = false;

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
    while (this.queue.length > 0) {
      // Whoever was answered just now, or is about to ask in this turn of the loop, gets into the next batch.
      await new Promise(setImmediate);
      const { batch, left } = takeBatch(this.queue, this.limits);
      this.queue = left;
      await this.store(batch);
    }
    this.running = undefined;
  }

  private async store(batch: readonly Waiting[]): Promise<void> {
    try {
      const verdicts = await this.flush(batch.map(({ append }) => append));
      this.queue.unshift(...batch.filter((_, index) => verdicts[index]?.kind === 'again'));
      batch.forEach((waiting, index) => this.answer(waiting, verdicts[index]));
    } catch (error) {
      if (batch.length === 1 || error instanceof EventStoreError) {
        batch.forEach(({ reject }) => reject(error));
      } else {
        // The content of one append made the database refuse the statement. Alone, each gets what is its own; what was
        // decided on a refused one expects an event that never came to be.
        for (const waiting of batch) await this.store([waiting]);
      }
    }
  }

  private answer({ append, resolve, reject }: Waiting, verdict: Verdict | undefined): void {
    assert(verdict, 'there is a verdict for each append');
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
