import { type Logger, type MigrationInterface, type QueryRunner } from 'typeorm';
import { newClient, poolTarget } from './connections';
import { DatabaseError } from './database-error';

/** How long a start waits for another process that changes the same tables. */
const WAIT_MS = 60_000;

/** A set of tables that is brought up to date by itself. */
export interface MigrationSet {
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Where it is kept which migrations have run. */
  readonly tableName: string;
  /** The advisory lock for changing this set's tables, so that processes that start together wait for each other. */
  readonly lock: number;
  /** How long to wait for the lock. */
  readonly waitMs?: number;
  /** Told, in Chinese, how far a migration is that takes long. A migration says it by `queryRunner.connection.logger.log`. */
  readonly log?: ((line: string) => void) | undefined;
}

/**
 * Runs what is missing of a set's migrations in the database at `url`.
 *
 * @throws DatabaseError MIGRATION_BUSY
 */
export async function migrate(url: string, set: MigrationSet): Promise<void> {
  if (await isUpToDate(url, set)) return;
  const { migrations, tableName, lock: key, waitMs = WAIT_MS, log } = set;
  // Loaded only where there is something to do, which is once in a version's life and not at every command.
  const { DataSource } = await import('typeorm');
  const dataSource = new DataSource({
    type: 'postgres',
    extra: poolTarget(url),
    migrations: [...migrations],
    migrationsTableName: tableName,
    migrationsTransactionMode: 'each',
    logger: new ProgressLogger(log),
  });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await waitForLock(lock, key, waitMs);
    await dataSource.runMigrations();
    await lock.query('SELECT pg_advisory_unlock($1)', [key]);
  } finally {
    await lock.release();
    // Ending the connections also gives the lock back when a migration has failed.
    await dataSource.destroy();
  }
}

/** Passes on what migrations say of themselves, and nothing of TypeORM's own. */
class ProgressLogger implements Logger {
  constructor(private readonly tell: ((line: string) => void) | undefined) {}

  log(_level: string, line: string): void {
    this.tell?.(line);
  }

  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
}

async function waitForLock(session: QueryRunner, key: number, waitMs: number): Promise<void> {
  await session.query(`SET lock_timeout = ${waitMs}`);
  try {
    await session.query('SELECT pg_advisory_lock($1)', [key]);
  } catch (error) {
    // SQLSTATE lock_not_available.
    if ((error as { code?: unknown }).code !== '55P03') throw error;
    throw new DatabaseError(
      'MIGRATION_BUSY',
      `数据库需要升级，但另一个程序正在重建报表数据或升级，等候 ${waitMs / 1_000} 秒仍未完成。请等它完成后再启动。`,
      { cause: error },
    );
  }
}

/** Whether every migration of the set is kept as run. */
async function isUpToDate(url: string, { migrations, tableName }: MigrationSet): Promise<boolean> {
  const client = newClient({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query('SELECT 1 WHERE to_regclass($1) IS NOT NULL', [`public.${tableName}`]);
    if (tables.length === 0) return false;
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM public.${tableName}`);
    const run = new Set(rows.map(({ name }) => name));
    return migrations.every(({ name }) => run.has(name));
  } finally {
    await client.end();
  }
}
