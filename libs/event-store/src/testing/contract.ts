import { appendContract } from './append.contract';
import { moveContract } from './move.contract';
import { orderContract } from './order.contract';
import { snapshotContract } from './snapshot.contract';
import { type ContractContext, type StartStore } from './store-fixture';
import { togetherContract } from './together.contract';
import { verifyContract } from './verify.contract';

/** The promises of the port, as one suite for every adapter. */
export function eventStoreContract(name: string, start: StartStore): void {
  describe(`the event store contract: ${name}`, () => {
    const context = { start } as ContractContext;
    beforeEach(async () => {
      context.fixture = await start();
      context.store = context.fixture.open();
    });
    afterEach(() => context.fixture.drop());

    describe('append', () => appendContract(context));
    describe('append together', () => togetherContract(context));
    describe('order', () => orderContract(context));
    describe('verify and seals', () => verifyContract(context));
    describe('moving house', () => moveContract(context));
    describe('snapshots', () => snapshotContract(context));
  });
}
