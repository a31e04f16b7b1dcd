import { type EventStore } from '@yujue/event-store';
import { type LedgerEvent, budgetStream } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { fingerprintOf, newEvents } from '../unit-year/new-events';
import { type UnitYearTarget } from '../unit-year/target';

/** Namespace of the command ids of imported lists. */
const SHEETS = '1d0c9f43-6a0b-5b7e-8a55-4b9e0c2d7a63';
/** The store takes at most 1,000 events and 1 MB of JSON in one append; ids and metadata need their part of it. */
const APPEND_EVENTS = 500;
const APPEND_CHARS = 300_000;
/** Appends that wait together are committed together, so that all but very long lists become durable in one commit. */
const APPENDS_AT_ONCE = 8;

/**
 * Appends what was decided for one unit on `revision`. Command ids follow from the content and from where it stands: the
 * same list loaded by two people at once is written once. Rejects with ConcurrencyError when somebody else was first.
 */
export async function appendEvents(
  store: EventStore,
  { unit, fiscalYear }: UnitYearTarget,
  events: readonly LedgerEvent[],
  { revision, actor, appended }: { revision: number; actor: string; appended: (events: number) => void },
): Promise<string> {
  const stream = budgetStream(unit, fiscalYear);
  let position = '';
  let last = revision;
  const parts = partsOf(events);
  for (let from = 0; from < parts.length; from += APPENDS_AT_ONCE) {
    const together = parts.slice(from, from + APPENDS_AT_ONCE);
    const results = await Promise.allSettled(
      together.map((part) => {
        const expected = last;
        last += part.length;
        const fingerprint = fingerprintOf([stream, part]);
        const commandId = uuidFrom(`${stream}@${expected}/${fingerprint}`, SHEETS);
        const content = { commandId, fingerprint, events: newEvents(stream, part, { commandId, actor }) };
        return store.append({ stream, expected, ...content });
      }),
    );
    for (const [index, result] of results.entries()) {
      if (result.status === 'rejected') throw result.reason;
      position = result.value.position;
      appended(together[index]!.length);
    }
  }
  return position;
}

function partsOf(events: readonly LedgerEvent[]): LedgerEvent[][] {
  const parts: LedgerEvent[][] = [];
  let chars = Infinity;
  for (const event of events) {
    const length = JSON.stringify(event).length;
    const part = parts.at(-1);
    if (!part || part.length === APPEND_EVENTS || chars + length > APPEND_CHARS) {
      parts.push([event]);
      chars = length;
    } else {
      part.push(event);
      chars += length;
    }
  }
  return parts;
}
