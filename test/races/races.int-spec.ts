import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase } from '@yujue/database/testing';
import { PostgresEventStore, migrateEventStore } from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { printedSeed, seededRandom } from '@yujue/event-store/testing';
import { Client } from 'pg';
import { startProtocolServer } from '../stores/eventstoredb-fixture';
import { judge } from './judge';
import { openOffice, race } from './round';

/** The time for each of the two stores; `npm run test:long` sets a longer one. */
const SECONDS = Number(process.env.RACE_SECONDS ?? 0);
/** Actions of each desk in a round. */
const ACTIONS = SECONDS > 0 ? 40 : 20;

/** Runs at least one round, and further ones until the time is over; the message names the seed that found something. */
async function rounds(run: (seed: number, random: () => number) => Promise<string[]>): Promise<void> {
  const first = printedSeed();
  const until = Date.now() + SECONDS * 1_000;
  let round = 0;
  do {
    const seed = first + 1_000 * round;
    const violations = await run(seed, seededRandom(seed));
    expect({ seed, violations }).toEqual({ seed, violations: [] });
    round += 1;
  } while (Date.now() < until);
  process.stdout.write(`${round} rounds\n`);
}

const desksOf = (seed: number, random: () => number) =>
  Array.from({ length: 2 + Math.floor(random() * 3) }, (_, index) => ({ name: `甲${index}`, seed: seed + index }));

jest.setTimeout((SECONDS + 300) * 1_000);

describe('多个进程随机登记，其间不断出错', () => {
  it('PostgreSQL：断开连接、取消语句、占住日志，答复与账一致', async () => {
    await rounds(async (seed, random) => {
      const database = await createTestDatabase();
      await migrateEventStore(database.url);
      const store = PostgresEventStore.open({ url: database.url });
      const sql = new Client({ connectionString: database.url });
      await sql.connect();
      try {
        await openOffice(store);
        const desks = desksOf(seed, random);
        const answers = await race(database.url, desks, ACTIONS, () => postgresTrouble(sql, random));
        return await judge(store, answers);
      } finally {
        await sql.end();
        await store.close();
        await database.drop();
      }
    });
  });

  it('EventStoreDB：断开连接、丢失答复、只读，答复与账一致', async () => {
    await rounds(async (seed, random) => {
      const { server, drop } = await startProtocolServer();
      const store = EventStoreDbEventStore.open({ url: server.url });
      try {
        await openOffice(store);
        const desks = desksOf(seed, random);
        const answers = await race(server.url, desks, ACTIONS / 2, async () => {
          await sleep(100 + random() * 300);
          const choice = random();
          if (choice < 0.3) server.faults.cutConnections();
          else if (choice < 0.6) server.faults.loseAcknowledgements(1);
          else if (choice < 0.7) server.faults.refuseAppends(1, 'timeout');
          else if (choice < 0.8) server.faults.delay(random() * 20);
          else server.faults.clear();
        });
        server.faults.clear();
        return await judge(store, answers);
      } finally {
        await store.close();
        await drop();
      }
    });
  });
});

/** One thing that goes wrong on a server: a connection is cut, a statement is cancelled, or a commit takes long. */
async function postgresTrouble(sql: Client, random: () => number): Promise<void> {
  await sleep(20 + random() * 150);
  const others = `pid <> pg_backend_pid() AND datname = current_database() AND application_name = 'yujue-event-store'`;
  const choice = random();
  if (choice < 0.3) {
    await sql.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others} AND random() < 0.5`);
  } else if (choice < 0.7) {
    await sql.query(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE ${others} AND state = 'active'`);
  } else {
    await sql.query('BEGIN; SELECT FROM event_store.log_head FOR UPDATE');
    await sleep(random() * 200);
    // What waits for the lock runs into a limit of time while it waits.
    if (random() < 0.5)
      await sql.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE ${others} AND wait_event_type = 'Lock'`,
      );
    await sql.query('COMMIT');
  }
}
