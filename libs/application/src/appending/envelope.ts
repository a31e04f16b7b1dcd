/** The unit and year that a command is for. */
export interface UnitYearTarget {
  readonly unit: string;
  readonly fiscalYear: number;
}

/** Who asks, and under which ids. */
export interface Envelope {
  /** UUID; a repeat of it takes effect once. */
  readonly commandId: string;
  readonly actor: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** The revision that the person had on screen (If-Match); absent when any will do. */
  readonly expectedRevision?: number;
}

/** What a recorded command left behind. */
export interface Recorded {
  readonly revision: number;
  readonly position: string;
  /** True when the command had been recorded before and nothing was written now. */
  readonly repeated: boolean;
}
