import { createHash, type Hash } from 'node:crypto';
import { v5 as uuidFrom } from 'uuid';
import { z } from 'zod';
import { eventAt } from './event-at';
import { GENESIS_HASH } from './hash-chain';
import {
  ConcurrencyError,
  type EventStore,
  type NewEvent,
  type Position,
  stateAfter,
  type StoredEvent,
  type StreamState,
} from './port';

/** The stream of the seals. It is a chain like every other, and its events are themselves never sealed. */
export const SEAL_STREAM = 'log-seal';

const SEAL_TYPE = 'BlockSealed';
const SEAL_NAMESPACE = '5b1e7a52-8a0c-4f0e-9d3b-6f1f6f6d2c11';

/**
 * A block of the whole log, sealed. Ordinals count the events of the log from 1, seals left out; they are the same in
 * every store that holds the log, which positions are not.
 */
const sealSchema = z.object({
  fromOrdinal: z.number().int().positive(),
  toOrdinal: z.number().int().positive(),
  count: z.number().int().positive(),
  /** SHA-256 (hex) of the previous seal's hash followed by the hashes of the block's events in the order of the log. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The block's last event, to find the place where the next block begins. */
  lastEvent: z.object({ stream: z.string(), revision: z.number().int().nonnegative() }),
});
export type Seal = Readonly<z.infer<typeof sealSchema>>;

export const isSeal = (event: Pick<StoredEvent, 'stream'>): boolean => event.stream === SEAL_STREAM;

/** The seal that an event of the seals' stream holds; null if its content is no seal's. */
export const readSeal = (event: Pick<StoredEvent, 'data'>): Seal | null =>
  sealSchema.safeParse(event.data).data ?? null;

/** The hash of a block after a seal (null for the first block), to be updated with the hashes of its events. */
export const beginBlock = (previous: Seal | null): Hash => createHash('sha256').update(previous?.hash ?? GENESIS_HASH);

/** The last seal of some, which are as many as its revision says. */
interface LastSeal {
  readonly seal: Seal;
  readonly state: StreamState;
  readonly recordedAt: string;
}

/** A seal before the store says when it took it. */
type NewSeal = Omit<LastSeal, 'recordedAt'>;

/**
 * The last seal in the log up to a position, or at all; null if there is none. A log has thousands of seals:
 * it reads some twenty of them, at revisions that double until one is too far, and between the last two then.
 */
export async function lastSeal(store: Pick<EventStore, 'readStream'>, upTo?: Position): Promise<LastSeal | null> {
  let last: StoredEvent | null = null;
  let revision = -1;
  let tooFar = Infinity;
  while (tooFar - revision > 1) {
    const next = tooFar === Infinity ? 2 * revision + 2 : Math.ceil((revision + tooFar) / 2);
    const found = await eventAt(store, SEAL_STREAM, next);
    if (found && (upTo === undefined || found.position <= upTo)) {
      last = found;
      revision = next;
    } else {
      tooFar = next;
    }
  }
  return (
    last && { seal: sealSchema.parse(last.data), state: { revision, eventId: last.id }, recordedAt: last.recordedAt }
  );
}

/**
 * Seals the log in blocks of `everyEvents`; what does not fill a block waits. A stream's own chain cannot
 * show that its tail was cut off, or that it was rewritten from the start; the seals, which run across all streams, can.
 * May be run at any time and by several processes: the same block gets the same seal once.
 */
export async function sealLog(store: EventStore, { everyEvents }: { everyEvents: number }): Promise<Seal | null> {
  let last: NewSeal | null = await lastSeal(store);
  let block: StoredEvent[] = [];
  for await (const page of store.readAll({ after: last ? await endOfBlock(store, last.seal) : undefined })) {
    for (const event of page) {
      if (isSeal(event)) continue;
      block.push(event);
      if (block.length < everyEvents) continue;
      try {
        last = await appendSeal(store, last, sealAfter(last?.seal ?? null, block, event));
      } catch (error) {
        if (!(error instanceof ConcurrencyError)) throw error;
        // Another process sealed with blocks of another size; begin again behind its seal.
        return sealLog(store, { everyEvents });
      }
      block = [];
    }
  }
  return last?.seal ?? null;
}

/** Where a block ends in this store: the position of its last event. */
export async function endOfBlock(
  store: Pick<EventStore, 'readStream'>,
  { lastEvent }: Seal,
): Promise<Position | undefined> {
  return (await eventAt(store, lastEvent.stream, lastEvent.revision))?.position;
}

function sealAfter(last: Seal | null, block: readonly StoredEvent[], lastEvent: StoredEvent): Seal {
  const fromOrdinal = (last?.toOrdinal ?? 0) + 1;
  return {
    fromOrdinal,
    toOrdinal: fromOrdinal + block.length - 1,
    count: block.length,
    hash: beginBlock(last)
      .update(block.map((event) => event.hash).join(''))
      .digest('hex'),
    lastEvent: { stream: lastEvent.stream, revision: lastEvent.revision },
  };
}

async function appendSeal(store: EventStore, last: NewSeal | null, seal: Seal): Promise<NewSeal> {
  const commandId = uuidFrom(`seal ${seal.fromOrdinal}-${seal.toOrdinal}`, SEAL_NAMESPACE);
  const event: NewEvent = {
    // Several processes write the same seal. On a log with another history it has another hash, and so another id.
    id: uuidFrom(`event of seal ${seal.hash}`, SEAL_NAMESPACE),
    type: SEAL_TYPE,
    version: 1,
    data: seal,
    metadata: { commandId, correlationId: commandId, causationId: null, actor: 'system' },
  };
  const append = { stream: SEAL_STREAM, expected: last?.state ?? ('no-stream' as const), commandId, events: [event] };
  await store.append({ ...append, fingerprint: seal.hash });
  return { seal, state: stateAfter(append) };
}
