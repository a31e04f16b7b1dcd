import { hash } from 'node:crypto';
import {
  type Append,
  type EventStore,
  type ExpectedState,
  type NewEvent,
  stateAfter,
  type StoredEvent,
} from '@yujue/event-store';
import { EVENT_VERSIONS, budgetStream } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { FISCAL_YEAR, type GeneratedLine, generatedPayment } from './generated-year';

/** Namespace of the generated ids. */
const NAMESPACE = '0f5a1c36-6c1d-5b0e-8d53-4b8f9c2f7a10';

/** As many as an append may have. */
const EVENTS_PER_APPEND = 1_000;

export interface LogRange {
  readonly lines: readonly GeneratedLine[];
  /** The payments wanted: from this index on, up to another. */
  readonly from: number;
  readonly to: number;
  /** How many there will be in the end, so that they spread over the year. */
  readonly total: number;
}

/**
 * Appends payments to units' years that are open, without asking the ledger: the same events as commands would write, in
 * large appends, because a million of them are wanted. The units take turns, and their streams grow side by side.
 */
export async function appendPayments(store: EventStore, { lines, from, to, total }: LogRange): Promise<void> {
  const units = [...new Set(lines.map(({ unit }) => unit))];
  const appendShare = async (unit: string, turn: number): Promise<void> => {
    const own = lines.filter((line) => line.unit === unit);
    let expected = await stateOf(store, budgetStream(unit, FISCAL_YEAR));
    for (let first = from + turn * EVENTS_PER_APPEND; first < to; first += units.length * EVENTS_PER_APPEND) {
      const last = Math.min(first + EVENTS_PER_APPEND, to);
      const append = paymentsAppend(unit, expected, { lines: own, from: first, to: last, total });
      await store.append(append);
      expected = stateAfter(append);
    }
  };
  await Promise.all(units.map(appendShare));
}

function paymentsAppend(unit: string, expected: ExpectedState, { lines, from, to, total }: LogRange): Append {
  const stream = budgetStream(unit, FISCAL_YEAR);
  const commandId = uuidFrom(`${stream} ${from}`, NAMESPACE);
  const metadata = { commandId, correlationId: commandId, causationId: null, actor: '张三' };
  const events = Array.from({ length: to - from }, (_, offset): NewEvent => {
    const { unit: _unit, ...payment } = generatedPayment(lines, from + offset, total);
    return {
      id: uuidFrom(String(offset), commandId),
      type: 'DisbursementMade',
      version: EVENT_VERSIONS.DisbursementMade,
      data: { ...payment, drawnOn: 'treasury' },
      metadata,
    };
  });
  const fingerprint = hash('sha256', commandId);
  return { stream, expected, commandId, fingerprint, events };
}

async function stateOf(store: EventStore, stream: string): Promise<ExpectedState> {
  let last: StoredEvent | undefined;
  for await (const page of store.readStream(stream)) last = page.at(-1);
  return last ? { revision: last.revision, eventId: last.id } : 'no-stream';
}
