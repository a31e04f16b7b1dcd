import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Append, InMemorySnapshotStore } from '@yujue/event-store';
import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { type StoreFixture } from '@yujue/event-store/testing';
import { type EventStoreServer, type ServerOptions, startEventStoreServer } from '../eventstoredb-server';

/** A log on an EventStoreDB: a separate namespace on a server that others may use too. */
export class EventStoreDbFixture implements StoreFixture {
  readonly appendsTogether = false;
  private readonly namespace = `yujue-test-${randomUUID()}`;
  private readonly opened: EventStoreDbEventStore[] = [];

  constructor(
    private readonly url: string,
    private readonly stop: () => Promise<void> = async () => {},
  ) {}

  open(): EventStoreDbEventStore {
    const store = EventStoreDbEventStore.open({ url: this.url, namespace: this.namespace });
    this.opened.push(store);
    return store;
  }

  /** Snapshots stay in PostgreSQL whichever store holds the log; here they do not matter. */
  openSnapshots(): InMemorySnapshotStore {
    return new InMemorySnapshotStore();
  }

  /** The server stores and commits in one step; the delay comes before both. */
  async openSlowWriter(delayMs: () => number) {
    const store = this.open();
    return {
      append: async (append: Append) => {
        await sleep(delayMs());
        return store.append(append);
      },
    };
  }

  async disturb(): Promise<void> {}

  async drop(): Promise<void> {
    await Promise.all(this.opened.map((store) => store.close()));
    await this.stop();
  }
}

/** A separate protocol server with its own folder and a log. */
export async function startProtocolServer(
  options: Omit<ServerOptions, 'directory'> = {},
): Promise<{ server: EventStoreServer; drop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'yujue-eventstoredb-'));
  const server = await startEventStoreServer({ directory, ...options });
  const drop = async () => {
    await server.kill();
    rmSync(directory, { recursive: true, force: true });
  };
  return { server, drop };
}
