import { createHash, randomUUID } from 'node:crypto';
import {
  type EventStore,
  InMemoryEventStore,
  type JsonObject,
  type Position,
  stateAfter,
  type StreamState,
} from '@yujue/event-store';
import { EVENT_VERSIONS, type LedgerEvent, type RegisterEvent } from '@yujue/ledger';

/** A clock that does not move until a test moves it: the source of `recordedAt`. */
export class TestClock {
  now = new Date('2020-01-01T00:00:00.000Z');

  readonly read = (): Date => this.now;

  moveTo(instant: string): void {
    this.now = new Date(instant);
  }
}

/** Records facts without asking whether they may happen: the projection believes the log, and so do its tests. */
export class TestLog {
  readonly clock = new TestClock();
  readonly store: EventStore;
  private readonly states = new Map<string, StreamState>();

  constructor(openStore: (clock: () => Date) => EventStore = (clock) => new InMemoryEventStore(clock)) {
    this.store = openStore(this.clock.read);
  }

  /** Appends the events to the stream in one append; returns the last one's position. */
  async record(stream: string, ...events: readonly (LedgerEvent | RegisterEvent)[]): Promise<Position> {
    return this.recordRaw(
      stream,
      ...events.map(({ type, data }) => ({ type, version: EVENT_VERSIONS[type], data: data as unknown as JsonObject })),
    );
  }

  /** As `record`, for events that this program does not know. */
  async recordRaw(
    stream: string,
    ...events: readonly { type: string; version: number; data: JsonObject }[]
  ): Promise<Position> {
    const commandId = randomUUID();
    const metadata = { commandId, correlationId: commandId, causationId: null, actor: '测试' };
    const append = {
      stream,
      expected: this.states.get(stream) ?? ('no-stream' as const),
      commandId,
      fingerprint: createHash('sha256').update(commandId).digest('hex'),
      events: events.map((event) => ({ id: randomUUID(), metadata, ...event })),
    };
    const { position } = await this.store.append(append);
    this.states.set(stream, stateAfter(append));
    return position;
  }
}
