import { type Append, type AppendResult, type EventStore } from '@yujue/event-store';
import { type AnyEvent } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { fingerprintOf, newEvents } from '../unit-year/new-events';
import { type PlannedStream } from './plan-registrations';
import { type Tail, expectedAfter } from './register-book';

/** Namespace of the command ids of registrations that come without one. */
const REGISTRATIONS = '5f4f7d0e-3c39-5d5c-8f0e-2b7a9f3d6c15';
/** The store takes at most 1,000 events and 1 MB of JSON in one append; ids and metadata need their part of it. */
const APPEND_EVENTS = 500;
const APPEND_CHARS = 300_000;

/** Who registers, and under which command; without one, ids follow from the content and its place. */
export interface RegistrationAuthor {
  readonly actor: string;
  readonly command?: { readonly commandId: string; readonly fingerprint: string };
}

/** The command id that a registration has in one of its streams. */
export const commandIdIn = (stream: string, commandId: string): string => uuidFrom(stream, commandId);

/** The appends of planned registrations, in their order. */
export const registrationAppends = (planned: readonly PlannedStream[], author: RegistrationAuthor): Append[] =>
  planned.flatMap((one) => appendsOf(one, author));

function appendsOf({ stream, tail, events }: PlannedStream, { actor, command }: RegistrationAuthor): Append[] {
  let after: Tail = tail;
  return partsOf(events).map((part, index) => {
    const expected = expectedAfter(after);
    const fingerprint = command?.fingerprint ?? fingerprintOf([stream, part]);
    const own = command
      ? uuidFrom(String(index), commandIdIn(stream, command.commandId))
      : uuidFrom(`${stream}@${after.eventId}/${fingerprint}`, REGISTRATIONS);
    const commandId = command && index === 0 ? commandIdIn(stream, command.commandId) : own;
    const written = newEvents(part, { commandId, actor });
    after = { revision: after.revision + written.length, eventId: written.at(-1)!.id };
    return { stream, expected, commandId, fingerprint, events: written };
  });
}

function partsOf(events: readonly AnyEvent[]): AnyEvent[][] {
  const parts: AnyEvent[][] = [];
  let chars = Infinity;
  for (const event of events) {
    const length = JSON.stringify(event).length;
    const part = parts.at(-1);
    if (part && part.length < APPEND_EVENTS && chars + length <= APPEND_CHARS) {
      part.push(event);
      chars += length;
    } else {
      parts.push([event]);
      chars = length;
    }
  }
  return parts;
}

/**
 * Appends registrations at once. EventStoreDB takes one append at a time: there they go one after the other, in the order in
 * which they were planned, so that one that is cut off shows nothing half, and is finished by asking again.
 */
export async function appendRegistrations(
  store: EventStore,
  registrations: readonly Append[],
): Promise<readonly AppendResult[]> {
  if (store.appendsTogether) return store.appendTogether(registrations);
  const results: AppendResult[] = [];
  for (const append of registrations) results.push(await store.append(append));
  return results;
}
