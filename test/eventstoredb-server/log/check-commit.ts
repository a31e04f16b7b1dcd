import { type Stream } from './stream';

/** What a writer expects of the stream: its last revision, or something weaker. */
export type Expected = bigint | 'any' | 'no-stream' | 'stream-exists';

/** What `checkCommit` looks at. */
export interface StreamToWrite {
  readonly stream: Stream;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  readonly hasMetadata: boolean;
}

/** `idempotent`: these events were stored before and end at `lastRevision`. */
export type CommitDecision =
  | { readonly decision: 'write' | 'wrong-expected-version' | 'stream-deleted' }
  | { readonly decision: 'idempotent'; readonly lastRevision: bigint };

const WRITE: CommitDecision = { decision: 'write' };
const WRONG_EXPECTED_VERSION: CommitDecision = { decision: 'wrong-expected-version' };
const STREAM_DELETED: CommitDecision = { decision: 'stream-deleted' };

/**
 * Decides whether events may be appended. Source: EventStore/EventStore, IndexWriter.CheckCommit, followed branch by branch;
 * "corrupted idempotency", where only some of the events were stored before, is answered like a wrong expected version
 * (StorageWriterService.ActOnCommitCheckFailure).
 */
export function checkCommit(target: StreamToWrite, expected: Expected, ids: readonly string[]): CommitDecision {
  if (target.tombstoned) return STREAM_DELETED;
  if (expected === 'stream-exists') {
    if (target.softDeleted) return STREAM_DELETED;
    if (target.stream.last < 0n && !target.hasMetadata) return WRONG_EXPECTED_VERSION;
  }
  if (expected === 'any' || expected === 'stream-exists') return checkAnywhere(target.stream, ids);
  const after = expected === 'no-stream' ? -1n : expected;
  if (after < target.stream.last) return checkBehind(target, after, ids);
  return after > target.stream.last ? WRONG_EXPECTED_VERSION : WRITE;
}

/** Without an exact expectation a repeat is recognised by its ids alone, wherever in the stream they are. */
function checkAnywhere(stream: Stream, ids: readonly string[]): CommitDecision {
  const revisions = ids.map((id) => stream.revisionOf(id));
  if (revisions[0] === undefined) return WRITE;
  const lastRevision = revisions.at(-1);
  if (lastRevision === undefined || revisions.includes(undefined)) return WRONG_EXPECTED_VERSION;
  return { decision: 'idempotent', lastRevision };
}

/** With an exact expectation behind the stream's end, a repeat has the ids that come directly after it, in their order. */
function checkBehind({ stream, softDeleted }: StreamToWrite, after: bigint, ids: readonly string[]): CommitDecision {
  const matches = ids.map((id, index) => stream.at(after + 1n + BigInt(index))?.id === id);
  if (matches.length > 0 && matches.every(Boolean))
    return { decision: 'idempotent', lastRevision: after + BigInt(ids.length) };
  // A soft-deleted stream counts as none, unless the first event is the one that once was the stream's first.
  return after === -1n && softDeleted && matches[0] === false ? WRITE : WRONG_EXPECTED_VERSION;
}
