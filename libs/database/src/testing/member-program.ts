import { Client } from 'pg';
import { openDatabase } from '../open-database';

/**
 * A separate process that opens the embedded database of the home in its first argument. It says `{ url }`, then writes
 * rows and says `{ acknowledged }` after each, until it reads `stop` or is killed.
 */
async function main(home: string): Promise<void> {
  const database = await openDatabase({ home });
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('create table if not exists written (n int primary key)');
  let stopped = false;
  process.once('message', () => (stopped = true));
  process.send?.({ url: database.url });
  for (let n = 1; !stopped; n++) {
    await client.query('insert into written values ($1) on conflict do nothing', [n]);
    process.send?.({ acknowledged: n });
  }
  await client.end();
  await database.stop();
  process.disconnect();
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
