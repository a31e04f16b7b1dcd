import { randomUUID } from 'node:crypto';
import { type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { caughtUp, confirmation, fellBehind } from '../wire/read-response';
import { type ResponseWriter } from '../wire/response-writer';
import { type RpcError } from '../wire/rpc-error';
import { Signal } from '../wire/signal';
import { type Context } from './context';

/** A subscription that has more than this waiting has fallen behind, and catches up again. */
const LIVE_BUFFER_EVENTS = 100;

/** What a subscription delivers. It remembers how far it is. */
export interface Feed {
  /** Events that wait to be considered. */
  readonly backlog: number;
  /** Considers the next event, and calls `write` with what the client is to get for it. Throws when the feed has ended. */
  next(write: (response: ReadResp) => Promise<void>): Promise<void>;
  /** What the client gets when it has caught up, apart from the message that says so. */
  whenCaughtUp(): ReadResp | null;
}

/**
 * Delivers a feed until the client leaves: what is in the log, then what comes. There is no hand-over between the two at
 * which an event could be lost, since both are read from the same log by the same index.
 * Source: Enumerator.AllSubscription and its siblings.
 */
export async function subscribe(
  { log, reading, faults }: Context,
  writer: ResponseWriter<ReadResp>,
  feed: Feed,
): Promise<void> {
  const changed = new Signal();
  const cancelled = waitForCancellation(faults.subscriptions, changed);
  const stopListening = log.onGrowth(() => changed.fire());
  writer.onClose(() => changed.fire());
  const tell = (response: ReadResp): Promise<void> =>
    reading.tellsCaughtUp ? writer.write(response) : Promise.resolve();
  try {
    await writer.write(confirmation(randomUUID()));
    let live = false;
    while (!writer.closed) {
      if (cancelled.error) throw cancelled.error;
      if (live && feed.backlog > LIVE_BUFFER_EVENTS) {
        live = false;
        await tell(fellBehind());
      }
      if (feed.backlog > 0) {
        await feed.next((response) => writer.write(response));
      } else if (!live) {
        live = true;
        const checkpoint = feed.whenCaughtUp();
        if (checkpoint) await writer.write(checkpoint);
        await tell(caughtUp());
      } else await changed.wait();
    }
  } finally {
    stopListening();
    cancelled.stop();
  }
}

function waitForCancellation(
  subscriptions: Set<(error: RpcError) => void>,
  changed: Signal,
): { readonly error: RpcError | null; stop(): void } {
  const state = { error: null as RpcError | null, stop: () => subscriptions.delete(cancel) };
  const cancel = (error: RpcError): void => {
    state.error = error;
    changed.fire();
  };
  subscriptions.add(cancel);
  return state;
}
