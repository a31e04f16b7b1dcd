import { EventStoreDBClient } from '@eventstore/db-client';
import { all, connect, numbered, numbersOf, serve } from './test-clients';

const users = { writer: 'p@ss:word', reader: 'secret', clerk: 'secret' };
const DENIED = { type: 'access-denied' };

describe.each([true, false])('with users, over TLS (BatchAppend offered: %s)', (batchAppend) => {
  const open = () => serve({ users, tls: true, mayOnlyRead: ['reader'], mayNotReadAll: ['clerk'], batchAppend });

  it('lets in who knows the password', async () => {
    const client = connect((await open()).url);
    await client.appendToStream('s', numbered(0));
    expect(await numbersOf(client.readAll())).toEqual([0]);
  });

  it.each([
    ['a wrong password', 'writer:wrong@'],
    ['an unknown user', 'nobody:secret@'],
    ['no credentials', ''],
  ])('denies %s', async (_, credentials) => {
    const { url } = await open();
    const client = connect(url.replace(/\/\/.*@/, `//${credentials}`));
    await expect(client.appendToStream('s', numbered(0))).rejects.toMatchObject(DENIED);
    await expect(all(client.readStream('s'))).rejects.toMatchObject(DENIED);
    await expect(client.tombstoneStream('s')).rejects.toMatchObject(DENIED);
  });

  it('denies reading $all to a user who may only read and write streams', async () => {
    const clerk = connect((await open()).url.replace(/\/\/.*@/, '//clerk:secret@'));
    await clerk.appendToStream('s', numbered(0));
    expect(await numbersOf(clerk.readStream('s'))).toEqual([0]);
    await expect(all(clerk.readAll())).rejects.toMatchObject(DENIED);
  });

  it('denies writing to who may only read', async () => {
    const server = await open();
    await connect(server.url).appendToStream('s', numbered(0));
    const reader = connect(server.url.replace(/\/\/.*@/, '//reader:secret@'));
    expect(await numbersOf(reader.readStream('s'))).toEqual([0]);
    await expect(reader.appendToStream('s', numbered(1))).rejects.toMatchObject(DENIED);
    await expect(reader.deleteStream('s')).rejects.toMatchObject(DENIED);
  });
});

it('never sees the password of a client without TLS, and denies it', async () => {
  const client = connect((await serve({ users })).url);
  await expect(client.appendToStream('s', numbered(0))).rejects.toMatchObject(DENIED);
});

it.each([false, true])('is found by gossip (TLS: %s)', async (tls) => {
  const server = await serve({ tls, users: tls ? users : undefined });
  const client = connect(server.discoverUrl);
  await client.appendToStream('s', numbered(0));
  expect(await numbersOf(client.readStream('s'))).toEqual([0]);
});

it('can be found among several addresses of which some are dead', async () => {
  const server = await serve();
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:1,127.0.0.1:${server.port}?tls=false`);
  await client.appendToStream('s', numbered(0));
  await client.dispose();
});
