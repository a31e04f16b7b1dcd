import { newEvent, type ProposedEvent } from './recorded-event';

type Append = readonly [stream: string, events: readonly ProposedEvent[]];

/** The statistics that a server writes about itself every 30 seconds, among the events of its users. */
export const systemEvent = (): Append => [
  '$stats-127.0.0.1:2113',
  [newEvent('$statsCollected', Buffer.from('{"proc-cpu":12.5}'))],
];

/** What another application on the same server writes: its own types, and data that is not always JSON. */
export const anotherApplicationsEvent = (): Append => [
  'orders-17',
  [newEvent('OrderPlaced', Buffer.from('{"total":12.5}')), newEvent('OrderScanned', Buffer.from([0, 255, 1]), false)],
];
