import { issuedStatements } from '@yujue/database/testing';
import { readModelMigrations } from '.';

/**
 * Databases out there have run these, and run none of them again. To change the tables, add a migration at the end of the
 * list and its hash here: the message of the failing test shows it.
 */
const FROZEN: Readonly<Record<string, string>> = {
  CreateReadModel1700000000000: 'fa5a7a970376b87c029fc77e7820e9842eed5906fc3d5e2658661502c342d033',
  MarkFittedAndKeepRegisterHistory1700000000001: '7a72d67de9806fe0d5e852741b07fe4ab880496f4ebe0b3c50a70a4bed2ff2aa',
  StopByStream1700000000002: 'b92d01e83c2c0015c7825a5d9d67dc7fcb9d1d7731064fbb1ae491a7e4c3d5f2',
  KeepNonTaxItemsApart1700000000003: '39c3c618bf9a4a90b89c97dccead6f20e6577d1b2642d4dcba345b501780de6e',
  NameTheActor1700000000004: 'a8b31207823d7d3a1617df902ae706e6dc5cf89eeda053368b786c808d92dd84',
  NameTheActorOfRegisterEntries1700000000005: '06d3558db072d24d12cd0cbff8e062d5889f28ea8155ace88e9db00cbcbd7716',
};

it('读模型的迁移一经发布不再改动', async () => {
  const issued = await Promise.all(
    readModelMigrations.map(async (migration) => [migration.name, await issuedStatements(migration)] as const),
  );
  expect(Object.fromEntries(issued)).toEqual(FROZEN);
});
