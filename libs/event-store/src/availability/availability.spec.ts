import { EventStoreError, type StoredEvent } from '../port';
import { Availability } from './availability';
import { resumedPages } from './resumed-pages';

const away = (code: 'STORE_UNREACHABLE' | 'STORE_NOT_WRITABLE' = 'STORE_UNREACHABLE') =>
  new EventStoreError(code, 'read ECONNRESET');

/** A clock that advances only while a call waits, or when a test advances it. */
function given(retryForMs?: number) {
  const time = { ms: 0, waits: [] as number[] };
  const wait = async (ms: number) => {
    time.ms += ms;
    time.waits.push(ms);
  };
  return { time, availability: new Availability({ retryForMs, now: () => time.ms, wait }) };
}

function failing(times: number, error: unknown = away()) {
  let left = times;
  return async () => {
    if (left-- > 0) throw error;
    return 'answer';
  };
}

describe('a call that meets a server which is away', () => {
  it('is repeated with growing waits, and its caller gets the answer', async () => {
    const { availability, time } = given();
    await expect(availability.insist('write', failing(8))).resolves.toBe('answer');
    expect(time.waits).toEqual([25, 50, 100, 200, 400, 800, 1_000, 1_000]);
    expect(availability.counts).toEqual({ retries: 8, reconnections: 1, secondsAway: 3.575 });
  });

  it.each([
    {
      kind: 'write' as const,
      code: 'STORE_UNREACHABLE' as const,
      says: /^事件库暂时无法访问，已自动重试 15 秒；是否已登记尚不清楚。.*不会重复登记。$/,
    },
    {
      kind: 'write' as const,
      code: 'STORE_NOT_WRITABLE' as const,
      says: /^事件库暂时不能写入（节点只读、磁盘已满或正在切换主节点），已自动重试 15 秒；/,
    },
    {
      kind: 'read' as const,
      code: 'STORE_UNREACHABLE' as const,
      says: /^事件库暂时无法访问，已自动重试 15 秒；请稍后重试。$/,
    },
  ])('fails after 15 seconds in one sentence without the words of the driver ($kind, $code)', async (expected) => {
    const { availability, time } = given();
    const call = availability.insist(expected.kind, failing(Infinity, away(expected.code)));
    const error: unknown = await call.catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: expected.code, message: expect.stringMatching(expected.says) });
    expect((error as Error).cause).toMatchObject({ message: 'read ECONNRESET' });
    expect(time.ms).toBeLessThanOrEqual(15_000);
    expect(time.ms).toBeGreaterThan(13_000);
  });

  it('is repeated for the time that is set', async () => {
    const { availability, time } = given(3_000);
    await expect(availability.insist('read', failing(Infinity))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(time.ms).toBeLessThanOrEqual(3_000);
    await expect(given(0).availability.insist('read', failing(1))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });

  it('is not repeated for a failure of another kind', async () => {
    const { availability, time } = given();
    const corrupt = new EventStoreError('STORE_CORRUPT', '账目不完整');
    await expect(availability.insist('write', failing(1, corrupt))).rejects.toBe(corrupt);
    expect(time.waits).toEqual([]);
    expect(availability.counts).toEqual({ retries: 0, reconnections: 0, secondsAway: 0 });
  });

  it('fails at once when the store is closed', async () => {
    const { availability } = given();
    availability.close();
    await expect(availability.insist('write', failing(Infinity))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });

  it('counts an outage of writes until a write succeeds, although a standby answers reads', async () => {
    const { availability, time } = given();
    const returns: number[] = [];
    availability.onReturn(() => returns.push(time.ms));
    const write = availability.patience('write');
    await write.afterFailure(away('STORE_NOT_WRITABLE'));
    await availability.insist('read', failing(0));
    expect(availability.counts).toMatchObject({ reconnections: 0, secondsAway: 0.025 });
    time.ms = 2_000;
    write.succeeded();
    expect(availability.counts).toMatchObject({ reconnections: 1, secondsAway: 2 });
    expect(returns).toEqual([2_000]);
  });
});

describe('a read of pages that is cut off', () => {
  const event = (revision: number) => ({ revision }) as StoredEvent;

  it('continues after the last event it yielded', async () => {
    const { availability } = given();
    const opened: (number | undefined)[] = [];
    const pages = resumedPages(availability, async function* (last) {
      opened.push(last?.revision);
      const from = (last?.revision ?? -1) + 1;
      yield [event(from), event(from + 1)];
      if (from < 4) throw away();
    });
    const revisions: number[] = [];
    for await (const page of pages) revisions.push(...page.map(({ revision }) => revision));
    expect(revisions).toEqual([0, 1, 2, 3, 4, 5]);
    expect(opened).toEqual([undefined, 1, 3]);
  });

  it('does not handle a failure of the reader, and closes the read', async () => {
    const { availability, time } = given();
    let isLeft = false;
    const pages = resumedPages(availability, async function* () {
      try {
        yield [event(0)];
        yield [event(1)];
      } finally {
        isLeft = true;
      }
    });
    const consumer = (async () => {
      for await (const page of pages) throw away(page.length === 1 ? 'STORE_UNREACHABLE' : 'STORE_NOT_WRITABLE');
    })();
    await expect(consumer).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(isLeft).toBe(true);
    expect(time.waits).toEqual([]);
  });
});
