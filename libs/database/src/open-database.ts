import type { Database } from './database';
import { openEmbedded } from './embedded-database';
import { openGiven } from './given-database';

export interface OpenDatabaseOptions {
  /** The folder of the embedded server's data, made when it is missing. */
  readonly home: string;
  /** A server of one's own (DATABASE_URL); when empty, the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** Told, in Chinese, what takes time or needs attention. */
  readonly log?: (line: string) => void;
}

/**
 * Opens DATABASE_URL when given, else the embedded server of `home` (starts it, reuses a running one, recovers one that
 * was killed).
 *
 * @throws DatabaseError with one sentence for people and a code for programs
 */
export function openDatabase({ home, databaseUrl, log }: OpenDatabaseOptions): Promise<Database> {
  const given = databaseUrl?.trim();
  return given ? openGiven(given) : openEmbedded({ home, ...(log && { log }) });
}
