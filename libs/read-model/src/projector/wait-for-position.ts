import { setTimeout as sleep } from 'node:timers/promises';
import { type Position } from '@yujue/event-store';
import { type Queryable } from '@yujue/database';
import { readCheckpoint } from '../projection/checkpoint';

/** How often to look: a person does not notice it, and PostgreSQL neither. */
const LOOK_EVERY_MS = 20;

/**
 * Waits until the tables cover `position`; false when `timeoutMs` passes before, or `signal` aborts. It reads the checkpoint
 * and does not ask a projector, because the projector may run in another process.
 */
export async function waitForPosition(
  db: Queryable,
  position: Position,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const checkpoint = await readCheckpoint(db, 'read_model');
    if (checkpoint.position !== null && checkpoint.position >= position) return true;
    if (Date.now() >= deadline || signal?.aborted) return false;
    await sleep(LOOK_EVERY_MS);
  }
}
