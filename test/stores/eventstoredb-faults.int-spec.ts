import { Readable } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type Append, importLog, InMemoryEventStore, verifyLog } from '@yujue/event-store';
import { EventStoreDbEventStore, type EventStoreDbOptions } from '@yujue/event-store/eventstoredb';
import { collect, exportedLog, fillStream, sampleAppend, sampleChain, unknownAt } from '@yujue/event-store/testing';
import { type EventStoreServer, type ServerOptions, type SubscriptionEnd } from '../eventstoredb-server';
import { startProtocolServer } from './eventstoredb-fixture';

describe('EventStoreDB when things go wrong', () => {
  const closings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closings.splice(0).reverse()) await close();
  });
  async function given(options: Omit<ServerOptions, 'directory'> = {}): Promise<EventStoreServer> {
    const { server, drop } = await startProtocolServer(options);
    closings.push(drop);
    return server;
  }
  function open(url: string, options: Partial<EventStoreDbOptions> = {}): EventStoreDbEventStore {
    const store = EventStoreDbEventStore.open({ url, ...options });
    closings.push(() => store.close());
    return store;
  }

  it('an append whose answer was lost is found when the store repeats it, and is stored once', async () => {
    const server = await given();
    const store = open(server.url);
    const first = sampleAppend('s', 'no-stream');
    await store.append(first);
    const append = sampleAppend('s', first, { events: 3 });
    server.faults.loseAcknowledgements(1);
    expect(await store.append(append)).toMatchObject({ firstRevision: 1, lastRevision: 3, repeated: false });
    expect(store.availability.counts).toMatchObject({ retries: 1, reconnections: 1 });
    for (const asked of [store, open(server.url)]) {
      expect(await asked.append(append)).toMatchObject({ firstRevision: 1, lastRevision: 3, repeated: true });
    }
    expect(await verifyLog(store)).toMatchObject({ eventsChecked: 4, fault: null });
  });

  it('a chain of appends whose first answer was lost continues in order', async () => {
    const server = await given();
    const store = open(server.url);
    server.faults.loseAcknowledgements(1);
    const results = await Promise.all(sampleChain('s', 50).map((append) => store.append(append)));
    expect(results.map(({ lastRevision }) => lastRevision)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(results.every(({ repeated }) => !repeated)).toBe(true);
  });

  it.each([
    { refusal: 'timeout' as const, code: 'STORE_NOT_WRITABLE', says: '节点只读、磁盘已满' },
    { refusal: 'unknown' as const, code: 'STORE_NOT_WRITABLE', says: '用同一命令重试，不会重复登记' },
    { refusal: 'not-ready' as const, code: 'STORE_NOT_WRITABLE', says: '暂时不能写入' },
    { refusal: 'no-leader' as const, code: 'STORE_NOT_WRITABLE', says: '暂时不能写入' },
    { refusal: 'not-leader' as const, code: 'STORE_NOT_WRITABLE', says: '正在切换主节点' },
    { refusal: 'UNAVAILABLE' as const, code: 'STORE_UNREACHABLE', says: '暂时无法访问' },
  ])(
    'a server that keeps refusing writes ($refusal) is reported in a sentence, and nothing is written',
    async (expected) => {
      const server = await given();
      const store = open(server.url, { retryForMs: 1_500 });
      const first = sampleAppend('s', 'no-stream');
      await store.append(first);
      server.faults.readOnly(expected.refusal);
      const append = sampleAppend('s', first);
      await expect(store.append(append)).rejects.toMatchObject({
        code: expected.code,
        message: expect.stringMatching(new RegExp(`^[^A-Za-z]*${expected.says}[^A-Za-z]*$`)),
      });
      expect(await collect(store.readAll())).toHaveLength(1);
      server.faults.clear();
      expect(await store.append(append)).toMatchObject({ lastRevision: 1, repeated: false });
    },
  );

  it('a server that refuses for a short time is not noticed by the caller', async () => {
    const server = await given();
    const store = open(server.url);
    const first = sampleAppend('s', 'no-stream');
    await store.append(first);
    server.faults.refuseAppends(3, 'not-ready');
    expect(await store.append(sampleAppend('s', first))).toMatchObject({ lastRevision: 1, repeated: false });
    expect(store.availability.counts).toMatchObject({ retries: 3, reconnections: 1 });
  });

  it('an append over the limit of the server is refused, naming the limit', async () => {
    const server = await given({ maxAppendBytes: 10_000 });
    const tooLarge = open(server.url).append(sampleAppend('s', 'no-stream', { events: 100, amount: '1'.repeat(200) }));
    await expect(tooLarge).rejects.toMatchObject({
      code: 'APPEND_TOO_LARGE',
      message: expect.stringContaining('上限 10000 字节'),
    });
  });

  it('an import that fails in its middle leaves the beginning of the file, and is completed when it is run again', async () => {
    const file = await exported(120);
    const server = await given();
    // Far enough in that appends are on their way when one of them is not answered.
    const store = open(server.url, { retryForMs: 0 });
    const progress: number[] = [];
    const broken = importLog(store, Readable.from([file], { objectMode: false }), {
      onProgress: (events) => {
        progress.push(events);
        if (events === 60) server.faults.loseAcknowledgements(1);
      },
    });
    await expect(broken).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    const present = (await collect(open(server.url).readAll())).length;
    expect(present).toBeLessThan(120);
    const again = open(server.url);
    const rest = await importLog(again, Readable.from([file], { objectMode: false }));
    expect(rest).toEqual({ present, imported: 120 - present });
    expect(await verifyLog(again)).toMatchObject({ eventsChecked: 120, fault: null });
  });

  it('two stores of one process do not share the fate of a connection', async () => {
    const [failing, healthy] = [await given(), await given()];
    const [cut, other] = [open(failing.url, { retryForMs: 0 }), open(healthy.url)];
    await Promise.all([cut, other].map((store) => store.append(sampleAppend('s', 'no-stream'))));
    healthy.faults.delay(300);
    const slow = other.append(sampleAppend('t', 'no-stream'));
    failing.faults.loseAcknowledgements(1);
    await expect(cut.append(sampleAppend('t', 'no-stream'))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await expect(slow).resolves.toMatchObject({ lastRevision: 0, repeated: false });
    expect(other.availability.counts).toMatchObject({ retries: 0 });
  });

  it('goes on with a server that was cut off and started again on the same log', async () => {
    const server = await given();
    const store = open(server.url);
    const append = sampleAppend('s', await fillStream(store, 's', 5));
    server.faults.cutConnections();
    await store.append(append);
    expect(await collect(store.readAll())).toHaveLength(6);
  });

  it('a deleted, a truncated and a tombstoned stream are refused, and never written to again', async () => {
    const server = await given();
    for (const stream of ['soft', 'cut', 'hard']) await fillStream(open(server.url), stream, 4);
    await server.faults.deleteStream('yujue:soft');
    await server.faults.truncateStream('yujue:cut', 2);
    await server.faults.tombstoneStream('yujue:hard');
    const plain = EventStoreDBClient.connectionString(server.url);
    closings.push(() => plain.dispose());
    const lastOfAll = async () => {
      let last: string | undefined;
      const events = plain.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 });
      for await (const { event } of events) last = event?.id;
      return last;
    };
    const before = await lastOfAll();
    for (const stream of ['soft', 'cut', 'hard']) {
      const refusal = { code: 'STORE_CORRUPT', message: expect.stringContaining('请从备份恢复') };
      // Each by a store that has not seen the stream yet.
      await expect(open(server.url).append(sampleAppend(stream, 'no-stream'))).rejects.toMatchObject(refusal);
      await expect(open(server.url).append(sampleAppend(stream, unknownAt(3)))).rejects.toMatchObject(refusal);
      await expect(collect(open(server.url).readStream(stream))).rejects.toMatchObject(refusal);
    }
    expect(await lastOfAll()).toBe(before);
  });

  it('an event that somebody else wrote into one of our streams is named', async () => {
    const server = await given();
    const store = open(server.url);
    const first = sampleAppend('s', 'no-stream');
    await store.append(first);
    await server.faults.writeForeignEvents(1, 'yujue:s');
    const refusal = { code: 'STORE_CORRUPT', message: expect.stringContaining('事件流 s 第 1 号事件不是本系统写入的') };
    await expect(collect(store.readAll())).rejects.toMatchObject(refusal);
    await expect(store.append(sampleAppend('s', first))).rejects.toMatchObject(refusal);
  });

  it('a server that is too old to say where events stand is refused', async () => {
    const server = await given({ reading: { positionInStreamReads: false } });
    await open(server.url).append(sampleAppend('s', 'no-stream'));
    const refused = open(server.url).append(sampleAppend('s', 'no-stream'));
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('需要 EventStoreDB 22.6') });
  });

  it.each<SubscriptionEnd>(['UNAVAILABLE', 'CANCELLED', 'DEADLINE_EXCEEDED', 'ABORTED', 'UNKNOWN', 'slow-consumer'])(
    'a subscription that ends with %s rejects, and one opened after its last event gets the rest, each once',
    async (end) => {
      const server = await given({ reading: { foreignEvents: 'dense' } });
      const store = open(server.url);
      let last = await fillStream(store, 's', 10);
      const signal = new AbortController().signal;
      const seen: number[] = [];
      let after: Awaited<ReturnType<typeof store.head>> = null;
      while (seen.length < 20) {
        try {
          for await (const page of store.subscribeAll({ signal, ...(after !== null && { after }) })) {
            seen.push(...page.map(({ revision }) => revision));
            after = page.at(-1)!.position;
            if (seen.length < 10) continue;
            if (seen.length === 20) break;
            last = sampleAppend('s', last);
            await store.append(last);
            server.faults.cancelSubscriptions(end);
          }
        } catch (error) {
          expect(error).toMatchObject({ code: 'STORE_UNREACHABLE' });
        }
      }
      expect(seen).toEqual(Array.from({ length: 20 }, (_, revision) => revision));
    },
  );

  it('reads the password and TLS options from its address, finds the leader, and says when the password is wrong', async () => {
    const server = await given({ tls: true, users: { yujue: 'a/secret' } });
    for (const url of [server.url, server.discoverUrl]) await fillStream(open(url), url === server.url ? 'a' : 'b', 3);
    const wrong = open(server.url.replace('a%2Fsecret', 'wrong'));
    await expect(wrong.head()).rejects.toMatchObject({
      code: 'STORE_DENIED',
      message: expect.stringContaining('请核对 EVENT_STORE_URL 中的用户名和密码'),
    });
    await expect(wrong.append(sampleAppend('s', 'no-stream'))).rejects.toMatchObject({ code: 'STORE_DENIED' });
  });

  it('says that it cannot be reached', async () => {
    const store = open('esdb://127.0.0.1:1?tls=false', { retryForMs: 200 });
    await expect(store.append(sampleAppend('s', 'no-stream'))).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await expect(store.head()).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });
});

/** A log of 12 streams that take turns, as its export has it. */
async function exported(events: number): Promise<Buffer> {
  const store = new InMemoryEventStore();
  const last = new Map<string, Append>();
  for (let index = 0; index < events; index += 1) {
    const stream = `s-${index % 12}`;
    const append = sampleAppend(stream, last.get(stream) ?? 'no-stream');
    last.set(stream, append);
    await store.append(append);
  }
  return exportedLog(store);
}
