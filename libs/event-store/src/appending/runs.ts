import { type EncodedAppend } from './encoded-append';

/** The appends of one stream in a batch, named by the event that the first of them expects. */
export type Run = Pick<EncodedAppend, 'stream' | 'expectedRevision' | 'expectedEventId'>;

/** The runs of a batch, as `takeBatch` forms it, by stream. */
export function runsOf(batch: readonly EncodedAppend[]): ReadonlyMap<string, Run> {
  const runs = new Map<string, Run>();
  for (const append of batch) if (!runs.has(append.stream)) runs.set(append.stream, append);
  return runs;
}
