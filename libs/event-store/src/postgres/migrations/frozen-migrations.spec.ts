import { issuedStatements } from '@yujue/database/testing';
import { eventStoreMigrations } from '.';

/**
 * Databases out there have run these, and run none of them again. To change the tables, add a migration at the end of the
 * list and its hash here: the message of the failing test shows it.
 */
const FROZEN: Readonly<Record<string, string>> = {
  CreateEventStore1700000000000: 'fef099c02da10c676fabfe07f93b91cff640315192eb5890da263f5e8919a4da',
  BringTheFirstTablesUp1700000000100: '513358c02dac719e225960d5cc12056f255250efb9d8feb34d4565e7b18fc127',
  DateEventsUnderTheLock1700000000200: '91b0e68938fb0f382a7a1a9824e850bc416bd42ade21183155f279cd9dc741d9',
  KeepEventsInSegments1700000000300: 'ed9c777c57ac4f1300f6de77bb83114f166446633fe9c37f1d6e5db0fed8d9b2',
  KeepSnapshotsUncompressed1700000000400: 'd83e1c7a0044ecc0034025a1b90464ad81879262f51d253324a641eb9cf7f022',
};

it('事件库的迁移一经发布不再改动', async () => {
  const issued = await Promise.all(
    eventStoreMigrations.map(async (migration) => [migration.name, await issuedStatements(migration)] as const),
  );
  expect(Object.fromEntries(issued)).toEqual(FROZEN);
});
