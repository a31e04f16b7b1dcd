import { chainAppend, lastRevision, type ChainedEvent, type EncodedAppend } from './encoded-append';

/** The appends of one stream in a batch, as one step from one revision and hash to another. */
export interface Run {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly previousHash: string;
  readonly lastRevision: number;
  readonly lastHash: string;
}

/** A batch ready to be stored: what each append writes, and what this does to each stream. */
export interface ChainedBatch {
  readonly runs: ReadonlyMap<string, Run>;
  readonly appends: readonly { readonly append: EncodedAppend; readonly events: readonly ChainedEvent[] }[];
}

/** Chains the events of a batch, as `takeBatch` forms it, to the hashes of their streams. */
export function chainBatch(
  batch: readonly EncodedAppend[],
  hashAt: (stream: string, revision: number) => string,
  now: Date,
): ChainedBatch {
  const runs = new Map<string, Run>();
  const appends = batch.map((append) => {
    const { stream } = append;
    const run = runs.get(stream) ?? newRun(append, hashAt(stream, append.expectedRevision));
    const events = chainAppend(run.lastHash, append, now);
    runs.set(stream, { ...run, lastRevision: lastRevision(append), lastHash: events.at(-1)?.hash ?? run.lastHash });
    return { append, events };
  });
  return { runs, appends };
}

function newRun({ stream, expectedRevision }: EncodedAppend, previousHash: string): Run {
  return { stream, expectedRevision, previousHash, lastRevision: expectedRevision, lastHash: previousHash };
}
