import assert from 'node:assert/strict';
import { conflictOf, lastRevision, type EncodedAppend } from './encoded-append';
import { EventStoreError, type AppendResult } from '../port';
import { repeatOf } from './stored-command';
import { takeBatch, type BatchLimits } from './take-batch';
import { type Verdict } from './verdict';

/** Stores a batch in one commit and gives a verdict an append, in order. Rejects when nothing of the batch was stored. */
export type Flush = (batch: readonly EncodedAppend[]) => Promise<readonly Verdict[]>;

interface Waiting {
  readonly append: EncodedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: while a batch is being stored, appends wait; all that wait then go together into the next one. The more
 * callers there are the larger the batches, and each caller is still answered only when his events are durable.
 */
export class GroupCommit {
  private queue: Waiting[] = [];
  private running: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly flush: Flush,
    private readonly limits: BatchLimits,
  ) {}

  submit(append: EncodedAppend): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) return reject(new EventStoreError('STORE_UNREACHABLE', '事件库已关闭，请重新启动后重试。'));
      this.queue.push({ append, resolve, reject });
      this.running ??= this.run();
    });
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
        batch.forEach((waiting) => this.fail(waiting, error));
      } else {
        // The content of one append made the database refuse the statement. Alone, each gets what is its own.
        for (const waiting of batch) await this.store([waiting]);
      }
    }
  }

  private answer(waiting: Waiting, verdict: Verdict | undefined): void {
    assert(verdict, 'there is a verdict for each append');
    const { append, resolve } = waiting;
    switch (verdict.kind) {
      case 'appended':
        return resolve(verdict.result);
      case 'known':
        try {
          resolve(repeatOf(append, verdict.command));
          if (verdict.command.lastRevision !== lastRevision(append))
            this.failFollowers(append, append.expectedRevision);
        } catch (error) {
          this.fail(waiting, error);
        }
        return;
      case 'again':
        return;
      case 'conflict':
        return this.fail(waiting, conflictOf(append, verdict.actualRevision));
    }
  }

  private fail({ append, reject }: Waiting, error: unknown): void {
    reject(error);
    this.failFollowers(append, append.expectedRevision);
  }

  /**
   * What waits behind an append that was not stored was decided on the belief that it would be. Its expected revision
   * may have come true meanwhile by somebody else's events, so the number alone must not let it pass.
   */
  private failFollowers(failed: EncodedAppend, actualRevision: number): void {
    const isFollower = ({ append }: Waiting) =>
      append.stream === failed.stream && append.expectedRevision >= lastRevision(failed);
    const followers = this.queue.filter(isFollower);
    this.queue = this.queue.filter((waiting) => !isFollower(waiting));
    followers.forEach(({ append, reject }) => reject(conflictOf(append, actualRevision)));
  }
}
