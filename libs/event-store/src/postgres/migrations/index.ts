import { CreateEventStore1700000000000 } from './1700000000000-create-event-store';
import { DateEventsUnderTheLock1700000000200 } from './1700000000200-date-events-under-the-lock';

/** The steps that make and change the event store's tables, oldest first. Each is applied once, in its own transaction. */
export const eventStoreMigrations = [CreateEventStore1700000000000, DateEventsUnderTheLock1700000000200];
