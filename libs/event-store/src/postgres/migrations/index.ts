import { CreateEventStore1700000000000 } from './1700000000000-create-event-store';
import { BringTheFirstTablesUp1700000000100 } from './1700000000100-bring-the-first-tables-up';
import { DateEventsUnderTheLock1700000000200 } from './1700000000200-date-events-under-the-lock';
import { KeepEventsInSegments1700000000300 } from './1700000000300-keep-events-in-segments';
import { KeepSnapshotsUncompressed1700000000400 } from './1700000000400-keep-snapshots-uncompressed';

/**
 * The steps that make and change the event store's tables, oldest first. Each is applied once, and
 * never edited: databases out there have run it (`frozen-migrations.spec.ts`).
 */
export const eventStoreMigrations = [
  CreateEventStore1700000000000,
  BringTheFirstTablesUp1700000000100,
  DateEventsUnderTheLock1700000000200,
  KeepEventsInSegments1700000000300,
  KeepSnapshotsUncompressed1700000000400,
];
