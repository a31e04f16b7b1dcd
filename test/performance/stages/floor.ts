import { Client } from 'pg';
import { type Work } from '../stopwatch';
import { sideBySide } from './side-by-side';

/** What a plain table takes: rows of one text of this size, inserted one a transaction. */
export interface FloorInserts {
  readonly url: string;
  readonly bytes: number;
  readonly connections: number;
}

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS floor_row (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, content text NOT NULL)`;

/** Does `work` with one function for each connection, which inserts one row in a separate transaction. */
export async function withFloorInserts<T>(
  { url, bytes, connections }: FloorInserts,
  work: (inserts: readonly (() => Promise<number>)[]) => Promise<T>,
): Promise<T> {
  const insert = { name: 'floor', text: 'INSERT INTO floor_row (content) VALUES ($1)', values: ['x'.repeat(bytes)] };
  const clients = Array.from({ length: connections }, () => new Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    await clients[0]?.query(CREATE_TABLE);
    // Each connection prepares the statement before anybody looks at the time.
    await Promise.all(clients.map((client) => client.query(insert)));
    return await work(clients.map((client) => async () => (await client.query(insert)).rowCount ?? 0));
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

export interface InsertsSettings {
  readonly url: string;
  readonly bytes: number;
  readonly clients: readonly number[];
  readonly msPerRound: number;
}

/** Plain INSERTs by so many clients, one number after the other. */
export async function measureInserts({ url, bytes, clients, msPerRound }: InsertsSettings): Promise<Work[]> {
  const works: Work[] = [];
  for (const connections of clients)
    works.push(await withFloorInserts({ url, bytes, connections }, (insert) => sideBySide(insert, msPerRound)));
  return works;
}

/** The size of the rows that hold the events, on average. */
export async function storedEventBytes(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ bytes: number }>(
      'SELECT avg(pg_column_size(e))::int AS bytes FROM event_store.event AS e',
    );
    return rows[0]?.bytes ?? 0;
  });
}

/** Does `work` on a separate connection. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
