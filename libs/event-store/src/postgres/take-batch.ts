import { lastRevision, type EncodedAppend } from '../encoded-append';

/** Limits of a batch: a commit stays a matter of milliseconds, and a statement a matter of megabytes. */
export const BATCH_APPENDS_MAX = 500;
export const BATCH_BYTES_MAX = 4_000_000;

/**
 * Takes from the queue what goes into the next commit, in order. The appends of one stream in it are a run: each expects
 * the revision that the one before it leaves. An append that does not follow (it races with one of the run, or repeats
 * its command) stays for a later commit, where the store can judge it by what has become of the others.
 */
export function takeBatch<Waiting extends { readonly append: EncodedAppend }>(
  queue: readonly Waiting[],
): { batch: Waiting[]; left: Waiting[] } {
  const batch: Waiting[] = [];
  const left: Waiting[] = [];
  const runEnds = new Map<string, number>();
  const commands = new Set<string>();
  let bytes = 0;
  for (const [index, waiting] of queue.entries()) {
    const { append } = waiting;
    const isFull = batch.length === BATCH_APPENDS_MAX || (batch.length > 0 && bytes + append.bytes > BATCH_BYTES_MAX);
    if (isFull) return { batch, left: left.concat(queue.slice(index)) };

    const runEnd = runEnds.get(append.stream) ?? append.expectedRevision;
    const command = `${append.commandId} ${append.stream}`;
    if (runEnd === append.expectedRevision && !commands.has(command)) {
      batch.push(waiting);
      runEnds.set(append.stream, lastRevision(append));
      commands.add(command);
      bytes += append.bytes;
    } else {
      left.push(waiting);
    }
  }
  return { batch, left };
}
