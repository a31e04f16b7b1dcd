import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreError, InMemoryEventStore, type Position } from '@yujue/event-store';
import { fillStream } from '@yujue/event-store/testing';
import { type LiveUpdate, LiveUpdates } from './live-updates';

/** A read model that covers `position`; `waitFor` may be one that keeps its callers waiting. */
const readModel = (position: Position | null = null, waitFor = () => Promise.resolve(true)) => ({
  position: () => Promise.resolve(position),
  waitFor,
});

const heardBy = (live: LiveUpdates): LiveUpdate[] => {
  const heard: LiveUpdate[] = [];
  live.updates.subscribe((update) => heard.push(update));
  return heard;
};

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

describe('实时更新的源头', () => {
  it('启动时事件库不应答：此间登记的，恢复后照样推送', async () => {
    const store = new InMemoryEventStore();
    await fillStream(store, 'budget-900001-2020', 1);
    const shown = await store.head();
    const head = jest.spyOn(store, 'head');
    head.mockRejectedValueOnce(new EventStoreError('STORE_UNREACHABLE', '事件库暂时无法访问。'));
    const live = new LiveUpdates(store, readModel(shown));
    const heard = heardBy(live);
    live.start();
    await fillStream(store, 'budget-900002-2020', 1);
    await until(() => heard.length > 0);
    expect(heard).toMatchObject([{ owner: '900002' }]);
    await live.onApplicationShutdown();
  });

  it('报表数据来自另一个事件库时，从账目的末尾听起', async () => {
    const store = new InMemoryEventStore();
    await fillStream(store, 'budget-900001-2020', 1);
    const live = new LiveUpdates(store, readModel('00000000000000000009' as Position));
    const heard = heardBy(live);
    const head = jest.spyOn(store, 'head');
    live.start();
    await until(() => head.mock.results.length > 0);
    await fillStream(store, 'budget-900002-2020', 1);
    await until(() => heard.length > 0);
    expect(heard).toMatchObject([{ owner: '900002' }]);
    await live.onApplicationShutdown();
  });

  it('报表数据跟不上时，程序停止并不等它', async () => {
    const store = new InMemoryEventStore();
    const waiting = { began: false, ended: false };
    const waitFor = (_position: Position, _timeoutMs: number, signal?: AbortSignal) =>
      new Promise<boolean>((resolve) => {
        waiting.began = true;
        signal?.addEventListener('abort', () => {
          waiting.ended = true;
          resolve(false);
        });
      });
    const live = new LiveUpdates(store, readModel(null, waitFor as () => Promise<boolean>));
    const head = jest.spyOn(store, 'head');
    live.start();
    await until(() => head.mock.results.length > 0);
    await fillStream(store, 'budget-900001-2020', 1);
    await until(() => waiting.began);
    await live.onApplicationShutdown();
    expect(waiting.ended).toBe(true);
  });
});
