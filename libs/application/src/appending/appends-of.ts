import { type Append, APPEND_BYTES_MAX, EventStoreError, type ExpectedState, stateAfter } from '@yujue/event-store';
import { type AnyEvent } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { type Envelope } from './envelope';
import { fingerprintOf, newEvents } from './new-events';

/** Namespace of command ids that are made here, for events that no single command asked for. */
const TOGETHER = '6f0d3c5e-2a57-5d6b-9a0e-3c1f5f0f7b11';
/** Events that go into the log in one append. */
const APPEND_EVENTS = 500;
/** Ids, hashes and who asked, beside each event's own content. */
const METADATA_BYTES = 1_000;

/** Who appends; and the command that it is for, if the command writes to several streams. */
export interface Author extends Omit<Envelope, 'commandId' | 'expectedRevision'> {
  readonly command?: { readonly commandId: string; readonly fingerprint: string };
}

/** Whether an event fits into an append; a document of some thousand lines does not. */
export const fitsAppend = (event: AnyEvent): boolean => bytesOf(event) <= APPEND_BYTES_MAX;

/** The command id that a command over several streams has in one of them. */
export const commandIdIn = (stream: string, commandId: string): string => uuidFrom(stream, commandId);

/**
 * A stream's further events as appends that follow each other from its state. Without a command, the command ids follow from
 * the content and from its place, so that two people who request the same at the same time use the same ids.
 * Throws EventStoreError APPEND_TOO_LARGE for an event that no append can hold.
 */
export function appendsOf(
  stream: string,
  state: ExpectedState,
  events: readonly AnyEvent[],
  { command, ...author }: Author,
): Append[] {
  let expected = state;
  return partsOf(stream, events).map((part, index) => {
    const fingerprint = command?.fingerprint ?? fingerprintOf([stream, part]);
    const commandId = command
      ? commandIdOfPart(stream, command.commandId, index)
      : uuidFrom(`${stream}@${placeOf(expected)}/${fingerprint}`, TOGETHER);
    const append = { stream, expected, commandId, fingerprint, events: newEvents(part, { ...author, commandId }) };
    expected = stateAfter(append);
    return append;
  });
}

function commandIdOfPart(stream: string, commandId: string, index: number): string {
  const first = commandIdIn(stream, commandId);
  return index === 0 ? first : uuidFrom(String(index), first);
}

const placeOf = (state: ExpectedState): string =>
  state === 'no-stream' ? state : `${state.revision} ${state.eventId}`;

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
