export { eventStoreContract } from './contract';
export {
  collect,
  collectLive,
  fillStream,
  printedSeed,
  sampleAppend,
  sampleChain,
  seededRandom,
  unknownAt,
} from './sample-appends';
export { type StartStore, type StoreFixture } from './store-fixture';
export { tampered } from './tampered';
