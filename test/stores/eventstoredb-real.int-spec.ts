import { eventStoreContract } from '@yujue/event-store/testing';
import { EventStoreDbFixture } from './eventstoredb-fixture';

/** A server of one's own, on which each test has its own namespace. Its data is not removed: use one for tests alone. */
const url = process.env['ESDB_TEST_URL'];

if (url) eventStoreContract('EventStoreDB (ESDB_TEST_URL)', async () => new EventStoreDbFixture(url));
else it.skip('the event store contract: EventStoreDB: set ESDB_TEST_URL to a server for tests, esdb://…', () => {});
