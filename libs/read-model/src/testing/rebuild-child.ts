import { PostgresEventStore } from '@yujue/event-store';
import { rebuild } from '../rebuild/rebuild';

/** A rebuild in a separate process, to be killed. Says when it begins. */
async function main(url: string): Promise<void> {
  const store = PostgresEventStore.open({ url });
  await store.head();
  process.stdout.write('begins\n');
  await rebuild({ store, url });
  await store.close();
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
