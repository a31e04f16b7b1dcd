import { DELETED_STREAM, type ProposedEvent, type RecordedEvent } from './recorded-event';

/** What a stream's metadata says about the events that readers of the stream still see. */
export interface StreamMetadata {
  readonly maxCount?: number;
  readonly maxAgeSeconds?: number;
  /** `$tb`: the first revision that is still there; DELETED_STREAM for a soft-deleted stream. */
  readonly truncateBefore?: bigint;
}

/** The stream that holds a stream's metadata. Source: SystemStreams.MetastreamOf. */
export const metastreamOf = (stream: string): string => `$$${stream}`;
export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
export const streamOfMetastream = (metastream: string): string => metastream.slice(2);

/** Of a metastream only the last event counts. Source: IndexReader, which reads metastreams with `$maxCount` 1. */
export const METADATA_OF_METASTREAMS: StreamMetadata = { maxCount: 1 };

/** The metadata that an event in a metastream sets. What is not JSON sets nothing, as in the real server. */
export function readMetadata(event: RecordedEvent | undefined): StreamMetadata {
  const raw = event && parseObject(event.data);
  if (!raw) return {};
  return {
    ...(typeof raw.$maxCount === 'number' && { maxCount: raw.$maxCount }),
    ...(typeof raw.$maxAge === 'number' && { maxAgeSeconds: raw.$maxAge }),
    ...(typeof raw.$tb === 'number' && { truncateBefore: truncation(raw.$tb) }),
  };
}

// JSON numbers are doubles here, so that 2^63-1 arrives as 2^63; no stream is that long.
const truncation = (value: number): bigint => (value >= Number(DELETED_STREAM) ? DELETED_STREAM : BigInt(value));

/** The content of the event that soft-deletes a stream. Source: StorageWriterService, WriteDelete. */
export const SOFT_DELETION = Buffer.from(`{"$tb":${DELETED_STREAM}}`);

/**
 * The content that brings a soft-deleted stream back from `revision` on and keeps what else its metadata says; null when
 * that is not JSON. Source: StorageWriterService, SoftUndeleteRawMeta.
 */
export function undeletion(metadata: ProposedEvent, revision: bigint): Uint8Array | null {
  const raw = parseObject(metadata.data);
  return raw ? Buffer.from(JSON.stringify({ ...raw, $tb: Number(revision) })) : null;
}

function parseObject(data: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
