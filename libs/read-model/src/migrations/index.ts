import { CreateReadModel1700000000000 } from './1700000000000-create-read-model';

/** The steps that make and change the read model's tables, oldest first. Each is applied once, in its own transaction. */
export const readModelMigrations = [CreateReadModel1700000000000];
