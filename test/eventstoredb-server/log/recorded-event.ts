import { randomUUID } from 'node:crypto';

/** A place in the log: the offsets of the record and of the record that committed it. Ordered by commit, then prepare. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event that a client proposes. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event that the server itself, or a test in the name of others, writes: JSON unless it is said not to be. */
export const newEvent = (type: string, data: Uint8Array, isJson = true): ProposedEvent => ({
  id: randomUUID(),
  type,
  isJson,
  data,
  metadata: Buffer.alloc(0),
});

/** An event in the log. */
export interface RecordedEvent extends ProposedEvent {
  readonly stream: string;
  /** 0 for a stream's first event; DELETED_STREAM for its tombstone. */
  readonly revision: bigint;
  readonly position: LogPosition;
  readonly createdMs: number;
}

/** The number that marks a deleted stream: its tombstone's revision, or its `$tb`. Source: EventNumber.DeletedStream. */
export const DELETED_STREAM = 0x7fff_ffff_ffff_ffffn;

/** Negative, zero or positive if `a` is before, at or after `b`. */
export function comparePositions(a: LogPosition, b: LogPosition): number {
  if (a.commit !== b.commit) return a.commit < b.commit ? -1 : 1;
  if (a.prepare !== b.prepare) return a.prepare < b.prepare ? -1 : 1;
  return 0;
}
