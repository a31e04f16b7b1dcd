/** The stream of acknowledgements that the log went back. It belongs to no unit, and no projection reads it. */
export const LOG_CONTINUITY_STREAM = 'log-continuity';

/** An event that a program had answered or projected, and that is no longer in the log. */
export interface LostEvent {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  /** Its position in the log that had it. */
  readonly position: string;
  /** When it was recorded or answered (ISO 8601, UTC). */
  readonly recordedAt: string;
}

/** A command that was answered as recorded. */
export interface AnsweredCommand {
  readonly stream: string;
  readonly commandId: string;
  /** The type of the first event that it wrote. */
  readonly eventType: string;
  /** ISO 8601, UTC. */
  readonly answeredAt: string;
}

/**
 * A person has seen that the log went back, or is not the same log as before. Who and when is in the event's metadata and
 * `recordedAt`, as in every event.
 */
export type LogBreakAcknowledged = {
  readonly type: 'LogBreakAcknowledged';
  readonly data: {
    /** The last events that programs of this home knew and that are not in the log, each of another process or time. */
    readonly lost: readonly LostEvent[];
    /** Position of the log's last event when this was acknowledged; null for an empty log. */
    readonly to: string | null;
    /** The newest of the commands that were answered before and are missing. */
    readonly missing: readonly AnsweredCommand[];
    /** How many are known to be missing, including those that are not listed. */
    readonly missingTotal: number;
  };
};
