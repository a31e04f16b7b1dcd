import { type Pool, type PoolClient } from 'pg';
import { conflictOf, encodeAppend, type EncodedAppend } from '../appending/encoded-append';
import { type Append, type AppendResult, type TogetherOptions } from '../port';
import { repeatOf } from '../appending/stored-command';
import { type Verdict } from '../appending/verdict';
import { BatchAppender } from './batch-appender';
import { asStoreError } from './connection';

/**
 * Stores appends in one transaction of their own. Whoever else appends waits for the row of the log's head, which the
 * first statement takes, so what is stored here stands together in the log. Each append is encoded as its turn comes,
 * so that a long list is never in memory a second time.
 */
export async function appendTogether(
  pool: Pool,
  appends: readonly Append[],
  now: Date,
  { onProgress }: TogetherOptions,
): Promise<AppendResult[]> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asStoreError(error);
  });
  try {
    await control(client, 'BEGIN');
    const results = await storeAll(client, appends, now, onProgress);
    await control(client, 'COMMIT');
    client.release();
    return results;
  } catch (error) {
    // A connection that cannot even roll back is of no more use; the server drops what it held.
    await client.query('ROLLBACK').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

/** Begins or ends the transaction. The caller's own errors, such as an interruption, are left as they are. */
async function control(client: PoolClient, statement: 'BEGIN' | 'COMMIT'): Promise<void> {
  await client.query(statement).catch((error: unknown) => {
    throw asStoreError(error);
  });
}

async function storeAll(
  client: PoolClient,
  appends: readonly Append[],
  now: Date,
  onProgress: TogetherOptions['onProgress'],
): Promise<AppendResult[]> {
  const appender = new BatchAppender(client, () => now);
  const results: AppendResult[] = [];
  for (const append of appends) {
    const encoded = encodeAppend(append);
    const result = resultOf(encoded, await verdictOn(appender, encoded));
    // Stored before as a whole, or not at all: a part that is known beside a part that is new is somebody else's.
    if (results.some(({ repeated }) => repeated !== result.repeated)) throw conflictOf(encoded, result.lastRevision);
    results.push(result);
    onProgress?.(results.length);
  }
  return results;
}

async function verdictOn(appender: BatchAppender, append: EncodedAppend): Promise<Verdict> {
  for (;;) {
    const [verdict] = await appender.append([append]);
    if (verdict!.kind !== 'again') return verdict!;
  }
}

function resultOf(append: EncodedAppend, verdict: Verdict): AppendResult {
  if (verdict.kind === 'appended') return verdict.result;
  if (verdict.kind === 'known') return repeatOf(append, verdict.command);
  throw conflictOf(append, verdict.kind === 'conflict' ? verdict.actualRevision : append.expectedRevision);
}
