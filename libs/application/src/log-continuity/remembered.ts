import { type EventStore, type StoredEvent, eventAt } from '@yujue/event-store';
import { type AnsweredCommand } from '@yujue/ledger';
import { z } from 'zod';

/** An event that this home's programs answered or projected; it must be in the log as long as the log is the same. */
export interface RememberedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  /** The position in the store that it was read from. Another store with the same log has other positions. */
  readonly position: string;
  /** SHA-256 (hex); null where only the answer to an append is known. */
  readonly hash: string | null;
  /** When it was recorded; if that is not known, when it was answered (ISO 8601, UTC). */
  readonly recordedAt: string;
}

/** The last event of a process or of an earlier log, and the commands that were answered shortly before it. */
export interface Remembered {
  readonly event: RememberedEvent;
  readonly commands: readonly AnsweredCommand[];
}

const rememberedSchema = z.object({
  event: z.object({
    stream: z.string(),
    revision: z.int().nonnegative(),
    eventId: z.string(),
    position: z.string(),
    hash: z.string().nullable(),
    recordedAt: z.string(),
  }),
  commands: z.array(
    z.object({ stream: z.string(), commandId: z.string(), eventType: z.string(), answeredAt: z.string() }),
  ),
});

const fileSchema = z.object({ version: z.literal(1), remembered: z.array(rememberedSchema) });

/** The text of a file of the memory. */
export const memoryText = (remembered: readonly Remembered[]): string =>
  `${JSON.stringify({ version: 1, remembered })}\n`;

/** Reads the text of a file of the memory; empty if it is damaged, as after a power cut. */
export function readMemoryText(text: string): readonly Remembered[] {
  try {
    return fileSchema.parse(JSON.parse(text)).remembered;
  } catch {
    return [];
  }
}

export const rememberedOf = ({ stream, revision, id, position, hash, recordedAt }: StoredEvent): RememberedEvent => ({
  stream,
  revision,
  eventId: id,
  position,
  hash,
  recordedAt,
});

/**
 * Whether the log has exactly this event. Compares stream, revision and id, which stay the same when a log moves to another
 * store; the position does not.
 */
export async function isInLog(
  store: Pick<EventStore, 'readStream'>,
  { stream, revision, eventId }: Pick<RememberedEvent, 'stream' | 'revision' | 'eventId'>,
): Promise<boolean> {
  return (await eventAt(store, stream, revision))?.id === eventId;
}
