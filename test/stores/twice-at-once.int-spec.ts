import { sealLog, verifyLog } from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { fillStream, sampleAppend } from '@yujue/event-store/testing';
import { startProtocolServer } from './eventstoredb-fixture';

/** A hundred with `npm run test:long`. */
const ROUNDS = Number(process.env.TWICE_ROUNDS ?? 25);
const SEAL_ROUNDS = Number(process.env.TWICE_ROUNDS ?? 5);
/** The time of a commit in a cluster; meanwhile the server answers no repetition of it. */
const COMMIT_MS = 5;

describe('EventStoreDB, the same command several times at once', () => {
  it(`gets its first result each time, ${ROUNDS} times, and never waits for a timeout`, async () => {
    const { server, drop } = await startProtocolServer({ commitDelayMs: COMMIT_MS });
    const [here, there] = [1, 2].map(() => EventStoreDbEventStore.open({ url: server.url })) as [
      EventStoreDbEventStore,
      EventStoreDbEventStore,
    ];
    try {
      let last = await fillStream(here, 's', 1);
      for (let round = 0; round < ROUNDS; round++) {
        last = sampleAppend('s', last, { events: 1 + (round % 3) });
        const asked = [here, here, there, there].map((store) => store.append(last));
        const answers = await Promise.all(asked);
        expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
        const revisions = answers.map(({ firstRevision, lastRevision }) => [firstRevision, lastRevision]);
        expect(revisions).toEqual(revisions.map(() => revisions[0]));
      }
      // If ids were repeated, the server would not answer for 2.5 seconds, and the store would repeat the timed-out call.
      for (const store of [here, there])
        expect(store.availability.counts).toMatchObject({ retries: 0, secondsAway: 0 });
    } finally {
      await Promise.all([here, there].map((store) => store.close()));
      await drop();
    }
  });

  it(`three sealers seal each block once, ${SEAL_ROUNDS} times`, async () => {
    const { server, drop } = await startProtocolServer({ commitDelayMs: COMMIT_MS });
    const sealers = [1, 2, 3].map(() => EventStoreDbEventStore.open({ url: server.url }));
    try {
      const [store] = sealers as [EventStoreDbEventStore];
      await fillStream(store, 's', SEAL_ROUNDS);
      for (let round = 0; round < SEAL_ROUNDS; round++) {
        await fillStream(store, `s-${round}`, 5);
        await Promise.all(sealers.map((sealer) => sealLog(sealer, { everyEvents: 5 })));
      }
      const { fault, lastSeal } = await verifyLog(store);
      expect([fault, lastSeal?.toOrdinal]).toEqual([null, 6 * SEAL_ROUNDS]);
      for (const sealer of sealers) expect(sealer.availability.counts).toMatchObject({ retries: 0 });
    } finally {
      await Promise.all(sealers.map((sealer) => sealer.close()));
      await drop();
    }
  });
});
