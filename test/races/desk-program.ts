import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@yujue/errors';
import { type EventStore, InMemorySnapshotStore, PostgresEventStore, PostgresSnapshotStore } from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { seededRandom } from '@yujue/event-store/testing';
import { Catalogues } from '@yujue/application/testing';
import { type Answer, Desk } from './desk';

/** At once, so that commands are decided ahead of the log. */
const ACTIONS_AT_ONCE = 4;

const isForCallers = (error: unknown): boolean => error instanceof CodedError && error.kind !== 'fault';

/** A desk as a separate process: address of the log, its name, a seed, and how many actions. Answers go out as lines. */
async function main([url, name, seed, actions]: string[]): Promise<void> {
  const isPostgres = url!.startsWith('postgres');
  const store: EventStore = isPostgres
    ? PostgresEventStore.open({ url: url! })
    : EventStoreDbEventStore.open({ url: url! });
  const snapshots = isPostgres ? PostgresSnapshotStore.open({ url: url! }) : new InMemorySnapshotStore();
  const home = mkdtempSync(join(tmpdir(), 'yujue-desk-'));
  const catalogues = await Catalogues.read(home);
  const tell = (answer: Answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  const desk = new Desk(name!, store, snapshots, home, catalogues, seededRandom(Number(seed)), tell);
  let left = Number(actions);
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await desk.act().catch((error: unknown) => {
        process.stderr.write(`${name}: ${String(error)}\n`);
        // What is not confirmed in the end is not reported; the judge looks at the log.
        if (!isForCallers(error)) tell({ kind: 'fault', message: `${name}: ${String(error)}` });
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: ACTIONS_AT_ONCE }, worker));
  } finally {
    rmSync(home, { recursive: true, force: true });
    await store.close();
    if ('close' in snapshots) await snapshots.close();
  }
  process.stdout.write('{"kind":"done"}\n');
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
