import { hash } from 'node:crypto';
import { type FilledEdition, toTableJson } from '@yujue/reporting';
import { z } from 'zod';

/** What the log was when a report was made from it. */
export interface LogState {
  /** Position of the last event that the report covers; empty for an empty log. */
  readonly position: string;
  /** How many events the log has up to there: the same in every store that holds the log, which positions are not. */
  readonly events: number;
  /** SHA-256 (hex) that changes with any event up to there. */
  readonly seal: string;
  /** When the last of them was recorded (ISO 8601, UTC); null for an empty log. */
  readonly recordedAt: string | null;
}

const STAMP_FORMAT = 'yujue-stamp-1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const stampSchema = z.strictObject({
  format: z.literal(STAMP_FORMAT),
  /** Which kind of file it was written into. */
  file: z.string(),
  edition: z.string(),
  department: z.string(),
  year: z.int(),
  /** The only table in the file; null when it holds all of the edition. */
  table: z.string().nullable(),
  asOf: z.string().nullable(),
  knownAt: z.string().nullable(),
  position: z.string(),
  events: z.int().nonnegative(),
  seal: sha256,
  recordedAt: z.string().nullable(),
  /** The published file that the year's ledger was fitted to; null for a ledger of the department's own. */
  fittedTo: z.string().nullable(),
  /** The notices in the file about what was wrong with the log itself; absent when there were none. */
  notices: z.array(z.string()).optional(),
  /** SHA-256 (hex) of the tables as `report --format json` prints them. */
  figures: sha256,
});

/**
 * 戳记: what a file was made from, so that it can be verified later. It is no signature: anyone who can write the file can
 * write another stamp, so `verify --file` believes the ledger and never the stamp.
 */
export type ReportStamp = Readonly<z.infer<typeof stampSchema>>;

/** What was asked for, as a stamp repeats it. */
export type StampedQuestion = Pick<
  ReportStamp,
  'department' | 'year' | 'table' | 'asOf' | 'knownAt' | 'fittedTo' | 'notices'
>;

/** Stamps a report for one kind of file. */
export const stampOf = (
  filled: FilledEdition,
  question: StampedQuestion,
  log: LogState,
  file: string,
): ReportStamp => ({
  format: STAMP_FORMAT,
  file,
  edition: filled.edition.edition,
  department: question.department,
  year: question.year,
  table: question.table,
  asOf: question.asOf,
  knownAt: question.knownAt,
  ...log,
  fittedTo: question.fittedTo,
  ...(question.notices?.length && { notices: question.notices }),
  figures: figuresDigest(filled),
});

/** The digest of an edition's figures: of titles, columns, rows, amounts as printed, and notes. */
export const figuresDigest = ({ tables }: FilledEdition): string =>
  hash('sha256', JSON.stringify(tables.map(toTableJson)));

/** Reads a stamp from its JSON; null if it is not one. */
export function parseStamp(text: string): ReportStamp | null {
  try {
    return stampSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
