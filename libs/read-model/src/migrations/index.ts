import { CreateReadModel1700000000000 } from './1700000000000-create-read-model';
import { MarkFittedAndKeepRegisterHistory1700000000001 } from './1700000000001-mark-fitted-and-keep-register-history';

/** The steps that make and change the read model's tables, oldest first. Each is applied once, in its own transaction. */
export const readModelMigrations = [CreateReadModel1700000000000, MarkFittedAndKeepRegisterHistory1700000000001];
