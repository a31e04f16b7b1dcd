import { InMemoryEventStore } from './in-memory/in-memory-event-store';
import { stateOfLog } from './log-state';
import { SEAL_STREAM, sealLog } from './seals';
import { collect, fillStream } from './testing/sample-appends';
import { verifyLog } from './verify';

/** A log of 600 events with a seal after every third: 200 seals. */
async function sealedLog(): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore();
  for (let block = 0; block < 20; block++) {
    await fillStream(store, `s-${block}`, 30);
    await sealLog(store, { everyEvents: 3 });
  }
  return store;
}

describe('日志在某一位置的状态', () => {
  it('在任一位置，都与从头核对到那里的结果相同', async () => {
    const store = await sealedLog();
    const events = await collect(store.readAll());
    for (const [index, { position, recordedAt }] of events.entries()) {
      // Every place within a block and among its seals comes up.
      if (index % 13 > 0) continue;
      const { seal } = await verifyLog(store, { events: index + 1 });
      expect(await stateOfLog(store, position)).toEqual({ position, events: index + 1, seal, recordedAt });
    }
  });

  it('两百个封存只读其中二十来个，不随封存的多少而增长', async () => {
    const store = await sealedLog();
    const read = jest.spyOn(store, 'readStream');
    await stateOfLog(store, (await store.head())!);
    const seals = read.mock.calls.filter(([stream]) => stream === SEAL_STREAM);
    expect(seals.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(200)));
    expect(seals.every(([, options]) => options?.maxEvents === 1)).toBe(true);
  });
});
