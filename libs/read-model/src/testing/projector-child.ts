import { PostgresEventStore } from '@yujue/event-store';
import { Projector } from '../projector/projector';

/** A projector in a separate process, to be killed. Says when it begins; ends when it has caught up. */
async function main(url: string, pageSizeEvents: number): Promise<void> {
  const store = PostgresEventStore.open({ url });
  const projector = new Projector({ store, url, pageSizeEvents });
  await store.head();
  process.stdout.write('begins\n');
  await projector.catchUp();
  await projector.close();
  await store.close();
}

const [url = '', pageSizeEvents = '1'] = process.argv.slice(2);
main(url, Number(pageSizeEvents)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
