import { type EventStore, type SnapshotStore } from '../port';

/** A fresh, empty log of one adapter, and what the suites do to it. */
export interface StoreFixture {
  /** Another handle on the log, such as another process would have. */
  open(): EventStore;
  openSnapshots(): SnapshotStore;
  /** Whether the store has transactions over more than one append. */
  readonly appendsTogether: boolean;
  /** A writer who takes `delayMs()` between storing and committing, where the store has such a moment. */
  openSlowWriter(delayMs: () => number): Promise<Pick<EventStore, 'append'>>;
  /** Leaves something open elsewhere that must not matter to the log, such as an idle transaction. */
  disturb(): Promise<void>;
  /** Closes all that was opened and forgets the log. */
  drop(): Promise<void>;
}

export type StartStore = () => Promise<StoreFixture>;

/** What the parts of the suite work on: set again before each test. */
export interface ContractContext {
  readonly start: StartStore;
  fixture: StoreFixture;
  store: EventStore;
}
