export { eventStoreContract } from './contract';
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
export { tampered } from './tampered';
