import { hash } from 'node:crypto';
import { type JsonObject, type NewEvent } from '@yujue/event-store';
import { type AnyEvent, EVENT_VERSIONS } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { type Envelope } from './target';

/** Gives events their ids: derived from the stream and the command, so that a retry writes the same events and no others. */
export const newEvents = (stream: string, events: readonly AnyEvent[], envelope: Envelope): NewEvent[] =>
  events.map(({ type, data }, index) => ({
    id: uuidFrom(`${stream}/${index}`, envelope.commandId),
    type,
    version: EVENT_VERSIONS[type],
    data: data as unknown as JsonObject,
    metadata: {
      commandId: envelope.commandId,
      correlationId: envelope.correlationId ?? envelope.commandId,
      causationId: envelope.causationId ?? null,
      actor: envelope.actor,
    },
  }));

/** SHA-256 of what was asked; the same command id must always ask the same. */
export const fingerprintOf = (asked: unknown): string => hash('sha256', JSON.stringify(asked));
