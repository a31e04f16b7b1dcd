export { eventStoreContract } from './contract';
export { collect, collectLive, fillStream, printedSeed, sampleAppend, seededRandom } from './sample-appends';
export { type StartStore, type StoreFixture } from './store-fixture';
export { tampered } from './tampered';
