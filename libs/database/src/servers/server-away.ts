import { errorCode } from '../database-error';

/** The server has not answered for longer than the silence that is allowed. */
export class ServerSilentError extends Error {
  constructor(silenceMs: number) {
    super(`The server has been silent for ${silenceMs} ms; its connections were closed.`);
    this.name = 'ServerSilentError';
  }
}

/** None of the servers of an address takes writes now, but one is a standby or is starting, and may take them soon. */
export class NoWriterError extends Error {
  constructor(options?: ErrorOptions) {
    super('None of the servers takes writes.', options);
    this.name = 'NoWriterError';
  }
}

/**
 * SQLSTATE classes and codes of a server that cannot serve now (connection, resources, shut-down or start, system,
 * read-only), and the error codes of sockets and name look-ups.
 */
const AWAY_CODES =
  /^(08...|53...|57P0.|58...|25006|ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST[A-Z]+|ENET[A-Z]+)$/;

/** The driver's own errors have no codes. */
const AWAY_MESSAGES =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client (has encountered a connection error|was closed))/;

/** SQLSTATE read_only_sql_transaction. */
export const READ_ONLY = '25006';

/** Whether a call failed because the server is gone, starts, ends, is frozen, or takes no writes: it may be repeated. */
export function isServerAway(error: unknown): boolean {
  if (error instanceof ServerSilentError || error instanceof NoWriterError) return true;
  const { message } = (error ?? {}) as { message?: unknown };
  return AWAY_CODES.test(errorCode(error) ?? '') || (typeof message === 'string' && AWAY_MESSAGES.test(message));
}

/** Whether a call failed because the servers answer but take no writes. */
export const isReadOnly = (error: unknown): boolean => error instanceof NoWriterError || errorCode(error) === READ_ONLY;
