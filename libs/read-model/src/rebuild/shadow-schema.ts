import { type Queryable } from '@yujue/database';

/** The tables that hold a row for each event. Their indexes are made when the rows are there, which is far cheaper. */
export const JOURNAL_TABLES = ['journal_event', 'journal_entry'] as const;

/** Sorting for an index in memory, and not in files; for this session only. */
const INDEX_MEMORY = '128MB';

/** Makes `read_model_rebuild` with empty copies of the live tables. What an earlier, killed rebuild left is dropped. */
export async function createShadowTables(db: Queryable): Promise<void> {
  await dropShadowTables(db);
  await db.query('CREATE SCHEMA read_model_rebuild');
  for (const table of await liveTables(db)) {
    const indexes = isJournal(table) ? 'EXCLUDING INDEXES' : '';
    await db.query(`CREATE TABLE read_model_rebuild.${table} (LIKE read_model.${table} INCLUDING ALL ${indexes})`);
  }
  await db.query(`INSERT INTO read_model_rebuild.checkpoint (projection) SELECT projection FROM read_model.checkpoint`);
}

/** Gives the journal the live tables' indexes and keys, and the planner its figures. */
export async function indexShadowTables(db: Queryable): Promise<void> {
  await db.query(`SET maintenance_work_mem = '${INDEX_MEMORY}'`);
  for (const statement of await indexStatements(db)) await db.query(statement);
  for (const table of await liveTables(db)) await db.query(`ANALYZE read_model_rebuild.${table}`);
}

/** Drops what a rebuild has made, or, after the switch, what it has replaced. */
export async function dropShadowTables(db: Queryable): Promise<void> {
  await db.query('DROP SCHEMA IF EXISTS read_model_rebuild, read_model_replaced CASCADE');
}

/** Names of the read model's tables. */
export async function liveTables(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'read_model' ORDER BY tablename`,
  );
  return rows.map(({ tablename }) => tablename);
}

/** Columns of a table's primary key, in order. */
export async function primaryKey(db: Queryable, table: string): Promise<string[]> {
  const { rows } = await db.query<{ attname: string }>(
    `SELECT a.attname::text AS attname
     FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
     WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY k.place`,
    [`read_model.${table}`],
  );
  return rows.map(({ attname }) => attname);
}

/** The live indexes of the journal, as statements for its copy; unnamed, so that the copies get the same names. */
async function indexStatements(db: Queryable): Promise<string[]> {
  const keys = await Promise.all(
    JOURNAL_TABLES.map(
      async (table) => `ALTER TABLE read_model_rebuild.${table} ADD PRIMARY KEY (${await primaryKey(db, table)})`,
    ),
  );
  const { rows } = await db.query<{ statement: string }>(
    `SELECT format('CREATE INDEX ON read_model_rebuild.%I (%s)', t.relname,
                   (SELECT string_agg(pg_get_indexdef(i.indexrelid, n, true), ', ' ORDER BY n)
                    FROM generate_series(1, i.indnatts) AS n)) AS statement
     FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
     WHERE NOT i.indisprimary AND t.oid = ANY ($1::regclass[])`,
    [JOURNAL_TABLES.map((table) => `read_model.${table}`)],
  );
  return [...keys, ...rows.map(({ statement }) => statement)];
}

const isJournal = (table: string): boolean => JOURNAL_TABLES.some((journal) => journal === table);
