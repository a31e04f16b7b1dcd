import { type Append, type ExpectedState, stateAfter } from '@yujue/event-store';
import { type LedgerEvent, budgetStream } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { fingerprintOf, newEvents } from '../unit-year/new-events';
import { type UnitYearTarget } from '../unit-year/target';

/** Namespace of the command ids of imported lists. */
const SHEETS = '1d0c9f43-6a0b-5b7e-8a55-4b9e0c2d7a63';
/** The store takes at most 1,000 events and 1 MB of JSON in one append; ids and metadata need their part of it. */
const APPEND_EVENTS = 1_000;
const APPEND_CHARS = 300_000;

/**
 * What was decided for one unit on a state of its stream, as appends that follow each other. Command ids follow from the
 * content and from its place: the same list loaded by two people at once is written once.
 */
export function appendsOfList(
  { unit, fiscalYear }: UnitYearTarget,
  events: readonly LedgerEvent[],
  { state, actor }: { state: ExpectedState; actor: string },
): Append[] {
  const stream = budgetStream(unit, fiscalYear);
  let expected = state;
  return partsOf(events).map((part) => {
    const fingerprint = fingerprintOf([stream, part]);
    const place = expected === 'no-stream' ? expected : `${expected.revision} ${expected.eventId}`;
    const commandId = uuidFrom(`${stream}@${place}/${fingerprint}`, SHEETS);
    const content = { commandId, fingerprint, events: newEvents(part, { commandId, actor }) };
    const append = { stream, expected, ...content };
    expected = stateAfter(append);
    return append;
  });
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
