import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from './open-database';
import { startMember } from './testing/member-process';
import { column, temporaryHome, type TemporaryHome } from './testing/temporary-home';

describe('after a crash', () => {
  let home: TemporaryHome;
  let log: string[];
  const open = () => openDatabase({ home: home.path, log: (line) => log.push(line) });

  beforeEach(async () => {
    home = await temporaryHome();
    log = [];
  });
  afterEach(() => home.remove());

  it('of the process that started it, the server is reused, with every acknowledged row', async () => {
    const member = await startMember(home.path);
    await member.acknowledged(200);
    const acknowledged = await member.kill();

    const database = await open();
    expect(database.url).toBe(member.url);
    const [rows] = await column(database.url, 'select count(*)::int from written');
    expect(rows).toBeGreaterThanOrEqual(acknowledged);
    expect(log).toEqual([]);
    await database.stop();
    expect(await home.postmaster()).toBeUndefined();
  });

  it('of process and server together, the server recovers, with every acknowledged row', async () => {
    const member = await startMember(home.path);
    await member.acknowledged(200);
    const [acknowledged] = await Promise.all([member.kill(), home.killServer()]);

    const database = await open();
    const [rows] = await column(database.url, 'select count(*)::int from written');
    expect(rows).toBeGreaterThanOrEqual(acknowledged);
    expect(log).toEqual([]);
    await database.stop();
  });

  it('of the server alone, it comes back at the same address under the process that uses it', async () => {
    const database = await open();
    await column(database.url, 'create table kept as select 42 as n');
    await home.killServer();
    while (!(await home.postmaster())?.ready) await sleep(50);
    expect(await column(database.url, 'select n from kept')).toEqual([42]);

    const other = await open();
    expect(other.url).toBe(database.url);
    await database.stop();
    expect(await column(other.url, 'select n from kept')).toEqual([42]);
    await other.stop();
    expect(await home.postmaster()).toBeUndefined();
  });

  it('of one session of the server, the next open waits until the others have been restarted', async () => {
    const database = await open();
    const [session] = await column(
      database.url,
      `select pid from pg_stat_activity where application_name = 'yujue-member'`,
    );
    process.kill(Number(session), 'SIGKILL');
    const other = await open();
    expect(await column(other.url, 'select 1')).toEqual([1]);
    await other.stop();
    await database.stop();
  });

  it('a postmaster.pid whose process id now belongs to another process does not stand in the way', async () => {
    const database = await open();
    await database.stop();
    const left = [process.pid, await home.dataDir(), 1, 5432, '', '127.0.0.1', '', 'ready'].join('\n');
    await writeFile(join(await home.dataDir(), 'postmaster.pid'), left);

    const next = await open();
    expect(await column(next.url, 'select 1')).toEqual([1]);
    await next.stop();
  });

  it('of the very first start, the half-made data is made again', async () => {
    const database = await open();
    await database.stop();
    // What a kill during initdb leaves: a draft and a password, and no data.
    await rm(await home.dataDir(), { recursive: true });
    const next = await open();
    expect(await column(next.url, 'select 1')).toEqual([1]);
    await next.stop();
  });
});
