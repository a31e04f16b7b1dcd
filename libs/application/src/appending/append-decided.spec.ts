import { type Append, InMemoryEventStore } from '@yujue/event-store';
import { sampleAppend } from '@yujue/event-store/testing';
import { appendDecided } from './append-decided';

const STREAM = 'budget-310002-2020';
/** Without a limit, other writers that are always first would keep the test running forever. */
const OTHERS_WIN_AT_MOST = 100;

describe('在他人不断登记时登记一份清单', () => {
  it('几次落空以后在事件库的锁内决定：别人等它，它不会一直落空', async () => {
    const store = new InMemoryEventStore();
    let othersWon = 0;
    const stateOf = async () => {
      let last: { revision: number; id: string } | undefined;
      for await (const page of store.readStream(STREAM)) last = page.at(-1);
      return last ? { revision: last.revision, eventId: last.id } : ('no-stream' as const);
    };
    const otherAppends = async (): Promise<void> => {
      if (othersWon === OTHERS_WIN_AT_MOST) return;
      othersWon += 1;
      await store.append({ ...sampleAppend(STREAM, 'no-stream'), expected: await stateOf() });
    };
    const decide = async (): Promise<{ appends: Append[] }> => {
      const expected = await stateOf();
      // Somebody else is faster, unless the log is locked while this is decided.
      await Promise.race([otherAppends(), new Promise(setImmediate)]);
      return { appends: [{ ...sampleAppend(STREAM, 'no-stream'), expected }] };
    };
    const { results } = await appendDecided(store, decide);
    expect(results).toHaveLength(1);
    expect(othersWon).toBeLessThan(10);
  });
});
