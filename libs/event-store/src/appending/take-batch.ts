import { lastEventId, lastRevision, type EncodedAppend } from './encoded-append';

/** How much may go into one commit of a store. */
export interface BatchLimits {
  readonly appends: number;
  readonly events: number;
  /** Of JSON. */
  readonly bytes: number;
}

/**
 * Takes from the queue what goes into the next commit, in order. The appends of one stream in it are a run: each expects
 * the event that the one before it leaves. An append that does not follow (it races with one of the run, or repeats
 * its command) stays for a later commit, where the store can judge it by what has become of the others.
 */
export function takeBatch<Waiting extends { readonly append: EncodedAppend }>(
  queue: readonly Waiting[],
  limits: BatchLimits,
): { batch: Waiting[]; left: Waiting[] } {
  const batch: Waiting[] = [];
  const left: Waiting[] = [];
  const runEnds = new Map<string, string>();
  const commands = new Set<string>();
  let bytes = 0;
  let events = 0;
  for (const [index, waiting] of queue.entries()) {
    const { append } = waiting;
    const isFull =
      batch.length === limits.appends ||
      events + append.events.length > limits.events ||
      bytes + append.bytes > limits.bytes;
    // One that is too large for the store by itself is for the store to refuse.
    if (isFull && batch.length > 0) return { batch, left: left.concat(queue.slice(index)) };

    const expected = `${append.expectedRevision} ${append.expectedEventId}`;
    const runEnd = runEnds.get(append.stream) ?? expected;
    const command = `${append.commandId} ${append.stream}`;
    if (runEnd === expected && !commands.has(command)) {
      batch.push(waiting);
      runEnds.set(append.stream, `${lastRevision(append)} ${lastEventId(append)}`);
      commands.add(command);
      events += append.events.length;
      bytes += append.bytes;
    } else {
      left.push(waiting);
    }
  }
  return { batch, left };
}
