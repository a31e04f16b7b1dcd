import { type Pool, type PoolClient } from 'pg';
import { conflictOf, encodeAppend, type EncodedAppend } from '../appending/encoded-append';
import { repeatOf } from '../appending/stored-command';
import { type Verdict } from '../appending/verdict';
import { EventStoreError, type Append, type AppendResult, type TogetherAppends } from '../port';
import { BatchAppender } from './batch-appender';
import { asStoreError, queryRows } from './connection';

const HOLD_LOG = { name: 'event-store-hold-log', text: 'SELECT FROM event_store.log_head WHERE only_row FOR UPDATE' };
const STILL_HERE = { name: 'event-store-still-here', text: 'SELECT' };
/** Well within IDLE_IN_TRANSACTION_MAX_MS, after which the server ends a transaction in which nothing happens. */
const STILL_HERE_EVERY_MS = 2_000;

export interface TogetherSteps {
  /** Called with the number of appends that have been taken so far. */
  readonly onProgress: (appends: number) => void;
  /** Called with the appends that are about to be committed: from here on they may be stored, even if the call fails. */
  readonly onCommit: (appends: readonly Append[]) => void;
}

/**
 * Stores appends in one separate transaction. Other appends wait for the row of the log's head, which the first
 * statement takes, so what is stored here is contiguous in the log. Each append is encoded as its turn comes, so that a
 * long list is never in memory a second time.
 */
export async function appendTogether(
  pool: Pool,
  appends: TogetherAppends,
  clock: (() => Date) | undefined,
  { onProgress, onCommit }: TogetherSteps,
): Promise<AppendResult[]> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asStoreError(error);
  });
  let lost: unknown;
  const onLost = (error: unknown) => void (lost ??= error);
  client.on('error', onLost);
  try {
    await control(client, 'BEGIN');
    const list = typeof appends === 'function' ? await whileHeld(client, appends, onLost) : appends;
    const results = await storeAll(client, list, clock, onProgress);
    onCommit(list);
    await control(client, 'COMMIT');
    client.release();
    return results;
  } catch (error) {
    // A connection that cannot roll back, or does not answer, is closed; the server rolls back its transaction.
    if (isUnreachable(error)) client.release(true);
    else
      await client.query('ROLLBACK').then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      );
    // The server says why it ended the connection; the statement that then fails does not know it.
    throw lost === undefined ? error : asStoreError(lost);
  } finally {
    client.off('error', onLost);
  }
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof EventStoreError && error.code === 'STORE_UNREACHABLE';

/** Begins or ends the transaction. The caller's own errors, such as an interruption, are left as they are. */
async function control(client: PoolClient, statement: 'BEGIN' | 'COMMIT'): Promise<void> {
  await client.query(statement).catch((error: unknown) => {
    throw asStoreError(error);
  });
}

/** Takes the log's lock, and asks for the appends under it. A process that stops in between loses the lock. */
async function whileHeld(
  client: PoolClient,
  make: () => Promise<readonly Append[]>,
  onLost: (error: unknown) => void,
): Promise<readonly Append[]> {
  await queryRows(client, HOLD_LOG, []);
  const alive = setInterval(() => {
    queryRows(client, STILL_HERE, []).catch(onLost);
  }, STILL_HERE_EVERY_MS);
  try {
    return await make();
  } finally {
    clearInterval(alive);
  }
}

async function storeAll(
  client: PoolClient,
  appends: readonly Append[],
  clock: (() => Date) | undefined,
  onProgress: TogetherSteps['onProgress'],
): Promise<AppendResult[]> {
  const appender = new BatchAppender(client, clock);
  const results: AppendResult[] = [];
  for (const append of appends) {
    const encoded = encodeAppend(append);
    const result = resultOf(encoded, await verdictOn(appender, encoded));
    // Stored before as a whole, or not at all: a part that is known beside a part that is new is of another list.
    if (results.some(({ repeated }) => repeated !== result.repeated)) throw conflictOf(encoded, result.lastRevision);
    results.push(result);
    onProgress(results.length);
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
