import { DatabaseError, inTransaction, isServerAway, openPool, sessionOf } from '@yujue/database';
import { Availability, EventStoreError } from '@yujue/event-store';
import { type Pool, type PoolClient, type QueryResultRow, DatabaseError as RefusedStatement } from 'pg';

const CONNECTIONS_MAX = 4;
/** Each statement touches a few rows. One that waits longer than this waits for a server that does not answer. */
const ANSWER_MAX_MS = 20_000;

export interface AccountsOptions {
  readonly url: string;
  /** How long reads are repeated while the server is away; RETRY_FOR_MS_DEFAULT when absent. */
  readonly retryForMs?: number | undefined;
}

/** The connections to the tables of accounts, and what happens when their server is away. */
export class AccountsConnection {
  private constructor(
    /** For the store of sessions, which makes its own statements. */
    readonly pool: Pool,
    private readonly availability: Availability,
  ) {}

  static open({ url, retryForMs }: AccountsOptions): AccountsConnection {
    const pool = openPool({
      url,
      connectionsMax: CONNECTIONS_MAX,
      session: sessionOf('yujue-accounts'),
      answerMaxMs: ANSWER_MAX_MS,
    });
    return new AccountsConnection(pool, new Availability({ retryForMs }));
  }

  /** Rows of a statement that changes nothing. It is repeated while the server is away, so that a fail-over is not noticed. */
  async read<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    try {
      return await this.availability.insist('read', () => this.rows<Row>(text, values).catch(askToRepeat));
    } catch (error) {
      // In our own sentence: the one for calls that were repeated in vain speaks of the log.
      throw error instanceof EventStoreError ? databaseAway(error) : error;
    }
  }

  /** Rows of a statement that changes something, which is tried once. */
  write<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.rows<Row>(text, values).catch(explain);
  }

  /** Several statements that change something together, tried once. */
  transaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return inTransaction(this.pool, work).catch(explain);
  }

  async close(): Promise<void> {
    this.availability.close();
    await this.pool.end();
  }

  private async rows<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(text, values);
    return rows;
  }
}

const databaseAway = (cause: unknown): DatabaseError =>
  new DatabaseError('DATABASE_UNREACHABLE', '账户数据暂时无法访问，请稍后重试。', { cause });

function explain(error: unknown): never {
  throw isServerAway(error) ? databaseAway(error) : withoutRow(error);
}

/** The form in which `Availability` knows an outage. */
function askToRepeat(error: unknown): never {
  throw isServerAway(error)
    ? new EventStoreError('STORE_UNREACHABLE', '账户数据暂时无法访问。', { cause: error })
    : withoutRow(error);
}

/** PostgreSQL quotes the row that fails a constraint, with its hashes, and a program that logs the error would log them too. */
function withoutRow(error: unknown): unknown {
  if (error instanceof RefusedStatement) delete error.detail;
  return error;
}
