import { type EventStore, type Position } from './port';
import { type Seal, blockHash, endOfBlock, isSeal, lastSeal } from './seals';

/** What the log is up to a position: enough to know later whether it still is what it was. */
export interface LogState {
  readonly position: Position;
  /** How many events there are from the start, seals included: the same in every store that holds the log. */
  readonly events: number;
  /** SHA-256 (hex): the last seal up to there and the events after its block, as if they were sealed now. */
  readonly seal: string;
  /** When the last of the events was recorded (ISO 8601, UTC); null for an empty log. */
  readonly recordedAt: string | null;
}

/**
 * The state of the log up to a position. It reads what comes after the last seal before it, so it costs little on a
 * log that is sealed from time to time. `verifyLog` with the same number of events finds the same seal, or the log was
 * changed.
 */
export async function stateOfLog(store: EventStore, position: Position): Promise<LogState> {
  const last = await lastSeal(store, position);
  const { hashes, recordedAt } = await eventsBehind(store, last?.seal ?? null, position);
  const seals = last === null ? 0 : last.state.revision + 1;
  return {
    position,
    events: (last?.seal.toOrdinal ?? 0) + seals + hashes.length,
    seal: blockHash(last?.seal ?? null, hashes),
    recordedAt: recordedAt ?? last?.recordedAt ?? null,
  };
}

async function eventsBehind(store: EventStore, seal: Seal | null, position: Position) {
  const hashes: string[] = [];
  let recordedAt: string | null = null;
  for await (const page of store.readAll(await after(store, seal))) {
    for (const event of page) {
      if (event.position > position) return { hashes, recordedAt };
      recordedAt = event.recordedAt;
      if (!isSeal(event)) hashes.push(event.hash);
    }
  }
  return { hashes, recordedAt };
}

async function after(store: EventStore, seal: Seal | null): Promise<{ after?: Position }> {
  const position = seal === null ? undefined : await endOfBlock(store, seal);
  return position === undefined ? {} : { after: position };
}
