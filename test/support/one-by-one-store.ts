import {
  type Append,
  type AppendResult,
  EventStoreError,
  InMemoryEventStore,
  type TogetherAppends,
} from '@yujue/event-store';

/** Stores no two appends at once, as EventStoreDB does; `left` more are stored, and then the program is killed. */
export class OneByOneStore extends InMemoryEventStore {
  override readonly appendsTogether = false;
  left = Infinity;

  override async append(append: Append): Promise<AppendResult> {
    if (this.left-- <= 0) throw new Error('killed');
    const [result] = await super.appendTogether([append]);
    return result!;
  }

  override async appendTogether(appends: TogetherAppends): Promise<AppendResult[]> {
    const asked = typeof appends === 'function' ? await appends() : appends;
    if (asked.length > 1) throw new EventStoreError('APPEND_TOO_LARGE', '请拆分');
    return super.appendTogether(asked);
  }
}

/** What every stream says, without ids and moments. */
export async function contentOf(store: InMemoryEventStore): Promise<Record<string, { type: string; data: object }[]>> {
  const streams: Record<string, { type: string; data: object }[]> = {};
  for await (const page of store.readAll())
    for (const { stream, type, data } of page) (streams[stream] ??= []).push({ type, data });
  return streams;
}
