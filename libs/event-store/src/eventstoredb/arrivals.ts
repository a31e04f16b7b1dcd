import { type Readable } from 'node:stream';
import { type ReadableSubscription, type StreamingRead } from '@eventstore/db-client';
import { SilenceError, withDeadline } from './deadline';

/** Letting go of a call that never began would wait as long as the call does. */
const CANCEL_WITHIN_MS = 1_000;

export interface ArrivalOptions {
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Rejects after this time without anything new, because the client does not report every lost connection. Absent for a
   * live subscription, which may be silent forever.
   */
  readonly silenceMaxMs?: number;
}

/**
 * What a stream of the client gives, in groups: all that has arrived, at most `max` at once, so that the server is held
 * back while the consumer works. Ends when the stream does or `signal` aborts, and then lets go of it.
 *
 * The client's streams end in several ways that `for await` does not survive: a cancelled one never ends, an error may
 * come after the last event, and leaving the loop does not tell the server.
 */
export async function* arrivals<Item>(
  source: StreamingRead<Item> | ReadableSubscription<Item>,
  max: number,
  { signal, silenceMaxMs }: ArrivalOptions = {},
): AsyncGenerator<readonly Item[]> {
  // The client is typed against an older Node, whose streams lack some methods; at run time they are of this one.
  const stream = source as unknown as Readable;
  const end = watchEnd(stream);
  try {
    while (!signal?.aborted) {
      const group = take<Item>(stream, max);
      if (group.length > 0) {
        yield group;
      } else if (end.failure) {
        throw end.failure.error;
      } else if (end.reached) {
        return;
      } else {
        await somethingNew(stream, signal, silenceMaxMs);
      }
    }
  } finally {
    if (!end.reached) {
      const cancelled = ('cancel' in source ? source.cancel() : source.unsubscribe()).catch(() => undefined);
      await withDeadline(cancelled, CANCEL_WITHIN_MS).catch(() => undefined);
    }
    stream.destroy();
  }
}

function watchEnd(stream: Readable) {
  const end = { reached: false, failure: undefined as { readonly error: unknown } | undefined };
  // Stays: nothing handles an error that comes after the last event was taken, and it must not end the process.
  stream.on('error', (error) => (end.failure ??= { error }));
  stream.once('end', () => (end.reached = true));
  stream.once('close', () => (end.reached = true));
  return end;
}

function take<Item>(stream: Readable, max: number): Item[] {
  const group: Item[] = [];
  while (group.length < max) {
    const item = stream.read() as Item | null;
    if (item === null) break;
    group.push(item);
  }
  return group;
}

const NEWS = ['readable', 'end', 'error', 'close'] as const;

function somethingNew(
  stream: Readable,
  signal: AbortSignal | undefined,
  silenceMaxMs: number | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => () => {
      for (const news of NEWS) stream.off(news, wake);
      signal?.removeEventListener('abort', wake);
      clearTimeout(timer);
      end();
    };
    const wake = settle(resolve);
    const silent = settle(() => reject(new SilenceError(silenceMaxMs!)));
    const timer = silenceMaxMs === undefined ? undefined : setTimeout(silent, silenceMaxMs);
    for (const news of NEWS) stream.on(news, wake);
    signal?.addEventListener('abort', wake);
  });
}
