import { once } from 'node:events';
import { EventStoreError } from '../port';
import { PostgresEventStore } from '../postgres/postgres-event-store';
import { sampleAppend } from './sample-appends';

/** Holds the log of the database that it is given, says so, and makes its list when its input ends. */
async function main(url: string): Promise<void> {
  const store = PostgresEventStore.open({ url });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    await store.appendTogether(async () => {
      say('holds');
      await once(process.stdin.resume(), 'end');
      return [sampleAppend('list', 'no-stream')];
    });
    say('stored');
  } catch (error) {
    say(error instanceof EventStoreError ? `${error.code} ${error.message}` : String(error));
  }
  await store.close();
}

main(process.argv[2]!).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
