import {
  type Append,
  type AppendResult,
  type Availability,
  type EventStore,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type SubscribeOptions,
  type TogetherAppends,
  type TogetherOptions,
} from '@yujue/event-store';
import { type LogMemory } from './log-memory';
import { rememberedOf } from './remembered';

/**
 * Wraps the store and remembers what was answered and read through it. All appends and projections of a process use this
 * wrapper, so every one of them is remembered, whichever part of the program makes it.
 */
export class RememberingStore implements EventStore {
  readonly availability: Availability;
  readonly appendsTogether: boolean;

  constructor(
    private readonly store: EventStore,
    private readonly memory: LogMemory,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.availability = store.availability;
    this.appendsTogether = store.appendsTogether;
  }

  async append(append: Append): Promise<AppendResult> {
    const result = await this.store.append(append);
    this.remember(append, result);
    return result;
  }

  async appendTogether(appends: TogetherAppends, options?: TogetherOptions): Promise<readonly AppendResult[]> {
    let list: readonly Append[] = [];
    const taken = async () => (list = typeof appends === 'function' ? await appends() : appends);
    const results = await this.store.appendTogether(typeof appends === 'function' ? taken : await taken(), options);
    results.forEach((result, index) => this.remember(list[index]!, result));
    return results;
  }

  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.store.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.seeing(this.store.readAll(options));
  }

  get readChain(): EventStore['readChain'] {
    return this.store.readChain && (() => this.store.readChain!());
  }

  subscribeAll(options: SubscribeOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.seeing(this.store.subscribeAll(options));
  }

  head(): Promise<Position | null> {
    return this.store.head();
  }

  headPast(instant: string): Promise<Position | null> {
    return this.store.headPast(instant);
  }

  findCommand(stream: string, commandId: string): ReturnType<EventStore['findCommand']> {
    return this.store.findCommand(stream, commandId);
  }

  async demandRights(): Promise<void> {
    await this.store.demandRights?.();
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private remember(
    { stream, commandId, events, recordedAt }: Append,
    { lastRevision, position, repeated }: AppendResult,
  ): void {
    const answeredAt = this.now().toISOString();
    const last = events.at(-1)!;
    // A repeated command may have been decided differently than the first time, so the stored event is not known here.
    if (!repeated)
      this.memory.sees({
        stream,
        revision: lastRevision,
        eventId: last.id,
        position,
        hash: null,
        recordedAt: answeredAt,
      });
    // An imported event was answered by the store that it comes from.
    if (recordedAt === undefined) this.memory.answers({ stream, commandId, eventType: events[0]!.type, answeredAt });
  }

  private async *seeing(pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<readonly StoredEvent[]> {
    for await (const page of pages) {
      const last = page.at(-1);
      if (last) this.memory.sees(rememberedOf(last));
      yield page;
    }
  }
}
