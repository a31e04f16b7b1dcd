import { type EventStore } from '@yujue/event-store';

/** What a projection needs of the store. */
export type EventSource = Pick<EventStore, 'readAll' | 'readStream' | 'subscribeAll' | 'head'>;
