import { issuedStatements } from '@yujue/database/testing';
import { accountsMigrations } from '.';

/**
 * Databases out there have run these, and run none of them again. To change the tables, add a migration at the end of the
 * list and its hash here: the message of the failing test shows it.
 */
const FROZEN: Readonly<Record<string, string>> = {
  CreateAccounts1700000000000: 'cbb13a4100552cbeb0610ead80c9ef323c493226778514f8187eb2921aa5a4ef',
};

it('账户的迁移一经发布不再改动', async () => {
  const issued = await Promise.all(
    accountsMigrations.map(async (migration) => [migration.name, await issuedStatements(migration)] as const),
  );
  expect(Object.fromEntries(issued)).toEqual(FROZEN);
});
