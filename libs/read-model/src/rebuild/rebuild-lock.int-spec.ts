import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '@yujue/database';
import { Client } from 'pg';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { openReaderPool } from '../connection';
import { readModelMigrations } from '../migrations';
import { TABLES_LOCK } from '../migrations/tables-lock';
import { Projector } from '../projector/projector';
import { randomLog } from '../testing/random-log';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel } from '../testing/test-read-model';
import { rebuild } from './rebuild';
import { withRebuildLock } from './rebuild-lock';

/** Whoever holds it keeps the migration below from ending, as a large database would. */
const LONG_MIGRATION = 99_999;

/** A migration of a version to come. */
class AddMark1700000099999 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE read_model.period ADD COLUMN mark text');
    await queryRunner.query(`SELECT pg_advisory_xact_lock(${LONG_MIGRATION})`);
  }

  async down(): Promise<void> {}
}

describe('重建与升级共用一把锁', () => {
  let tables: TestReadModel;
  let log: TestLog;
  let projector: Projector;

  beforeEach(async () => {
    tables = await createTestReadModel();
    log = new TestLog();
    for (const { stream, events } of randomLog(3, 60)) await log.record(stream, ...events);
    projector = new Projector({ store: log.store, url: tables.url });
    await projector.catchUp();
  });

  afterEach(async () => {
    await projector.close();
    await tables.close();
  });

  const upgrade = (waitMs?: number) =>
    migrate(tables.url, {
      migrations: [...readModelMigrations, AddMark1700000099999],
      tableName: 'read_model_migrations',
      lock: TABLES_LOCK,
      ...(waitMs !== undefined && { waitMs }),
    });

  const hasMark = async (): Promise<boolean> => {
    const { rowCount } = await tables.pool.query(
      `SELECT FROM information_schema.columns
       WHERE (table_schema, table_name, column_name) = ('read_model', 'period', 'mark')`,
    );
    return rowCount === 1;
  };

  it('重建时来的升级等它换完表，不会被换掉', async () => {
    let upgrading: Promise<void> | undefined;
    const { switched } = await rebuild({
      store: log.store,
      url: tables.url,
      onProgress: () => {
        upgrading ??= upgrade();
      },
    });
    expect(switched).toBe(true);
    await upgrading;
    expect(await hasMark()).toBe(true);
  });

  it('升级时来的重建等它完成，换上的是升级后的表', async () => {
    const release = await hold(LONG_MIGRATION);
    const upgrading = upgrade();
    await untilLock(TABLES_LOCK, 'is held');
    const rebuilding = rebuild({ store: log.store, url: tables.url });
    await untilLock(TABLES_LOCK, 'is waited for');
    await release();
    const { switched, differences } = await rebuilding;
    await upgrading;
    expect({ switched, differences }).toEqual({ switched: true, differences: [] });
    expect(await hasMark()).toBe(true);
  });

  it('等得太久，各说各的话，什么也没有改', async () => {
    const pool = openReaderPool(tables.url, 2);
    await withRebuildLock(pool, async () => {
      await expect(upgrade(50)).rejects.toMatchObject({
        code: 'MIGRATION_BUSY',
        message: '数据库需要升级，但另一个程序正在重建报表数据或升级，等候 0.05 秒仍未完成。请等它完成后再启动。',
      });
      await expect(rebuild({ store: log.store, url: tables.url })).rejects.toMatchObject({ code: 'REBUILD_RUNNING' });
    });
    const release = await hold(TABLES_LOCK);
    await expect(withRebuildLock(pool, () => Promise.resolve(), 50)).rejects.toMatchObject({
      code: 'TABLES_BUSY',
      message: '数据库正在升级，等候 0.05 秒仍未完成，没有重建。请等升级完成后再试。',
    });
    await release();
    await pool.end();
  });

  /** Takes an advisory lock on a separate connection; returns what lets go of it. */
  const hold = async (key: number): Promise<() => Promise<void>> => {
    const client = new Client({ connectionString: tables.url });
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [key]);
    return () => client.end();
  };

  const untilLock = async (key: number, state: 'is held' | 'is waited for'): Promise<void> => {
    for (;;) {
      const { rowCount } = await tables.pool.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted = $2
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [key, state === 'is held'],
      );
      if (rowCount) return;
      await sleep(5);
    }
  };
});
