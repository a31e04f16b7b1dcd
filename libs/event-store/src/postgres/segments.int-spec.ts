import { createTestDatabase, type TestDatabase } from '@yujue/database/testing';
import { Client } from 'pg';
import { eventAt } from '../event-at';
import { type StoredEvent } from '../port';
import { collect, fillStream, rewriteEvent, sampleAppend, sampleChain } from '../testing';
import { verifyLog } from '../verify';
import { migrateEventStore } from './migrate';
import { PostgresEventStore } from './postgres-event-store';

describe('events in segments', () => {
  let database: TestDatabase;
  let store: PostgresEventStore;
  let sql: Client;
  beforeEach(async () => {
    database = await createTestDatabase();
    await migrateEventStore(database.url);
    store = PostgresEventStore.open({ url: database.url });
    sql = new Client({ connectionString: database.url });
    await sql.connect();
  });
  afterEach(async () => {
    await Promise.all([store.close(), sql.end()]);
    await database.drop();
  });

  const segments = async () => {
    const { rows } = await sql.query<{ stream: string; events: number }>(
      `SELECT stream, octet_length(hashes) / 32 AS events FROM event_store.segment ORDER BY position`,
    );
    return rows.map(({ stream, events }) => `${stream} ${events}`);
  };

  it('one commit stores a row for each stream, and a command is found in the middle of it', async () => {
    const chains = [sampleChain('a', 5), sampleChain('b', 5)];
    await Promise.all(chains.flat().map((append) => store.append(append)));
    expect(await segments()).toEqual(['a 5', 'b 5']);
    for (const [index, { commandId, fingerprint }] of chains[1]!.entries()) {
      expect(await store.findCommand('b', commandId)).toMatchObject({ firstRevision: index, fingerprint });
    }
  });

  it('SQL reads the events one by one, as the program does', async () => {
    const chain = sampleChain('a', 3);
    await Promise.all([...chain, sampleAppend('b', 'no-stream', { events: 2 })].map((append) => store.append(append)));
    await store.append(sampleAppend('a', chain.at(-1)!, { amount: `'"\\\n\t😀` }));
    const { rows } = await sql.query<StoredEvent>(`
      SELECT lpad(position::text, 20, '0') AS position, stream, revision::integer, id, type, version, data, metadata,
        to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt", encode(hash, 'hex') AS hash
      FROM event_store.event ORDER BY position`);
    expect(rows).toEqual(await collect(store.readAll()));
    expect(rows).toHaveLength(6);
  });

  it('a page begins and ends anywhere in a segment', async () => {
    await fillStream(store, 'a', 25);
    const all = await collect(store.readAll());
    for (const from of [0, 1, 7, 24, 25]) {
      for (const pageSizeEvents of [1, 3, 7, 100]) {
        expect(await collect(store.readStream('a', { from, pageSizeEvents }))).toEqual(all.slice(from));
        expect(await collect(store.readStream('a', { from, maxEvents: 5, pageSizeEvents }))).toEqual(
          all.slice(from, from + 5),
        );
        const after = all[from - 1]?.position;
        expect(await collect(store.readAll({ after, pageSizeEvents }))).toEqual(all.slice(from));
      }
      expect(await eventAt(store, 'a', from)).toEqual(all[from] ?? null);
    }
  });

  it('segments that were removed leave a gap that verify names, however short the pages are', async () => {
    for (const append of sampleChain('a', 10)) await store.append(append);
    await sql.query('DELETE FROM event_store.segment WHERE position BETWEEN 3 AND 8');
    for (const pageSizeEvents of [1, 2, 100]) {
      const read = await collect(store.readAll({ pageSizeEvents }));
      expect(read.map(({ revision }) => revision)).toEqual([0, 1, 8, 9]);
      const paged = { readStream: store.readStream.bind(store), head: () => store.head() };
      const { fault } = await verifyLog({ ...paged, readAll: () => store.readAll({ pageSizeEvents }) });
      expect(fault).toMatchObject({ kind: 'revision-gap', revision: 8 });
    }
  });

  it.each([
    ['the stream', `stream = 'b'`],
    ['the number', 'revision = revision + 1'],
    ['the date', `recorded_at = recorded_at - interval '1 day'`],
    ['a hash', `hashes = set_byte(hashes, 40, 1 + get_byte(hashes, 40) % 200)`],
    ['an event in it, which it lost', `events = substring(events FROM position(E'\\n' IN events) + 1)`],
  ])('verify finds that %s of a segment was changed', async (_, change) => {
    await fillStream(store, 'a', 5);
    expect((await verifyLog(store)).fault).toBeNull();
    await sql.query(`UPDATE event_store.segment SET ${change}`);
    expect((await verifyLog(store)).fault).not.toBeNull();
  });

  it('verify names the event in the middle of a segment whose content was changed', async () => {
    await fillStream(store, 'a', 5);
    await rewriteEvent(sql, { position: 3 }, { data: { amount: '9.99' } });
    expect((await verifyLog(store)).fault).toMatchObject({ kind: 'chain-broken', stream: 'a', revision: 2 });
  });

  it('verify checks the content of an event, and not how its JSON is written', async () => {
    await fillStream(store, 'a', 5);
    const { rowCount } = await sql.query(
      `UPDATE event_store.segment SET events = replace(events, '{"lineId"', '{ "lineId"') WHERE events LIKE '%{"lineId"%'`,
    );
    expect(rowCount).toBeGreaterThan(0);
    expect(await verifyLog(store)).toMatchObject({ eventsChecked: 5, fault: null });
  });

  it('an event that is no longer JSON is reported with its place', async () => {
    await fillStream(store, 'a', 3);
    await sql.query(`UPDATE event_store.segment SET events = replace(events, '"lineId"', 'lineId')`);
    await expect(collect(store.readAll())).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      message: expect.stringContaining('事件流 a 第 0 号事件'),
    });
  });
});
