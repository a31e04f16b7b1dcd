import { chainBatch, type ChainedBatch } from '../appending/chained-batch';
import { lastRevision, NO_EVENTS, type EncodedAppend } from '../appending/encoded-append';
import { type Verdict } from '../appending/verdict';
import { GENESIS_HASH } from '../hash-chain';
import { type AppendResult } from '../port';
import { toPosition } from '../position';
import { appendEvents } from './append-events';
import { type Queryable } from './connection';
import { commandKey, knownCommands } from './known-commands';
import { StreamHeads, type StreamHead } from './stream-heads';

const NO_HEAD: StreamHead = { revision: NO_EVENTS, hash: GENESIS_HASH };

/** Stores batches of appends, as `takeBatch` forms them, in one round trip each, and says what became of each append. */
export class BatchAppender {
  readonly heads = new StreamHeads();

  constructor(
    private readonly db: Queryable,
    private readonly clock: () => Date,
  ) {}

  /** One verdict an append, in order. Rejects when nothing of the batch was stored, or when the store cannot be reached. */
  async append(batch: readonly EncodedAppend[]): Promise<readonly Verdict[]> {
    await this.fetchMissingHeads(batch);
    // Without a hash the stream is not at the expected revision, and the append is refused for that, whatever its hash.
    const hashAt = (stream: string, revision: number) => this.heads.hashAt(stream, revision) ?? GENESIS_HASH;
    const chained = chainBatch(batch, hashAt, this.clock());
    const logSize = await appendEvents(this.db, chained);
    return logSize === null ? this.judge(chained) : this.accept(chained, logSize);
  }

  private async fetchMissingHeads(batch: readonly EncodedAppend[]): Promise<void> {
    const runStarts = new Map([...batch].reverse().map((append) => [append.stream, append.expectedRevision]));
    const missing = [...runStarts].filter(([stream, revision]) => this.heads.hashAt(stream, revision) === undefined);
    if (missing.length > 0) {
      const streams = missing.map(([stream]) => stream);
      await this.heads.fetch(this.db, streams);
    }
  }

  private accept({ runs, appends }: ChainedBatch, logSizeBefore: number): readonly Verdict[] {
    for (const run of runs.values()) {
      this.heads.remember(run.stream, { revision: run.lastRevision, hash: run.lastHash });
    }
    let logSize = logSizeBefore;
    return appends.map(({ append, events }) => {
      logSize += events.length;
      return { kind: 'appended', result: resultOf(append, logSize) };
    });
  }

  /**
   * Finds out whose fault it was that the batch was not stored. A run with a known command in it is refused as a whole:
   * what follows was decided on the belief that the command is new.
   */
  private async judge({ runs, appends }: ChainedBatch): Promise<readonly Verdict[]> {
    const known = await knownCommands(
      this.db,
      appends.map(({ append }) => append),
    );
    const heads = await this.heads.fetch(this.db, [...runs.keys()]);
    const runsWithKnown = new Set(
      appends.filter(({ append }) => known.has(commandKey(append))).map(({ append }) => append.stream),
    );
    return appends.map(({ append: { stream, commandId } }): Verdict => {
      const command = known.get(commandKey({ stream, commandId }));
      if (command) return { kind: 'known', command };
      const run = runs.get(stream);
      const { revision, hash } = heads.get(stream) ?? NO_HEAD;
      const isInPlace = run?.expectedRevision === revision && run.previousHash === hash && !runsWithKnown.has(stream);
      return isInPlace ? { kind: 'again' } : { kind: 'conflict', actualRevision: revision };
    });
  }
}

function resultOf(append: EncodedAppend, logSize: number): AppendResult {
  return {
    firstRevision: append.expectedRevision + 1,
    lastRevision: lastRevision(append),
    position: toPosition(logSize),
    repeated: false,
  };
}
