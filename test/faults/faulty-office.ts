import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Following, LiveUpdates, LoadDataset } from '@yujue/application';
import { EVENT_STORE, SNAPSHOT_STORE } from '@yujue/application/testing';
import { type TestDatabase, createTestDatabase } from '@yujue/database/testing';
import {
  type EventStore,
  InMemoryEventStore,
  InMemorySnapshotStore,
  PostgresEventStore,
  PostgresSnapshotStore,
  type SnapshotStore,
  migrateEventStore,
} from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { Faults, FaultyEventStore, FaultySnapshotStore } from '@yujue/event-store/testing';
import { createServer, stopServer } from '../../apps/api/src/server';
import { startProtocolServer } from '../stores/eventstoredb-fixture';
import { OneByOneStore } from '../support/one-by-one-store';
import { writeDataset } from '../support/small-dataset';

/** Where the log is: in memory (with transactions over several streams, and without), or in one of the two real stores. */
export const STORE_KINDS = ['memory', 'memoryOneByOne', 'postgres', 'eventstoredb'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** Opens the stores for each process, and stops the servers that they use. */
interface Opener {
  readonly open: () => {
    readonly store: EventStore;
    readonly snapshots: SnapshotStore & { close?(): Promise<void> };
  };
  readonly stop: () => Promise<void>;
}

export const noFaults = (): Faults => new Faults({ seed: 0, chances: {}, deadlineMs: 0, delayMaxMs: 0 });

/** How long the store repeats its own calls; the injected faults are outside of that. */
const RETRY_FOR_MS = 2_000;

/** A log with its read model and home, on which processes are started. */
export class FaultyOffice {
  private constructor(
    /** The log without faults. */
    readonly store: EventStore,
    private readonly home: string,
    private readonly databaseUrl: string,
    private readonly open: Opener['open'],
    private readonly closing: () => Promise<void>,
  ) {}

  /** An office with a small department's year loaded. */
  static async start(kind: StoreKind): Promise<FaultyOffice> {
    const database = await createTestDatabase();
    return FaultyOffice.opened(database, await openerOf(kind, database.url));
  }

  /** As `start`, on a store in memory. */
  static async on(store: EventStore, snapshots: SnapshotStore): Promise<FaultyOffice> {
    const stores = { store, snapshots };
    return FaultyOffice.opened(await createTestDatabase(), { open: () => stores, stop: async () => {} });
  }

  private static async opened(database: TestDatabase, { open, stop }: Opener): Promise<FaultyOffice> {
    const home = mkdtempSync(join(tmpdir(), 'yujue-faults-'));
    const { store } = open();
    const office = new FaultyOffice(store, home, database.url, open, async () => {
      await store.close();
      await stop();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    });
    const process = await office.startProcess();
    await process.app.get(CommandBus).execute(new LoadDataset(await writeDataset()));
    await process.stop();
    return office;
  }

  /** Starts the API server on a store that fails as `faults` decide. */
  async startProcess(faults = noFaults()): Promise<OfficeProcess> {
    const { store, snapshots } = this.open();
    const beneath = {
      store: new FaultyEventStore(store, faults),
      snapshots: new FaultySnapshotStore(snapshots, faults),
    };
    const configuration = { home: this.home, databaseUrl: this.databaseUrl, port: 0, host: '127.0.0.1' };
    const app = await createServer({
      configuration,
      replacements: [
        { provide: EVENT_STORE, useValue: beneath.store },
        { provide: SNAPSHOT_STORE, useValue: beneath.snapshots },
      ],
    });
    // Without this, the log of each 503 would fill the terminal.
    app.useLogger(false);
    await app.init();
    app.get(Following).start();
    app.get(LiveUpdates).start();
    await app.listen(0, '127.0.0.1');
    return new OfficeProcess(app, beneath.store);
  }

  close(): Promise<void> {
    return this.closing();
  }
}

/** One run of the program. */
export class OfficeProcess {
  readonly url: string;

  constructor(
    readonly app: NestExpressApplication,
    /** The store that it uses, including the faults. */
    readonly store: EventStore,
  ) {
    this.url = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return stopServer(this.app);
  }
}

async function openerOf(kind: StoreKind, databaseUrl: string): Promise<Opener> {
  switch (kind) {
    case 'memory':
    case 'memoryOneByOne': {
      const kept = {
        store: kind === 'memory' ? new InMemoryEventStore() : new OneByOneStore(),
        snapshots: new InMemorySnapshotStore(),
      };
      return { open: () => kept, stop: async () => {} };
    }
    case 'postgres':
      await migrateEventStore(databaseUrl);
      return {
        open: () => ({
          store: PostgresEventStore.open({ url: databaseUrl, retryForMs: RETRY_FOR_MS }),
          snapshots: PostgresSnapshotStore.open({ url: databaseUrl }),
        }),
        stop: async () => {},
      };
    case 'eventstoredb': {
      const { server, drop } = await startProtocolServer();
      return {
        open: () => ({
          store: EventStoreDbEventStore.open({ url: server.url, retryForMs: RETRY_FOR_MS }),
          snapshots: PostgresSnapshotStore.open({ url: databaseUrl }),
        }),
        stop: drop,
      };
    }
  }
}
