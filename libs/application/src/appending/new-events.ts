import { hash, randomUUID } from 'node:crypto';
import { PEOPLE_EVENT_VERSIONS, type PeopleEvent } from '@yujue/access';
import { type JsonObject, type NewEvent } from '@yujue/event-store';
import { type AnyEvent, EVENT_VERSIONS } from '@yujue/ledger';
import { type Envelope } from './envelope';

/** The version in which each event is written. */
const VERSIONS = { ...EVENT_VERSIONS, ...PEOPLE_EVENT_VERSIONS };

/**
 * Gives the events of a decision their ids. They are new for each decision, because an append expects the id of the event that
 * it was decided on: two processes may decide one command on different histories. The command's id is what makes a retry safe.
 */
export function newEvents(events: readonly (AnyEvent | PeopleEvent)[], envelope: Envelope): NewEvent[] {
  const { commandId, correlationId = commandId, causationId = null, actor } = envelope;
  // One object for all of them, so that the store writes it as text once.
  const metadata = { commandId, correlationId, causationId, actor };
  return events.map(({ type, data }) => ({
    id: randomUUID(),
    type,
    version: VERSIONS[type],
    data: data as unknown as JsonObject,
    metadata,
  }));
}

/** SHA-256 of what was asked; the same command id must always ask the same. */
export const fingerprintOf = (asked: unknown): string => hash('sha256', JSON.stringify(asked));
