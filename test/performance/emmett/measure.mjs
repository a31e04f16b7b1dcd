/**
 * Emmett on a database, measured by `npm run bench`: prints one JSON line for each number of clients. Each client has its own
 * streams, waits for each answer, and pays from an account whose events a command reads and folds before it decides, as
 * Emmett's command handlers do. A stream takes so many events before the client begins the next one, so that reading it stays short.
 *
 * node measure.mjs <database address> <clients, by commas> <milliseconds> <bytes of an event>
 */
import { performance } from 'node:perf_hooks';
import { CommandHandler } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';

const STREAM_EVENTS_MAX = 20;
const [url, clients, milliseconds, bytes] = process.argv.slice(2);

const store = getPostgreSQLEventStore(url);
await store.schema.migrate();

const handle = CommandHandler({
  initialState: () => ({ paid: 0 }),
  evolve: ({ paid }, { data }) => ({ paid: paid + data.amount }),
});
const payment = (amount) => ({ type: 'Paid', data: { amount, reason: 'x'.repeat(Number(bytes)) } });

let streams = 0;

/** A client that appends alone; one that decides on its stream first. */
const acts = {
  appends: () => {
    let [stream, count] = ['', 0];
    return async () => {
      if (count % STREAM_EVENTS_MAX === 0) stream = `append-${(streams += 1)}`;
      count += 1;
      await store.appendToStream(stream, [payment(1)]);
    };
  },
  commands: () => {
    let [stream, count] = ['', 0];
    return async () => {
      if (count % STREAM_EVENTS_MAX === 0) stream = `command-${(streams += 1)}`;
      count += 1;
      await handle(store, stream, ({ paid }) => payment(paid < Number.MAX_SAFE_INTEGER ? 1 : 0));
    };
  },
};

/** Lets clients act side by side for a time; what was begun in it is finished and counted. */
async function sideBySide(count, act, ms) {
  const start = performance.now();
  const counts = Array.from({ length: count }, async () => {
    const client = act();
    let done = 0;
    for (; performance.now() < start + ms; done++) await client();
    return done;
  });
  const total = (await Promise.all(counts)).reduce((sum, done) => sum + done, 0);
  return { count: total, ms: performance.now() - start };
}

for (const [name, act] of Object.entries(acts)) {
  for (const count of clients.split(',').map(Number)) {
    // The first round connects and prepares, and does not count.
    await sideBySide(count, act, Number(milliseconds) / 4);
    console.log(JSON.stringify({ name, clients: count, work: await sideBySide(count, act, Number(milliseconds)) }));
  }
}
await store.close();
