import { setTimeout as sleep } from 'node:timers/promises';
import { jsonEvent, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { all, connect, numbered, numbersOf, range, serve } from './test-clients';

async function open(events = 3) {
  const server = await serve();
  const client = connect(server.url);
  await client.appendToStream(
    's',
    range(events).map((number) => numbered(number)),
  );
  const rejection = { notFound: { type: 'stream-not-found' }, deleted: { type: 'stream-deleted', streamName: 's' } };
  return { server, client, ...rejection };
}

describe('a soft-deleted stream', () => {
  it('is not found, but still stands in $all', async () => {
    const { client, notFound } = await open();
    await client.deleteStream('s');
    await expect(all(client.readStream('s'))).rejects.toMatchObject(notFound);
    expect(await numbersOf(client.readAll())).toEqual([0, 1, 2, '$metadata']);
  });

  it('opens again at the next revision, for who expects no stream', async () => {
    const { client } = await open();
    await client.deleteStream('s');
    const reopened = await client.appendToStream('s', numbered(3), { expectedRevision: NO_STREAM });
    expect(reopened.nextExpectedRevision).toBe(3n);
    await client.appendToStream('s', numbered(4), { expectedRevision: 3n });
    expect(await numbersOf(client.readStream('s'))).toEqual([3, 4]);
  });

  it('takes its old last revision as well, but does not count as existing', async () => {
    const { client, deleted } = await open();
    await client.deleteStream('s');
    const existing = client.appendToStream('s', numbered(9), { expectedRevision: STREAM_EXISTS });
    await expect(existing).rejects.toMatchObject(deleted);
    await client.appendToStream('s', numbered(3), { expectedRevision: 2n });
    expect(await numbersOf(client.readStream('s'))).toEqual([3]);
  });

  it('comes back empty with metadata of its own', async () => {
    const { client } = await open();
    await client.deleteStream('s');
    await client.setStreamMetadata('s', { owner: 'li' });
    expect(await numbersOf(client.readStream('s'))).toEqual([]);
    expect((await client.getStreamMetadata('s')).metadata).toEqual({ owner: 'li', truncateBefore: 3 });
  });
});

describe('a tombstoned stream', () => {
  it('can neither be read nor written again', async () => {
    const { client, deleted } = await open();
    await client.tombstoneStream('s');
    await expect(all(client.readStream('s'))).rejects.toMatchObject(deleted);
    for (const expectedRevision of [NO_STREAM, 2n] as const)
      await expect(client.appendToStream('s', numbered(9), { expectedRevision })).rejects.toMatchObject(deleted);
    await expect(client.deleteStream('s')).rejects.toMatchObject(deleted);
    expect(await numbersOf(client.readAll())).toEqual([0, 1, 2, '$streamDeleted']);
  });
});

describe('metadata', () => {
  it.each([
    ['$tb', { truncateBefore: 2 }, [2, 3, 4]],
    ['$maxCount', { maxCount: 1 }, [4]],
    ['both', { truncateBefore: 1, maxCount: 3 }, [2, 3, 4]],
    ['$tb beyond the end', { truncateBefore: 5 }, []],
  ])('hides events by %s, and revisions go on', async (_, metadata, left) => {
    const { client } = await open(5);
    await client.setStreamMetadata('s', metadata);
    expect(await numbersOf(client.readStream('s'))).toEqual(left);
    const next = await client.appendToStream('s', numbered(5), { expectedRevision: 4n });
    expect(next.nextExpectedRevision).toBe(5n);
  });

  it('hides events by $maxAge', async () => {
    const { client } = await open();
    await client.setStreamMetadata('s', { maxAge: 3_600 });
    expect(await numbersOf(client.readStream('s'))).toEqual([0, 1, 2]);
    await client.setStreamMetadata('s', { maxAge: 1 });
    while ((await numbersOf(client.readStream('s'))).length > 0) await sleep(50);
    expect(await numbersOf(client.readStream('s'))).toEqual([]);
  });

  it('counts only as it was set last', async () => {
    const { client } = await open();
    await client.setStreamMetadata('s', { maxCount: 1 });
    await client.setStreamMetadata('s', { truncateBefore: 1 });
    expect(await numbersOf(client.readStream('s'))).toEqual([1, 2]);
    expect(await all(client.readStream('$$s'))).toHaveLength(1);
  });
});

describe('an outsider', () => {
  it('deletes, tombstones and truncates', async () => {
    const { server, client, notFound } = await open();
    await client.appendToStream('t', jsonEvent({ type: 'Other', data: {} }));
    await server.faults.truncateStream('s', 2);
    expect(await numbersOf(client.readStream('s'))).toEqual([2]);
    await server.faults.deleteStream('s');
    await expect(all(client.readStream('s'))).rejects.toMatchObject(notFound);
    await server.faults.tombstoneStream('t');
    await expect(all(client.readStream('t'))).rejects.toMatchObject({ type: 'stream-deleted' });
  });
});
