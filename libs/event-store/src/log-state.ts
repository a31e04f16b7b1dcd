import { type EventStore, type Position } from './port';
import { beginBlock, endOfBlock, isSeal, lastSeal, type Seal } from './seals';

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
export async function stateOfLog(store: ReadableLog, position: Position): Promise<LogState> {
  const last = await lastSeal(store, position);
  const { count, seal, recordedAt } = await eventsBehind(store, last?.seal ?? null, position);
  const seals = last === null ? 0 : last.state.revision + 1;
  const events = (last?.seal.toOrdinal ?? 0) + seals + count;
  return { position, events, seal, recordedAt: recordedAt ?? last?.recordedAt ?? null };
}

type ReadableLog = Pick<EventStore, 'readAll' | 'readStream'>;

async function eventsBehind(store: ReadableLog, last: Seal | null, position: Position) {
  const block = beginBlock(last);
  let count = 0;
  let recordedAt: string | null = null;
  const state = () => ({ count, seal: block.digest('hex'), recordedAt });
  for await (const page of store.readAll(await after(store, last))) {
    for (const event of page) {
      if (event.position > position) return state();
      recordedAt = event.recordedAt;
      if (isSeal(event)) continue;
      block.update(event.hash);
      count += 1;
    }
  }
  return state();
}

async function after(store: ReadableLog, seal: Seal | null): Promise<{ after?: Position }> {
  const position = seal === null ? undefined : await endOfBlock(store, seal);
  return position === undefined ? {} : { after: position };
}
