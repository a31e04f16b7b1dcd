import * as fc from 'fast-check';
import { InMemoryEventStore } from './in-memory/in-memory-event-store';
import { stateOfLog } from './log-state';
import { sealLog } from './seals';
import { collect, fillStream } from './testing/sample-appends';
import { rehash, tampered } from './testing/tampered';
import { verifyLog } from './verify';

/** A log whose parts are filled and sealed in turn, in blocks of different sizes, or not sealed for a while. */
async function logOf(parts: readonly { readonly events: number; readonly everyEvents: number | null }[]) {
  const store = new InMemoryEventStore();
  for (const [index, { events, everyEvents }] of parts.entries()) {
    await fillStream(store, `s-${index}`, events);
    if (everyEvents !== null) await sealLog(store, { everyEvents });
  }
  return store;
}

const parts = fc.array(
  fc.record({
    events: fc.integer({ min: 1, max: 30 }),
    everyEvents: fc.option(fc.integer({ min: 1, max: 12 })),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('blocks and their seals, read ahead', () => {
  it('are in order however long after its block a seal comes, and up to any event of the log', () =>
    fc.assert(
      fc.asyncProperty(parts, fc.nat(), async (made, place) => {
        const store = await logOf(made);
        const events = await collect(store.readAll());
        const whole = await verifyLog(store);
        expect(whole).toMatchObject({ fault: null, eventsChecked: events.length });
        expect(whole.seal).toBe((await stateOfLog(store, (await store.head())!)).seal);
        const count = (place % events.length) + 1;
        const { seal } = await stateOfLog(store, events[count - 1]!.position);
        expect(await verifyLog(store, { events: count })).toMatchObject({ fault: null, eventsChecked: count, seal });
      }),
    ));

  it('show a stream that was rewritten with fitting hashes, at the seal that covers it', () =>
    fc.assert(
      fc.asyncProperty(parts, async (made) => {
        const store = await logOf([...made, { events: 1, everyEvents: 1 }]);
        const rewritten = tampered(store, (events) =>
          rehash(
            events.map((event) => (event.stream === 's-0' ? { ...event, data: { amount: '9.99' } } : event)),
            's-0',
          ),
        );
        expect((await verifyLog(rewritten)).fault).toMatchObject({ kind: 'seal-broken' });
      }),
    ));

  it('leave out what is appended and sealed while the log is verified', async () => {
    const store = await logOf([{ events: 12, everyEvents: 5 }]);
    const before = await collect(store.readAll());
    const growing = {
      head: () => store.head(),
      readStream: store.readStream.bind(store),
      async *readAll() {
        await fillStream(store, 'later', 20);
        await sealLog(store, { everyEvents: 4 });
        yield* store.readAll();
      },
    };
    expect(await verifyLog(growing)).toMatchObject({ fault: null, eventsChecked: before.length });
  });
});
