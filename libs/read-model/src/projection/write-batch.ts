import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Schema } from '../connection';
import { type Batch, JOURNAL_COLUMNS } from './batch';
import { type CopyRows } from './copy-rows';

/** Writes a batch's rows: one statement for each table that it touches, however many events it has. */
export async function writeBatch(client: PoolClient, schema: Schema, batch: Batch): Promise<void> {
  await insertStops(client, schema, batch.stops);
  for (const { table, rows, onConflict } of smallTables(batch)) {
    if (rows.length === 0) continue;
    await client.query(
      `INSERT INTO ${schema}.${table} AS live
       SELECT * FROM json_populate_recordset(NULL::${schema}.${table}, $1) ${onConflict}`,
      [JSON.stringify(rows)],
    );
  }
  await copy(client, schema, 'journal_event', batch.journalEvents);
  await copy(client, schema, 'journal_entry', batch.journalEntries);
}

/** By name: what is not given here is the database's to fill in. */
async function insertStops(client: PoolClient, schema: Schema, stops: Batch['stops']): Promise<void> {
  if (stops.length === 0) return;
  await client.query(
    `INSERT INTO ${schema}.stopped_stream (stream, event_no, position, revision, event_type, reason, cause)
     SELECT stream, event_no, position, revision, event_type, reason, cause
     FROM json_populate_recordset(NULL::${schema}.stopped_stream, $1)`,
    [JSON.stringify(stops)],
  );
}

interface SmallTable {
  readonly table: string;
  readonly rows: readonly object[];
  readonly onConflict: string;
}

const smallTables = (batch: Batch): SmallTable[] => [
  {
    table: 'unit_year',
    rows: [...batch.unitYears.values()],
    onConflict:
      'ON CONFLICT (unit_year_key) DO UPDATE SET closed_on = EXCLUDED.closed_on, turnover = EXCLUDED.turnover',
  },
  // A line is written once: a second row under its key would be a fault of the fold, and is refused.
  { table: 'budget_line', rows: batch.lines, onConflict: '' },
  {
    table: 'line_month',
    rows: batch.lineMonths(),
    onConflict: 'ON CONFLICT (line_key, month, measure) DO UPDATE SET amount = live.amount + EXCLUDED.amount',
  },
  {
    table: 'period',
    rows: [...batch.periods.values()],
    onConflict: 'ON CONFLICT (unit_year_key, month) DO UPDATE SET closed_on = EXCLUDED.closed_on',
  },
  {
    table: 'register_entry',
    // Every version has the number of its event, and therefore a separate row.
    rows: batch.registerEntries,
    onConflict: '',
  },
  {
    table: 'department_year',
    rows: [...batch.departmentYears.values()],
    onConflict: `ON CONFLICT (department, fiscal_year) DO UPDATE
      SET name = EXCLUDED.name, authority = EXCLUDED.authority, source = EXCLUDED.source, title = EXCLUDED.title,
          units = EXCLUDED.units, editions = EXCLUDED.editions`,
  },
  { table: 'held_event', rows: batch.held, onConflict: '' },
];

async function copy(
  client: PoolClient,
  schema: Schema,
  table: keyof typeof JOURNAL_COLUMNS,
  rows: CopyRows,
): Promise<void> {
  const bytes = rows.bytes();
  if (bytes.length === 0) return;
  const statement = `COPY ${schema}.${table} (${JOURNAL_COLUMNS[table]}) FROM STDIN`;
  await pipeline(Readable.from([bytes]), client.query(copyFrom(statement)));
}
