import { ConcurrencyError, InMemoryEventStore } from '@yujue/event-store';
import { sampleAppend } from '@yujue/event-store/testing';
import { appendWholeOrInOrder } from './append-whole';

const STREAM = 'budget-310002-2020';

class WithoutTransactions extends InMemoryEventStore {
  override readonly appendsTogether = false;
}

/** A store where another writer is always first; each decision takes so long. */
function whereOthersAreFirst(decisionMs: number) {
  const store = new WithoutTransactions();
  let decisions = 0;
  const decide = async () => {
    decisions += 1;
    jest.advanceTimersByTime(decisionMs);
    return { appends: [{ ...sampleAppend(STREAM, 'no-stream'), expected: { revision: 7, eventId: NOT_THERE } }] };
  };
  return { append: () => appendWholeOrInOrder(store, decide), decisions: () => decisions };
}

const NOT_THERE = '00000000-0000-4000-8000-000000000000';

describe('在不能整批登记的事件库上，他人总是在先', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  it.each([
    ['很快就能决定的，试二十次', 10, 20],
    ['决定一次要两秒的，过了十五秒就不再试', 2_000, 8],
    ['决定一次要一分钟的，也试三次', 60_000, 3],
  ])('%s，然后答复有冲突', async (_name, decisionMs, tries) => {
    const { append, decisions } = whereOthersAreFirst(decisionMs);
    await expect(append()).rejects.toThrow(ConcurrencyError);
    expect(decisions()).toBe(tries);
  });
});
