import { appendFileSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { NO_STREAM } from '@eventstore/db-client';
import { all, connect, numbered, numbersOf, range, serve, untilReachable } from './test-clients';

it.each(['stop', 'kill'] as const)('carries on after %s, on the same directory and port', async (end) => {
  const first = await serve();
  const events = range(3).map((number) => numbered(number));
  const client = connect(first.url);
  const written = await client.appendToStream('s', events, { expectedRevision: NO_STREAM });
  await client.tombstoneStream('t', { expectedRevision: NO_STREAM });
  await client.setStreamMetadata('s', { truncateBefore: 1 });
  const before = await all(client.readAll());
  await first[end]();
  // The client rejects every append of its process when one call breaks, also appends of another client (batchAppend.js).
  await client.dispose();

  await serve({ directory: first.directory, port: first.port });
  const again = connect(first.url);
  await untilReachable(again);
  expect(await all(again.readAll())).toEqual(before);
  expect(await numbersOf(again.readStream('s'))).toEqual([1, 2]);
  await expect(all(again.readStream('t'))).rejects.toMatchObject({ type: 'stream-deleted' });
  expect(await again.appendToStream('s', events, { expectedRevision: NO_STREAM })).toEqual(written);
  expect(await again.appendToStream('s', numbered(3), { expectedRevision: 2n })).toMatchObject({
    nextExpectedRevision: 3n,
  });
});

it('lets a client go on that was connected before', async () => {
  const first = await serve();
  const client = connect(first.url);
  await client.appendToStream('s', numbered(0));
  await first.kill();
  await expect(client.appendToStream('s', numbered(1))).rejects.toMatchObject({ type: 'unavailable' });
  await serve({ directory: first.directory, port: first.port });
  await client.appendToStream('s', numbered(1));
  expect(await numbersOf(client.readStream('s'))).toEqual([0, 1]);
});

it('drops an append that a power cut tore, with all its events', async () => {
  const first = await serve();
  const file = join(first.directory, 'events.jsonl');
  const client = connect(first.url);
  await client.appendToStream('s', numbered(0));
  const whole = readFileSync(file).length;
  await client.appendToStream('s', [numbered(1), numbered(2)]);
  await first.kill();
  truncateSync(file, readFileSync(file).length - 1);

  const second = await serve({ directory: first.directory });
  expect(await numbersOf(connect(second.url).readAll())).toEqual([0]);
  expect(readFileSync(file)).toHaveLength(whole);
});

it('has everything that it acknowledged on the disk when it is killed in the middle of writing', async () => {
  const first = await serve();
  const client = connect(first.url);
  const acknowledged: number[] = [];
  const writes = range(200).map((number) =>
    client.appendToStream(`s-${number}`, numbered(number)).then(
      () => acknowledged.push(number),
      () => undefined,
    ),
  );
  await Promise.race(writes);
  await first.kill();
  await Promise.all(writes);
  appendFileSync(join(first.directory, 'events.jsonl'), '{"stream":"torn');

  const second = await serve({ directory: first.directory });
  const stored = await numbersOf(connect(second.url).readAll());
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(stored).toEqual(expect.arrayContaining(acknowledged));
});
