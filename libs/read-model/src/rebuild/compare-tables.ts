import { type Queryable } from '@yujue/database';
import { type Schema } from '../connection';
import { JOURNAL_TABLES, liveTables, primaryKey } from './shadow-schema';

/** A row that the live tables and the rebuilt ones do not agree on; null where one of them has no such row. */
export interface Difference {
  readonly table: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly live: Readonly<Record<string, unknown>> | null;
  readonly rebuilt: Readonly<Record<string, unknown>> | null;
}

/** Differences reported for each table: enough to see what they have in common. */
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
  compareEach(db, JOURNAL_TABLES, `event_no > ${after} AND event_no <= ${upTo}`);

/** Compares all other tables. Both sides must be at the same position, and stay there. */
export async function compareBalances(db: Queryable): Promise<Difference[]> {
  const tables = await liveTables(db);
  return compareEach(
    db,
    tables.filter((table) => !NOT_COMPARED.has(table)),
    'true',
  );
}

/**
 * The two checkpoints differ by nature: in when they were written, and in their generation. Where streams are stopped is
 * compared by `compareStops`.
 */
const NOT_COMPARED = new Set<string>([...JOURNAL_TABLES, 'checkpoint', 'stopped_stream', 'held_event']);

/** A stream that is stopped at one event in the live tables and at another, or not at all, in the rebuilt ones. */
export interface StopDifference {
  readonly stream: string;
  /** Why it is stopped there; null where it is not. */
  readonly live: string | null;
  readonly rebuilt: string | null;
}

/** Where the two sides do not stop at the same events: as when a program rebuilds that reads more than the one before. */
export async function compareStops(db: Queryable): Promise<StopDifference[]> {
  const { rows } = await db.query<StopDifference>(`${DIFFERENT_STOPS} ORDER BY 1`);
  return rows;
}

const DIFFERENT_STOPS = `
  SELECT stream, live.reason AS live, rebuilt.reason AS rebuilt
  FROM read_model.stopped_stream live FULL JOIN read_model_rebuild.stopped_stream rebuilt USING (stream)
  WHERE live.event_no IS DISTINCT FROM rebuilt.event_no`;

async function compareEach(db: Queryable, tables: readonly string[], condition: string): Promise<Difference[]> {
  const sides = await sidesOf(db);
  const differences: Difference[] = [];
  for (const table of tables) {
    const columns = await columnsOf(db, table);
    if (await holdTheSame(db, sides.live(table, columns, condition), sides.rebuilt(table, columns, condition)))
      continue;
    const key = (await primaryKey(db, table)).join(', ');
    const { rows } = await db.query<Omit<Difference, 'table'>>(
      `SELECT (SELECT to_json(k) FROM (SELECT ${key}) AS k) AS key, to_json(live) AS live, to_json(rebuilt) AS rebuilt
       FROM (${sides.live(table, columns, condition)}) AS live
       FULL JOIN (${sides.rebuilt(table, columns, condition)}) AS rebuilt USING (${key})
       WHERE ${valuesOf('live', columns)} IS DISTINCT FROM ${valuesOf('rebuilt', columns)} ORDER BY ${key} LIMIT ${DIFFERENCES_PER_TABLE_MAX}`,
    );
    differences.push(...rows.map((row) => ({ table, ...row })));
  }
  return differences;
}

/**
 * Whether two queries give the same rows, by their number and the sum of their hashes: half the work of joining millions of
 * rows that are nearly always the same, and no memory. A difference that it misses by chance, one in 2^64, is only not
 * reported: the rebuilt rows replace the live ones anyway.
 */
async function holdTheSame(db: Queryable, live: string, rebuilt: string): Promise<boolean> {
  const sums = (side: string): string =>
    `SELECT ROW(count(*), sum(hash_record_extended(t.*, 0))) AS sums FROM (${side}) AS t`;
  const { rows } = await db.query<{ same: boolean }>(
    `SELECT live.sums IS NOT DISTINCT FROM rebuilt.sums AS same FROM (${sums(live)}) AS live, (${sums(rebuilt)}) AS rebuilt`,
  );
  return rows[0]!.same;
}

/** What earlier programs did not project and a rebuild fills: where the live row has none, it is no difference. */
const FILLED_BY_REBUILD = new Set(['actor']);

const valuesOf = (side: 'live' | 'rebuilt', columns: readonly string[]): string => {
  const values = columns.map((column) =>
    side === 'live' && FILLED_BY_REBUILD.has(column)
      ? `coalesce(live.${column}, rebuilt.${column})`
      : `${side}.${column}`,
  );
  return `ROW(${values.join(', ')})`;
};

/** The rows of a table that are compared, as a query. */
type Side = (table: string, columns: readonly string[], condition: string) => string;

/**
 * Keys are given out as events are projected, so a stream that was stopped and went on later has others than in a rebuild
 * that was not stopped: the live rows are then read with the keys that the rebuilt tables have for the same unit's year
 * and line. Of a stream that is not stopped at the same event on both sides nothing is compared.
 */
async function sidesOf(db: Queryable): Promise<{ readonly live: Side; readonly rebuilt: Side }> {
  await db.query(KEYS_AND_STOPS);
  const { rows } = await db.query<{ renumbered: boolean; stops: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_temp.unit_year_map WHERE live <> rebuilt)
              OR EXISTS (SELECT FROM pg_temp.line_map WHERE live <> rebuilt) AS renumbered,
            EXISTS (SELECT FROM pg_temp.different_stop) AS stops`,
  );
  const { renumbered, stops } = rows[0]!;
  const side =
    (schema: Schema, isRenumbered: boolean): Side =>
    (table, columns, condition) => {
      const isCompared = stops ? outsideDifferentStops(schema, columns) : 'true';
      const { selected, joins } = isRenumbered ? withRebuiltKeys(columns) : AS_THEY_ARE;
      return `SELECT ${selected} FROM ${schema}.${table} t ${joins} WHERE ${condition} AND ${isCompared}`;
    };
  return { live: side('read_model', renumbered), rebuilt: side('read_model_rebuild', false) };
}

const KEYS_AND_STOPS = `
  DROP TABLE IF EXISTS pg_temp.unit_year_map, pg_temp.line_map, pg_temp.different_stop;
  CREATE TEMP TABLE unit_year_map AS
    SELECT live.unit_year_key AS live, rebuilt.unit_year_key AS rebuilt
    FROM read_model.unit_year live JOIN read_model_rebuild.unit_year rebuilt USING (unit, fiscal_year);
  CREATE TEMP TABLE line_map AS
    SELECT live.line_key AS live, rebuilt.line_key AS rebuilt
    FROM read_model.budget_line live JOIN pg_temp.unit_year_map u ON u.live = live.unit_year_key
    JOIN read_model_rebuild.budget_line rebuilt ON rebuilt.unit_year_key = u.rebuilt AND rebuilt.line_id = live.line_id
      AND (rebuilt.non_tax_category IS NULL) = (live.non_tax_category IS NULL);
  CREATE TEMP TABLE different_stop AS ${DIFFERENT_STOPS};
  ANALYZE pg_temp.unit_year_map; ANALYZE pg_temp.line_map`;

const AS_THEY_ARE = { selected: 't.*', joins: '' };

/** The map of each surrogate key. */
const KEY_MAPS: Readonly<Record<string, string>> = { unit_year_key: 'unit_year_map', line_key: 'line_map' };

/** A key without counterpart stays what it is. */
function withRebuiltKeys(columns: readonly string[]): { readonly selected: string; readonly joins: string } {
  const selected = columns.map((column) => {
    const map = KEY_MAPS[column];
    return map ? `coalesce(${map}.rebuilt, t.${column}) AS ${column}` : `t.${column}`;
  });
  const maps = Object.entries(KEY_MAPS).filter(([column]) => columns.includes(column));
  const joins = maps.map(([column, map]) => `LEFT JOIN pg_temp.${map} ON ${map}.live = t.${column}`);
  return { selected: selected.join(', '), joins: joins.join(' ') };
}

/** The condition that a row belongs to none of the streams that stop differently; by what the table knows of its stream. */
function outsideDifferentStops(schema: Schema, columns: readonly string[]): string {
  const streams = 'SELECT stream FROM pg_temp.different_stop';
  const unitYears = `SELECT unit_year_key FROM ${schema}.unit_year
    WHERE 'budget-' || unit || '-' || fiscal_year IN (${streams})`;
  if (columns.includes('unit_year_key')) return `t.unit_year_key NOT IN (${unitYears})`;
  if (columns.includes('line_key')) {
    return `t.line_key NOT IN (SELECT line_key FROM ${schema}.budget_line WHERE unit_year_key IN (${unitYears}))`;
  }
  const [kind, owner] = columns.includes('owner') ? ['registers', 'owner'] : ['department', 'department'];
  return `'${kind}-' || t.${owner} || '-' || t.fiscal_year NOT IN (${streams})`;
}

async function columnsOf(db: Queryable, table: string): Promise<string[]> {
  const { rows } = await db.query<{ attname: string }>(
    `SELECT attname::text AS attname FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [`read_model.${table}`],
  );
  return rows.map(({ attname }) => attname);
}
