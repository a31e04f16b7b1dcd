import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, type JsonObject, type Position } from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { collect, stateOf } from '@yujue/event-store/testing';
import { EVENT_VERSIONS, type LedgerEvent, type RegisterEvent } from '@yujue/ledger';
import { Projector, rebuild } from '@yujue/read-model';
import {
  DEPARTMENT,
  YEAR,
  type TestReadModel,
  createTestReadModel,
  freshFold,
  randomLog,
  sumsOf,
  tableContents,
} from '@yujue/read-model/testing';
import { type EventStoreServer, startEventStoreServer } from '../eventstoredb-server';

const OTHER_LOG = expect.stringContaining('请运行 yujue rebuild') as string;
const BACKED_UP = 10;
const LOST = 30;

describe('EventStoreDB 恢复到更早的备份，此后又记了别的账，长过了报表数据的位置', () => {
  const closings: (() => Promise<void>)[] = [];
  let tables: TestReadModel;
  let directory: string;
  let server: EventStoreServer;

  beforeEach(async () => {
    tables = await createTestReadModel();
    closings.push(() => tables.close());
    directory = mkdtempSync(join(tmpdir(), 'yujue-eventstoredb-'));
    server = await startEventStoreServer({ directory });
    closings.push(async () => {
      await server.kill();
      rmSync(directory, { recursive: true, force: true });
    });
  });

  afterEach(async () => {
    for (const close of closings.splice(0).reverse()) await close();
  });

  const openStore = (): EventStore => {
    const store = EventStoreDbEventStore.open({ url: server.url });
    closings.push(() => store.close());
    return store;
  };
  const projectorOf = (store: EventStore, lookAtLogMs = 10): Projector => {
    const projector = new Projector({ store, url: tables.url, lookAtLogMs });
    closings.push(() => projector.close());
    return projector;
  };
  const facts = async () => sumsOf(await tables.readModel.facts({ department: DEPARTMENT, fiscalYear: YEAR }));

  /** A log of which a backup is taken on the way. */
  const keepBooks = async (store: EventStore): Promise<void> => {
    const books = randomLog(1, BACKED_UP + LOST);
    await record(store, books.slice(0, BACKED_UP));
    copyFileSync(join(directory, 'events.jsonl'), join(directory, 'backup'));
    await record(store, books.slice(BACKED_UP));
  };

  /** The server is stopped, its files are put back, and others go on from there. */
  const restoreAndKeepOtherBooks = async (): Promise<EventStore> => {
    const { port } = server;
    await server.kill();
    copyFileSync(join(directory, 'backup'), join(directory, 'events.jsonl'));
    server = await startEventStoreServer({ directory, port });
    const store = openStore();
    await untilReachable(store);
    const others = randomLog(2, BACKED_UP + 3 * LOST, ['U3', 'U4']);
    await record(
      store,
      others.filter(({ stream }) => !stream.startsWith('department-')),
    );
    return store;
  };

  it('停着时恢复：启动即发现，一个事件也不混入；重建后按现有的账', async () => {
    const before = openStore();
    await keepBooks(before);
    const projector = projectorOf(before);
    await projector.catchUp();
    await projector.close();
    closings.splice(-1);
    const tablesBefore = await tableContents(tables.pool);
    const after = await restoreAndKeepOtherBooks();

    expect(await projectorOf(after).catchUp()).toMatchObject({ error: OTHER_LOG, behind: true });
    expect(await tableContents(tables.pool)).toEqual(tablesBefore);
    expect(await rebuild({ store: after, url: tables.url })).toMatchObject({ replacedAnotherLog: true });
    expect(await projectorOf(after).catchUp()).toMatchObject({ error: null, behind: false });
    expect(await facts()).toEqual(await freshFold({ readAll: () => ofTheFirstUnits(after) }));
  });

  it('运行时恢复：发现，一个事件也不混入；重建后接着跟随', async () => {
    const before = openStore();
    await keepBooks(before);
    const following = projectorOf(before);
    following.start();
    await following.waitFor((await before.head())!, 10_000);
    const tablesBefore = await tableContents(tables.pool);
    const after = await restoreAndKeepOtherBooks();

    const error = async () => (await following.status()).error;
    while (!(await error())?.includes('yujue rebuild')) await sleep(20);
    expect(await tableContents(tables.pool)).toEqual(tablesBefore);

    await rebuild({ store: after, url: tables.url });
    const head = await record(after, [{ stream: 'budget-U5-2020', events: randomLog(3, 1, ['U5'])[0]!.events }]);
    expect(await following.waitFor(head, 60_000)).toBe(true);
    expect(await following.status()).toMatchObject({ error: null, behind: false });
    expect(await facts()).toEqual(await freshFold({ readAll: () => ofTheFirstUnits(after) }));
  });
});

/** The client finds out about a server that was restarted by a call that fails. */
async function untilReachable(store: EventStore): Promise<void> {
  while (!(await store.head().catch(() => null))) await sleep(10);
}

/** Events of the units that the department lists. */
async function* ofTheFirstUnits(store: EventStore) {
  for await (const page of store.readAll()) {
    yield page.filter(({ stream }) => /^budget-U[12]-/.test(stream));
  }
}

interface Recorded {
  readonly stream: string;
  readonly events: readonly (LedgerEvent | RegisterEvent)[];
}

/** Appends to streams as they are; the last one's position. */
async function record(store: EventStore, appends: readonly Recorded[]) {
  let position: Position | undefined;
  for (const { stream, events } of appends) {
    const commandId = randomUUID();
    const metadata = { commandId, correlationId: commandId, causationId: null, actor: '测试' };
    const appended = await store.append({
      stream,
      expected: stateOf((await collect(store.readStream(stream))).at(-1)),
      commandId,
      fingerprint: '0'.repeat(64),
      events: events.map(({ type, data }) => ({
        id: randomUUID(),
        type,
        version: EVENT_VERSIONS[type],
        data: data as unknown as JsonObject,
        metadata,
      })),
    });
    position = appended.position;
  }
  return position!;
}
