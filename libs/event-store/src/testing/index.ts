export { eventStoreContract } from './contract';
export { exportedLog } from './exported-log';
export {
  FAULT_KINDS,
  type FaultKind,
  type FaultOptions,
  Faults,
  FaultyEventStore,
  FaultySnapshotStore,
} from './faulty-store';
export {
  collect,
  collectLive,
  fillStream,
  printedSeed,
  sampleAppend,
  sampleChain,
  seededRandom,
  stateOf,
  unknownAt,
} from './sample-appends';
export { type StartStore, type StoreFixture } from './store-fixture';
export { rewriteEvent } from './rewrite-event';
export { tampered } from './tampered';
