import { CreateAccounts1700000000000 } from './1700000000000-create-accounts';

/**
 * The steps that make and change the tables of accounts, oldest first. Each is applied once, in its own transaction, and never
 * edited: databases out there have run it (`frozen-migrations.spec.ts`).
 */
export const accountsMigrations = [CreateAccounts1700000000000];
