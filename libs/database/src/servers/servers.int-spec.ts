import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type Pool } from 'pg';
import { newClient, newPool } from '../connections';
import { openGiven } from '../given-database';
import { PostgresPair } from '../testing/postgres-pair';
import { isServerAway } from './server-away';
import { Servers } from './servers';

describe('an address of a primary and its standby', () => {
  let pair: PostgresPair;
  const opened: (Pool | Client)[] = [];
  const pool = (url = pair.url): Pool => {
    const made = newPool({ connectionString: url, max: 4 });
    opened.push(made);
    return made;
  };
  const portOf = async (db: Pool | Client) =>
    (await db.query<{ port: number }>('SELECT inet_server_port() AS port')).rows[0]!.port;
  /** Repeats a call as the stores do. */
  const insisting = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        expect([error, isServerAway(error)]).toEqual([error, true]);
        await sleep(50);
      }
    }
  };

  const expectAway = async (asked: Promise<unknown>) => {
    const error: unknown = await asked.catch((failure: unknown) => failure);
    expect([error, isServerAway(error)]).toEqual([error, true]);
  };

  afterEach(() => Promise.all(opened.splice(0).map((db) => db.end())));

  describe('when all is well', () => {
    beforeAll(async () => {
      pair = await PostgresPair.start();
      Servers.at(pair.url).allowSilence(3_000);
    });
    afterAll(() => pair.remove());

    it('leads to the primary, in any order of the two', async () => {
      const { primary, standby, url } = pair;
      const reversed = url.replace(`${primary.host},${standby.host}`, `${standby.host},${primary.host}`);
      for (const address of [url, reversed]) {
        expect(await portOf(pool(address))).toBe(primary.port);
        const client = newClient({ connectionString: address });
        opened.push(client);
        await client.connect();
        expect(await portOf(client)).toBe(primary.port);
      }
    });

    it('does not cut a long statement on a server that answers', async () => {
      const db = pool();
      await db.query('SELECT pg_sleep(8)');
    });

    it('closes a connection on which the server refuses a write', async () => {
      const db = newPool({ connectionString: pair.standby.url(), max: 1 });
      opened.push(db);
      const held = await db.connect();
      await expect(held.query('CREATE TABLE written ()')).rejects.toMatchObject({ code: '25006' });
      await new Promise((resolve) => held.once('end', resolve));
      held.release();
      expect(db.totalCount).toBe(0);
    });

    it('does not mistake a pause of its own process for a silent server', async () => {
      const db = pool();
      const asked = db.query('SELECT pg_sleep(8)');
      await sleep(1_500);
      const until = performance.now() + 4_000;
      while (performance.now() < until);
      await asked;
    });
  });

  describe('when the primary fails', () => {
    beforeEach(async () => (pair = await PostgresPair.start()));
    afterEach(() => pair.remove());

    it('leads to the promoted standby once the primary is killed', async () => {
      const db = pool();
      expect(await portOf(db)).toBe(pair.primary.port);
      await pair.primary.kill();
      await expectAway(portOf(db));
      await pair.standby.promote();
      expect(await insisting(() => portOf(db))).toBe(pair.standby.port);
      await db.query('CREATE TABLE written ()');
    });

    it('never leads back to a primary that was left behind and is started again', async () => {
      const db = pool();
      await portOf(db);
      await pair.primary.kill();
      await pair.standby.promote();
      await insisting(() => portOf(db));
      await pair.primary.start();
      // A new address object that finds two servers taking writes uses the one that was promoted last.
      const [first, second] = pair.url.match(/127\.0\.0\.1:\d+/g)!;
      const newcomer = pool(pair.url.replace(`${first},${second}`, `${second},${first}`));
      expect(await portOf(newcomer)).toBe(pair.standby.port);
      // One that has seen the new primary waits for it.
      await pair.standby.kill();
      await expectAway(portOf(db));
      await expectAway(portOf(db));
    });

    it('leaves a frozen primary and rejects the statements that run on it', async () => {
      const db = pool();
      await portOf(db);
      const underWay = [db.query('SELECT pg_sleep(60)'), db.query('SELECT pg_sleep(60)')].map((query) =>
        query.catch((error: unknown) => error),
      );
      await sleep(100);
      await pair.primary.freeze();
      await pair.standby.promote();
      for (const cut of await Promise.all(underWay)) expect(cut).toMatchObject({ name: 'ServerSilentError' });
      expect(await insisting(() => portOf(db))).toBe(pair.standby.port);
    });

    it('waits at start while there are only standbys, and reports that in one sentence', async () => {
      await pair.primary.kill();
      await expect(openGiven(pair.url, 1_000)).rejects.toMatchObject({
        code: 'DATABASE_READ_ONLY',
        message: expect.stringMatching(/中没有可写的服务器.*提升备库。$/),
      });
      const opening = openGiven(pair.url);
      await pair.standby.promote();
      await expect(opening).resolves.toMatchObject({ url: pair.url });
    });

    it('reports that no server answers, or why one refuses', async () => {
      await pair.standby.kill();
      const wrong = pair.url.replace('only-for-tests', 'wrong');
      await expect(openGiven(wrong)).rejects.toMatchObject({ code: 'DATABASE_AUTH' });
      await pair.primary.kill();
      const { primary, standby } = pair;
      await expect(openGiven(pair.url)).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        message: expect.stringContaining(`${primary.host},${standby.host}/yujue（ECONNREFUSED）`),
      });
    });
  });
});
