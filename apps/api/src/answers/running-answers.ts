import { z } from 'zod';
import { named } from '../contract/components';
import { count, instant, position, whole } from './values';

/** The process runs. */
export const alive = named('Alive', z.strictObject({ status: z.literal('up') }));

const stoppedStream = named(
  'StoppedStream',
  z.strictObject({
    stream: z.string(),
    position: z.string(),
    revision: whole,
    eventType: z.string(),
    reason: z.string(),
    cause: z.string(),
    eventsHeld: count,
    since: instant,
  }),
);

/** The server can answer. */
export const readiness = named(
  'Readiness',
  z.strictObject({
    status: z.enum(['up', 'degraded']),
    projection: z.strictObject({
      position: position.nullable(),
      head: position.nullable(),
      behind: z.boolean(),
      events: count,
      error: z.string().nullable(),
      stopped: z.array(stoppedStream),
      reopened: count,
      updatedAt: instant,
      logBreak: z.string().nullable(),
    }),
  }),
);

/** The data of each `changed` event. */
export const liveUpdate = named(
  'LiveUpdate',
  z.strictObject({
    position,
    kind: z.enum(['budget', 'registers', 'department']),
    owner: z.string().describe('单位或部门编码'),
    fiscalYear: whole,
    events: z.array(z.string()),
  }),
);
