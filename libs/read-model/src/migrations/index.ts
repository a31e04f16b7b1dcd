import { CreateReadModel1700000000000 } from './1700000000000-create-read-model';
import { MarkFittedAndKeepRegisterHistory1700000000001 } from './1700000000001-mark-fitted-and-keep-register-history';
import { StopByStream1700000000002 } from './1700000000002-stop-by-stream';
import { KeepNonTaxItemsApart1700000000003 } from './1700000000003-keep-non-tax-items-apart';
import { NameTheActor1700000000004 } from './1700000000004-name-the-actor';
import { NameTheActorOfRegisterEntries1700000000005 } from './1700000000005-name-the-actor-of-register-entries';

/**
 * The steps that make and change the read model's tables, oldest first. Each is applied once, in its own transaction, and
 * never edited: databases out there have run it (`frozen-migrations.spec.ts`).
 */
export const readModelMigrations = [
  CreateReadModel1700000000000,
  MarkFittedAndKeepRegisterHistory1700000000001,
  StopByStream1700000000002,
  KeepNonTaxItemsApart1700000000003,
  NameTheActor1700000000004,
  NameTheActorOfRegisterEntries1700000000005,
];
