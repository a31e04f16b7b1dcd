import { type Append, APPEND_BYTES_MAX, EventStoreError, type ExpectedState, stateAfter } from '@yujue/event-store';
import { type AnyEvent } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { fingerprintOf, newEvents } from '../unit-year/new-events';
import { type Envelope } from '../unit-year/target';

/** Namespace of the command ids of what is put together from several streams' events. */
const TOGETHER = '6f0d3c5e-2a57-5d6b-9a0e-3c1f5f0f7b11';
/** Events that go into the log in one append. */
const APPEND_EVENTS = 500;
/** Ids, hashes and who asked, beside each event's own content. */
const METADATA_BYTES = 1_000;

/** Whether an event fits into an append; a document of some thousand lines does not. */
export const fitsAppend = (event: AnyEvent): boolean => bytesOf(event) <= APPEND_BYTES_MAX;

/**
 * A stream's further events as appends that follow each other from its state. Command ids follow from the content and from
 * its place, so that two people who request the same at the same time use the same ids.
 * Throws EventStoreError APPEND_TOO_LARGE for an event that no append can hold.
 */
export function appendsOf(
  stream: string,
  state: ExpectedState,
  events: readonly AnyEvent[],
  envelope: Omit<Envelope, 'commandId'>,
): Append[] {
  let expected = state;
  return partsOf(stream, events).map((part) => {
    const fingerprint = fingerprintOf([stream, part]);
    const place = expected === 'no-stream' ? expected : `${expected.revision} ${expected.eventId}`;
    const commandId = uuidFrom(`${stream}@${place}/${fingerprint}`, TOGETHER);
    const content = newEvents(part, { ...envelope, commandId });
    const append = { stream, expected, commandId, fingerprint, events: content };
    expected = stateAfter(append);
    return append;
  });
}

const bytesOf = ({ data }: AnyEvent): number => Buffer.byteLength(JSON.stringify(data)) + METADATA_BYTES;

function partsOf(stream: string, events: readonly AnyEvent[]): AnyEvent[][] {
  const parts: AnyEvent[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const size = bytesOf(event);
    if (size > APPEND_BYTES_MAX) {
      throw new EventStoreError(
        'APPEND_TOO_LARGE',
        `${stream} 的一笔业务有 ${size} 字节，上限 ${APPEND_BYTES_MAX} 字节，请把明细分到几个文号。`,
      );
    }
    const part = parts.at(-1);
    if (!part || part.length === APPEND_EVENTS || bytes + size > APPEND_BYTES_MAX) {
      parts.push([event]);
      bytes = size;
    } else {
      part.push(event);
      bytes += size;
    }
  }
  return parts;
}
