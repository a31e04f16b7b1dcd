import { type Queryable } from '../connection';
import { JOURNAL_TABLES, liveTables, primaryKey } from './shadow-schema';

/** A row that the live tables and the rebuilt ones do not agree on; null where one of them has no such row. */
export interface Difference {
  readonly table: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly live: Readonly<Record<string, unknown>> | null;
  readonly rebuilt: Readonly<Record<string, unknown>> | null;
}

/** Differences told at a time for each table: enough to see what they have in common. */
export const DIFFERENCES_PER_TABLE_MAX = 20;

/** Events by their numbers: those after one, up to another. */
export interface EventRange {
  readonly after: number;
  readonly upTo: number;
}

/**
 * Compares what the two journals hold of a range of events, row by row. A journal's rows are never changed, so that a
 * range which both cover can be compared while the live projector goes on.
 */
export const compareJournal = (db: Queryable, { after, upTo }: EventRange): Promise<Difference[]> =>
  compareEach(db, JOURNAL_TABLES, `WHERE event_no > ${after} AND event_no <= ${upTo}`);

/** Compares all other tables. Both sides must be at the same position, and stay there. */
export async function compareBalances(db: Queryable): Promise<Difference[]> {
  // The two checkpoints differ by nature: in when they were written, and in their generation.
  const compared = new Set<string>([...JOURNAL_TABLES, 'checkpoint']);
  const tables = await liveTables(db);
  return compareEach(
    db,
    tables.filter((table) => !compared.has(table)),
    '',
  );
}

async function compareEach(db: Queryable, tables: readonly string[], condition: string): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const table of tables) {
    const key = (await primaryKey(db, table)).join(', ');
    const { rows } = await db.query<Omit<Difference, 'table'>>(
      `SELECT (SELECT to_json(k) FROM (SELECT ${key}) AS k) AS key, to_json(live) AS live, to_json(rebuilt) AS rebuilt
       FROM (SELECT * FROM read_model.${table} ${condition}) AS live
       FULL JOIN (SELECT * FROM read_model_rebuild.${table} ${condition}) AS rebuilt USING (${key})
       WHERE live IS DISTINCT FROM rebuilt ORDER BY ${key} LIMIT ${DIFFERENCES_PER_TABLE_MAX}`,
    );
    differences.push(...rows.map((row) => ({ table, ...row })));
  }
  return differences;
}
