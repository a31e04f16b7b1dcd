import {
  BACKWARDS,
  END,
  type Position as WirePosition,
  type ResolvedEvent,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import {
  PAGE_SIZE_EVENTS_DEFAULT,
  type Position,
  type ReadAllOptions,
  type StoredEvent,
  type SubscribeOptions,
} from '../port';
import { arrivals } from './arrivals';
import { type ServerConnection } from './server-connection';
import { type StreamNames } from './stream-names';
import { fromWireEvent } from './wire-event';
import { lostSubscription } from './wire-errors';
import { fromWirePosition, isKnown, toWirePosition } from './wire-position';

/** How many events the search for our last event reads at a time. Mostly the last one is ours. */
const SEARCH_FIRST = 4;
const SEARCH_GROWTH = 4;
const SEARCH_MAX = 4_096;

/** Our part of `$all`, which holds the events of the server and of other programs too. */
export class LogReader {
  /** Up to where `$all` was searched for our last event, and what was found. */
  private searched: { readonly upTo: Position; readonly head: Position | null } | null = null;

  constructor(
    private readonly connection: ServerConnection,
    private readonly names: StreamNames,
  ) {}

  /** Position of our last event. The client cannot filter a read, so `$all` is read backwards to the first that is ours. */
  async head(): Promise<Position | null> {
    let known = this.searched;
    let upTo: Position | null = null;
    for await (const { stream, position } of this.backwards()) {
      // The log ends before the position up to which it was searched, so it went back: search it again.
      if (upTo === null && known && position < known.upTo) this.searched = known = null;
      upTo ??= position;
      if (known && position <= known.upTo) return this.remember(upTo, known.head);
      if (this.names.isOurs(stream)) return this.remember(upTo, position);
    }
    return upTo === null ? null : this.remember(upTo, null);
  }

  /**
   * The events of `$all` backwards from its end, in groups that grow. Each group is read to its end: leaving a read early
   * resets it, and servers close connections that reset many reads.
   */
  private async *backwards(): AsyncGenerator<{ readonly stream: string; readonly position: Position }> {
    let fromPosition: typeof END | WirePosition = END;
    for (let count = SEARCH_FIRST; ; count = Math.min(count * SEARCH_GROWTH, SEARCH_MAX)) {
      const found: ResolvedEvent[] = [];
      try {
        const options = { direction: BACKWARDS, fromPosition, maxCount: count, requiresLeader: true } as const;
        const events = this.connection.client.readAll(options, { highWaterMark: count });
        for await (const group of arrivals(events, count, { silenceMaxMs: this.connection.silenceMaxMs }))
          found.push(...group);
      } catch (error) {
        throw await this.connection.readFailure(error);
      }
      for (const { event } of found) {
        if (!event || !isKnown(event.position)) continue;
        fromPosition = event.position;
        yield { stream: event.streamId, position: fromWirePosition(event.position) };
      }
      if (found.length < count) return;
    }
  }

  /** Pages until our last event as of now. */
  async *readAll({
    after,
    pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT,
  }: ReadAllOptions): AsyncGenerator<readonly StoredEvent[]> {
    const upTo = await this.head();
    if (upTo === null || (after !== undefined && after >= upTo)) return;
    const page: StoredEvent[] = [];
    for await (const group of this.events({ after, pageSizeEvents })) {
      for (const event of group) {
        page.push(event);
        const isLast = event.position >= upTo;
        if (page.length === pageSizeEvents || isLast) yield page.splice(0);
        if (isLast) return;
      }
    }
  }

  subscribeAll(options: SubscribeOptions): AsyncGenerator<readonly StoredEvent[]> {
    return this.events(options);
  }

  /** What follows a position, and what is appended from then on, in groups as they arrive. */
  private async *events({
    after,
    pageSizeEvents = PAGE_SIZE_EVENTS_DEFAULT,
    signal,
  }: ReadAllOptions & Partial<SubscribeOptions>): AsyncGenerator<readonly StoredEvent[]> {
    const fromPosition = after === undefined ? START : toWirePosition(after);
    const filter = streamNameFilter({ prefixes: [this.names.prefix] });
    // Without a signal it is a read to an event that is known to be there.
    const silence = signal ? {} : { silenceMaxMs: this.connection.silenceMaxMs };
    let last = after;
    try {
      const events = this.connection.client.subscribeToAll({ fromPosition, filter }, { highWaterMark: pageSizeEvents });
      for await (const group of arrivals(events, pageSizeEvents, { signal, ...silence })) {
        const fresh = group
          .map((resolved) => fromWireEvent(resolved, this.names).event)
          .filter(({ position }) => last === undefined || position > last);
        last = fresh.at(-1)?.position ?? last;
        if (fresh.length > 0) yield fresh;
      }
    } catch (error) {
      throw await this.connection.readFailure(error);
    }
    // A server that is shut down in an orderly way ends the subscription without an error.
    if (!signal?.aborted) throw lostSubscription();
  }

  private remember(upTo: Position, head: Position | null): Position | null {
    if (this.searched === null || upTo > this.searched.upTo) this.searched = { upTo, head };
    return head;
  }
}
