import { z } from 'zod';
import { type Json, type JsonObject, type StoredEvent } from '../port';

/**
 * The log as a file: NDJSON, UTF-8. A header, a line for each event in the order of the log, and an end that counts them,
 * so that a file cut off anywhere is known for what it is. Positions stay behind: they belong to one store.
 */
export const LOG_FILE_FORMAT = 'yujue-log';
export const LOG_FILE_VERSION = 1;

const json: z.ZodType<Json> = z.json();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const headerSchema = z.strictObject({
  format: z.literal(LOG_FILE_FORMAT),
  version: z.literal(LOG_FILE_VERSION),
});

export const endSchema = z.strictObject({ end: z.literal(true), events: z.number().int().nonnegative() });

const lineSchema = z.strictObject({
  stream: z.string().min(1),
  revision: z.number().int().nonnegative(),
  id: z.uuid(),
  type: z.string().min(1),
  version: z.number().int(),
  data: z.custom<JsonObject>((value) => z.record(z.string(), json).safeParse(value).success),
  metadata: z.custom<StoredEvent['metadata']>((value) => storedMetadataSchema.safeParse(value).success),
  recordedAt: z.iso.datetime({ precision: 3 }),
  hash: sha256,
});

const storedMetadataSchema = z.looseObject({
  commandId: z.uuid(),
  correlationId: z.string(),
  causationId: z.string().nullable(),
  actor: z.string(),
  fingerprint: sha256,
});

/** An event as written in a log file. */
export type LogLine = Omit<StoredEvent, 'position'>;

export function parseLine(value: unknown): LogLine {
  return lineSchema.parse(value);
}

export function formatLine({
  stream,
  revision,
  id,
  type,
  version,
  data,
  metadata,
  recordedAt,
  hash,
}: StoredEvent): string {
  return JSON.stringify({ stream, revision, id, type, version, data, metadata, recordedAt, hash });
}
