import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { EventStoreDBClient } from '@eventstore/db-client';
import { ExportLog, ImportLog, LoadDataset } from '@yujue/application';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { collect } from '@yujue/event-store/testing';
import { type EventStoreServer, startEventStoreServer } from '../eventstoredb-server';
import { type TestApplication, startApplication } from '../support/application';
import { writeDataset } from '../support/small-dataset';

const users = { admin: 'secret', clerk: 'secret', reader: 'secret' };

describe('EventStoreDB 的用户缺少权限', () => {
  let directory: string;
  let server: EventStoreServer;
  const closings: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'yujue-eventstoredb-'));
    server = await startEventStoreServer({
      directory,
      users,
      tls: true,
      mayOnlyRead: ['reader'],
      mayNotReadAll: ['clerk'],
    });
  });
  afterEach(async () => {
    for (const close of closings.splice(0).reverse()) await close();
    await server.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  const urlOf = (user: string, password = 'secret') => server.url.replace(/\/\/.*@/, `//${user}:${password}@`);
  const openStore = (url: string) => {
    const store = EventStoreDbEventStore.open({ url });
    closings.push(() => store.close());
    return store;
  };
  const application = async (url: string): Promise<TestApplication> => {
    const started = await startApplication(undefined, url);
    closings.push(() => started.close());
    return started;
  };
  /** The types of all events on the server, ours or not. */
  const stored = async () => {
    const client = EventStoreDBClient.connectionString(urlOf('admin'));
    const types: string[] = [];
    for await (const { event } of client.readAll()) types.push(event?.type ?? '');
    await client.dispose();
    return types.filter((type) => !type.startsWith('$'));
  };

  it.each([
    [
      '不能读 $all',
      'clerk',
      /没有写入任何内容。EVENT_STORE_URL 中的用户缺少以下权限.*：读取 \$all（在 \$all 的元数据的 \$acl 中授予该用户 \$r）。$/,
    ],
    ['不能写', 'reader', /：写入 yujue: 开头的流（在 \$settings 的 \$userStreamAcl 中授予该用户 \$w）。$/],
  ])('%s：装载和导入之前就说缺什么、怎样授予，一个事件也不写', async (_, user, sentence) => {
    const refused = { code: 'STORE_DENIED', message: expect.stringMatching(sentence) as string };
    const { commands } = await application(urlOf(user));
    await expect(commands.execute(new LoadDataset(await writeDataset()))).rejects.toMatchObject(refused);
    await expect(commands.execute(new ImportLog(PassThrough.from(['{}'])))).rejects.toMatchObject(refused);
    await expect(openStore(urlOf(user)).demandRights()).rejects.toMatchObject(refused);
    expect(await stored()).toEqual([]);
  });

  it('口令不对：先请核对用户名和口令', async () =>
    expect(openStore(urlOf('admin', 'wrong')).demandRights()).rejects.toThrow(
      '请先核对 EVENT_STORE_URL 中的用户名和口令',
    ));

  it('权限齐全：问了也不写任何事件，空库和有账的库都一样；装载照常', async () => {
    const store = openStore(urlOf('admin'));
    await store.demandRights();
    expect(await stored()).toEqual([]);
    const { commands } = await application(urlOf('admin'));
    await commands.execute(new LoadDataset(await writeDataset()));
    const before = await stored();
    await store.demandRights();
    expect(await stored()).toEqual(before);
    const text = new PassThrough().resume();
    expect(await commands.execute(new ExportLog(text))).toBe((await collect(store.readAll())).length);
  });

  it('服务器不在：不当作缺少权限', () => openStore('esdb://127.0.0.1:1?tls=false').demandRights());
});
