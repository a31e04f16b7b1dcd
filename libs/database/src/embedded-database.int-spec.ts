import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from './open-database';
import { startMember } from './testing/member-process';
import { column, temporaryHome, type TemporaryHome } from './testing/temporary-home';

describe('the embedded database', () => {
  let home: TemporaryHome;
  beforeEach(async () => (home = await temporaryHome()));
  afterEach(() => home.remove());

  it('is created at the first start, and keeps its data over a restart', async () => {
    const log: string[] = [];
    const first = await openDatabase({ home: home.path, log: (line) => log.push(line) });
    expect(log).toEqual(['首次使用，正在创建内嵌数据库…']);
    await column(first.url, 'create table kept as select 42 as n');
    await first.stop();
    expect(await home.postmaster()).toBeUndefined();

    const second = await openDatabase({ home: home.path, log: (line) => log.push(line) });
    expect(await column(second.url, 'select n from kept')).toEqual([42]);
    expect(log).toHaveLength(1);
    await second.stop();
  });

  it('is safe: durable, reached from this machine only, by a password that only its owner can read', async () => {
    const database = await openDatabase({ home: home.path });
    const settings = `select setting from pg_settings where name in
      ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'server_encoding', 'password_encryption') order by name`;
    expect(await column(database.url, settings)).toEqual(['on', 'on', '127.0.0.1', 'scram-sha-256', 'UTF8', 'on']);
    expect(await column(database.url, 'select distinct auth_method from pg_hba_file_rules')).toEqual(['scram-sha-256']);

    const passwordFile = join(home.path, 'postgres.password');
    expect((await stat(passwordFile)).mode & 0o777).toBe(0o600);
    expect(new URL(database.url).password).toBe(await readFile(passwordFile, 'utf8'));
    await database.stop();
  });

  it('starts although the port it had is taken', async () => {
    const first = await openDatabase({ home: home.path });
    const { port } = new URL(first.url);
    await first.stop();
    const intruder = await new Promise<Server>((resolve) => {
      const server = createServer().listen(Number(port), '127.0.0.1', () => resolve(server));
    });
    const second = await openDatabase({ home: home.path });
    expect(new URL(second.url).port).not.toBe(port);
    await second.stop();
    intruder.close();
  });

  it('is shared by processes, and stopped by the last one to leave', async () => {
    const server = await openDatabase({ home: home.path });
    const cli = await startMember(home.path);
    expect(cli.url).toBe(server.url);

    await cli.stop();
    expect(await column(server.url, 'select 1')).toEqual([1]);

    const longCommand = await startMember(home.path);
    await server.stop();
    await longCommand.acknowledged(10);
    await longCommand.stop();
    expect(await home.postmaster()).toBeUndefined();
  });

  it('is started once when many open it at the same moment', async () => {
    const databases = await Promise.all(Array.from({ length: 5 }, () => openDatabase({ home: home.path })));
    expect(new Set(databases.map(({ url }) => url)).size).toBe(1);
    await Promise.all(databases.map((database) => database.stop()));
    expect(await home.postmaster()).toBeUndefined();
  });

  it('is not stopped while a connection that is not ours uses it', async () => {
    const database = await openDatabase({ home: home.path });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const slow = client.query('select 1 as one from pg_sleep(2)');
    await database.stop();
    expect((await slow).rows).toEqual([{ one: 1 }]);
    await client.end();
  });
});
