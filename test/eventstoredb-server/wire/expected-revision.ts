import { type Expected } from '../log/check-commit';

/** The four ways in which append, delete and tombstone requests say what they expect. */
interface ExpectingOptions {
  hasRevision(): boolean;
  getRevision(): string;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

export function expectedOf(options: ExpectingOptions): Expected {
  if (options.hasRevision()) return BigInt(options.getRevision());
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
}

/** The server's own numbers for what is not a revision. Source: ExpectedVersion.cs. */
export function expectedNumber(expected: Expected): bigint {
  if (typeof expected === 'bigint') return expected;
  return { 'no-stream': -1n, any: -2n, 'stream-exists': -4n }[expected];
}
