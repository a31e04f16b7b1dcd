import { newEvent, type ProposedEvent } from './recorded-event';
import { metastreamOf } from './stream-metadata';

type Append = readonly [stream: string, events: readonly ProposedEvent[]];

const jsonOf = (content: unknown): Uint8Array => Buffer.from(JSON.stringify(content));
const STATISTICS = '$stats-127.0.0.1:2113';
const ADMINISTRATORS_ONLY = { $acl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' } };

/**
 * The events that a server writes into a new log before any client does; with users, also those of its default accounts.
 * Observed on 23.10.8: `$metadata` of a system stream first in `$all`; with users several `$metadata`, `$UserCreated` and `$User`.
 */
export function firstEvents(hasUsers: boolean): readonly Append[] {
  const accounts = hasUsers ? ['admin', 'ops'] : [];
  return [
    [metastreamOf(STATISTICS), [newEvent('$metadata', jsonOf({ $maxAge: 86_400 }))]],
    ...accounts.flatMap((name): Append[] => [
      [metastreamOf(`$user-${name}`), [newEvent('$metadata', jsonOf(ADMINISTRATORS_ONLY))]],
      [`$user-${name}`, [newEvent('$UserCreated', jsonOf({ loginName: name }))]],
      ['$users', [newEvent('$User', Buffer.from(name), false)]],
    ]),
  ];
}

/** The statistics that a server writes about itself every 30 seconds, among the events of its users. */
export const statistics = (): Append => [STATISTICS, [newEvent('$statsCollected', jsonOf({ 'proc-cpu': 12.5 }))]];
