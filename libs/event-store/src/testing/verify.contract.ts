import { stateOfLog } from '../log-state';
import { SEAL_STREAM, sealLog } from '../seals';
import { verifyLog } from '../verify';
import { collect, fillStream, sampleAppend } from './sample-appends';
import { rehash, tampered } from './tampered';
import { type ContractContext } from './store-fixture';

/** The chains and the seals, and what they find. */
export function verifyContract(context: ContractContext): void {
  beforeEach(async () => {
    await fillStream(context.store, 'a', 6);
    await fillStream(context.store, 'b', 6);
  });

  const verifySealed = async (change: Parameters<typeof tampered>[1]) => {
    await sealLog(context.store, { everyEvents: 12 });
    return verifyLog(tampered(context.store, change));
  };

  it('finds nothing wrong with what the store wrote', async () => {
    const result = await verifyLog(context.store);
    const seal = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    const position = await context.store.head();
    expect(result).toEqual({ eventsChecked: 12, streamsChecked: 2, lastSeal: null, seal, position, fault: null });
  });

  it('names the event whose content was changed', async () => {
    const changed = tampered(context.store, (events) =>
      events.map((event) =>
        event.stream === 'b' && event.revision === 2 ? { ...event, data: { amount: '9.99' } } : event,
      ),
    );
    const { fault } = await verifyLog(changed);
    expect(fault).toMatchObject({ kind: 'chain-broken', stream: 'b', revision: 2 });
    expect(fault?.message).toContain('事件流 b 第 2 号事件');
  });

  it('finds a back-dated recording', async () => {
    const changed = tampered(context.store, (events) =>
      events.map((event) =>
        event.stream === 'a' && event.revision === 4 ? { ...event, recordedAt: '2020-01-01T00:00:00.000Z' } : event,
      ),
    );
    expect((await verifyLog(changed)).fault).toMatchObject({ stream: 'a', revision: 4 });
  });

  it('names the event before which one was removed', async () => {
    const removed = tampered(context.store, (events) =>
      events.filter((event) => event.stream !== 'a' || event.revision !== 3),
    );
    expect((await verifyLog(removed)).fault).toMatchObject({ kind: 'revision-gap', stream: 'a', revision: 4 });
  });

  it('names an event that was inserted', async () => {
    const inserted = tampered(context.store, ([first, ...others]) => (first ? [first, first, ...others] : []));
    expect((await verifyLog(inserted)).fault).toMatchObject({ kind: 'revision-gap', stream: 'a', revision: 0 });
  });

  it('does not see the tail of a stream missing without a seal, and sees it with one', async () => {
    const withoutTail = (events: Awaited<ReturnType<typeof collect>>) =>
      events.filter((event) => event.stream !== 'a' || event.revision !== 5);
    expect((await verifyLog(tampered(context.store, withoutTail))).fault).toBeNull();
    expect((await verifySealed(withoutTail)).fault).toMatchObject({
      kind: 'seal-broken',
      stream: SEAL_STREAM,
      revision: 0,
    });
  });

  it('sees by the seal that a whole stream was rewritten with fitting hashes', async () => {
    const { fault } = await verifySealed((events) =>
      rehash(
        events.map((event) => (event.stream === 'b' ? { ...event, data: { amount: '9.99' } } : event)),
        'b',
      ),
    );
    expect(fault).toMatchObject({ kind: 'seal-broken', stream: SEAL_STREAM });
  });

  it('sees by the seal that the log was cut off before it', async () => {
    const { fault } = await verifySealed((events) => [...events.slice(0, 9), ...events.slice(-1)]);
    expect(fault).toMatchObject({ kind: 'seal-broken' });
  });

  it('seals full blocks only, each once, and goes on where it left off', async () => {
    const { store } = context;
    expect(await sealLog(store, { everyEvents: 5 })).toMatchObject({ fromOrdinal: 6, toOrdinal: 10, count: 5 });
    expect(await sealLog(store, { everyEvents: 5 })).toMatchObject({ fromOrdinal: 6, toOrdinal: 10 });
    await store.append(sampleAppend('c', 'no-stream', { events: 4 }));
    expect(await sealLog(store, { everyEvents: 5 })).toMatchObject({ fromOrdinal: 11, toOrdinal: 15, count: 5 });
    expect(await collect(store.readStream(SEAL_STREAM))).toHaveLength(3);
    const result = await verifyLog(store);
    expect(result).toMatchObject({ fault: null, lastSeal: { toOrdinal: 15 } });
  });

  it('tells the state of the log up to a position, which verify finds again', async () => {
    const { store } = context;
    await sealLog(store, { everyEvents: 5 });
    await store.append(sampleAppend('c', 'no-stream', { events: 3 }));
    // 12 events, two seals of five, and three events more.
    const positions = (await collect(store.readAll())).map(({ position }) => position);
    expect(positions).toHaveLength(17);
    for (const [index, position] of positions.entries()) {
      const state = await stateOfLog(store, position);
      expect(state).toMatchObject({ position, events: index + 1 });
      expect(await verifyLog(store, { events: index + 1 })).toMatchObject({ seal: state.seal, fault: null });
    }
  });

  it('has another state after any event was changed, also with hashes that fit', async () => {
    const { store } = context;
    const { seal } = await stateOfLog(store, (await store.head())!);
    const rewritten = tampered(store, (events) =>
      rehash(
        events.map((event) => (event.stream === 'a' ? { ...event, data: { amount: '9.99' } } : event)),
        'a',
      ),
    );
    const result = await verifyLog(rewritten, { events: 12 });
    expect(result.fault).toBeNull();
    expect(result.seal).not.toBe(seal);
  });

  it('several processes may seal at once', async () => {
    const stores = [context.store, context.fixture.open(), context.fixture.open()];
    await Promise.all(stores.map((store, index) => sealLog(store, { everyEvents: index === 2 ? 3 : 2 })));
    expect(await verifyLog(context.store)).toMatchObject({ fault: null });
    expect((await verifyLog(context.store)).lastSeal?.toOrdinal).toBeGreaterThanOrEqual(11);
  });
}
