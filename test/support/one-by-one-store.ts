import {
  type Append,
  type AppendResult,
  EventStoreError,
  InMemoryEventStore,
  type TogetherOptions,
} from '@yujue/event-store';

/** Stores no two appends at once, as EventStoreDB does; `left` more are stored, and then the program is killed. */
export class OneByOneStore extends InMemoryEventStore {
  left = Infinity;

  override async append(append: Append): Promise<AppendResult> {
    if (this.left-- <= 0) throw new Error('killed');
    const [result] = await super.appendTogether([append]);
    return result!;
  }

  override async appendTogether(appends: readonly Append[], options?: TogetherOptions): Promise<AppendResult[]> {
    if (appends.length > 1) throw new EventStoreError('APPEND_TOO_LARGE', '请拆分');
    return super.appendTogether(appends, options);
  }
}

/** What every stream says, without ids and moments. */
export async function contentOf(store: InMemoryEventStore): Promise<Record<string, { type: string; data: object }[]>> {
  const streams: Record<string, { type: string; data: object }[]> = {};
  for await (const page of store.readAll())
    for (const { stream, type, data } of page) (streams[stream] ??= []).push({ type, data });
  return streams;
}
