import { createTestDatabase } from '@yujue/database/testing';
import { Pool } from 'pg';
import { migrateReadModel } from '../migrations/migrate';
import { ReadModel } from '../queries/read-model';

/** Migrated read-model tables in a database of a test's own. */
export interface TestReadModel {
  readonly url: string;
  readonly readModel: ReadModel;
  readonly pool: Pool;
  close(): Promise<void>;
}

export async function createTestReadModel(): Promise<TestReadModel> {
  const database = await createTestDatabase();
  await migrateReadModel(database.url);
  const readModel = ReadModel.open({ url: database.url });
  const pool = new Pool({ connectionString: database.url, max: 2 });
  return {
    url: database.url,
    readModel,
    pool,
    close: async () => {
      await readModel.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** Every row of every table as text, in order; the checkpoint without the times at which it was written. */
export async function tableContents(pool: Pool): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {};
  const { rows: tables } = await pool.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'read_model' AND tablename <> 'checkpoint' ORDER BY tablename`,
  );
  for (const { tablename } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `SELECT t::text AS row FROM read_model.${tablename} t ORDER BY 1`,
    );
    contents[tablename] = rows.map(({ row }) => row);
  }
  const { rows } = await pool.query<{ row: string }>(
    `SELECT (projection, position, event_no, error)::text AS row FROM read_model.checkpoint`,
  );
  return { ...contents, checkpoint: rows.map(({ row }) => row) };
}
