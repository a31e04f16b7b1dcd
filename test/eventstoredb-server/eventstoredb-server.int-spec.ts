import { runInThisContext } from 'node:vm';
import { connect, numbered, numberOf, ours, range, serve, take } from './test-clients';

const STREAMS = 10;
const ROUNDS = 20;
const EVENTS_EACH = 10;
const EVENTS = STREAMS * ROUNDS * EVENTS_EACH;
const SUBSCRIPTIONS = 6;
/** Specs have a copy of `process`, which hears no warnings; this is the one that does. */
const hostProcess = runInThisContext('process') as NodeJS.Process;

it('serves several subscriptions, readers and writers at once, without a warning', async () => {
  const warnings: string[] = [];
  const warned = (warning: Error): void => void warnings.push(`${warning.name}: ${warning.message}`);
  hostProcess.on('warning', warned);
  const server = await serve();
  const writer = connect(server.url);
  const subscriptions = range(SUBSCRIPTIONS).map(async (index) => {
    const client = connect(server.url);
    const taken = await take(client.subscribeToAll({}, { highWaterMark: index + 1 }), EVENTS);
    return taken.map(({ streamId, revision }) => `${streamId}@${revision}`);
  });
  // Streams in each of which one append follows the other; the streams are written at the same time.
  const writes = range(STREAMS).map(async (stream) => {
    for (const round of range(ROUNDS))
      await writer.appendToStream(
        `s-${stream}`,
        range(EVENTS_EACH).map((index) => numbered(round * EVENTS_EACH + index)),
        {
          expectedRevision: round === 0 ? 'no_stream' : BigInt(round * EVENTS_EACH - 1),
        },
      );
  });
  await Promise.all(writes);
  const seen = await Promise.all(subscriptions);

  const log: string[] = [];
  for (const { event } of await ours(writer.readAll())) log.push(`${event?.streamId}@${event?.revision}`);
  expect(log).toHaveLength(EVENTS);
  for (const one of seen) expect(one).toEqual(log);
  const numbers: unknown[] = [];
  for await (const { event } of writer.readStream('s-3')) numbers.push(numberOf(event));
  expect(numbers).toEqual(range(ROUNDS * EVENTS_EACH));
  hostProcess.off('warning', warned);
  expect(warnings).toEqual([]);
});
