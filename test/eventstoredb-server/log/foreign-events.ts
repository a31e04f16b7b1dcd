import { newEvent, type ProposedEvent } from './recorded-event';

/** What another application on the same server writes: its own types, and data that is not always JSON. */
export const anotherApplicationsEvent = (): readonly [stream: string, events: readonly ProposedEvent[]] => [
  'orders-17',
  [newEvent('OrderPlaced', Buffer.from('{"total":12.5}')), newEvent('OrderScanned', Buffer.from([0, 255, 1]), false)],
];
