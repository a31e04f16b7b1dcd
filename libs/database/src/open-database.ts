import type { Database } from './database';
import { openEmbedded } from './embedded-database';
import { openGiven } from './given-database';
import { Servers } from './servers/servers';

export interface OpenDatabaseOptions {
  /** The folder of the embedded server's data, made when it is missing. */
  readonly home: string;
  /** A server of one's own (DATABASE_URL); when empty, the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** How long a server may be silent before its connections are closed; 5,000 ms when absent. */
  readonly silenceMs?: number | undefined;
  /** Told, in Chinese, what takes time or needs attention. */
  readonly log?: (line: string) => void;
}

/**
 * Opens DATABASE_URL when given, else the embedded server of `home` (starts it, reuses a running one, recovers one that
 * was killed).
 *
 * @throws DatabaseError with one sentence for people and a code for programs
 */
export async function openDatabase({ home, databaseUrl, silenceMs, log }: OpenDatabaseOptions): Promise<Database> {
  const given = databaseUrl?.trim();
  const database = await (given ? openGiven(given) : openEmbedded({ home, ...(log && { log }) }));
  if (silenceMs !== undefined) Servers.at(database.url).allowSilence(silenceMs);
  return database;
}
