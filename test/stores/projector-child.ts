import { EventStoreDbEventStore } from '@yujue/event-store/eventstoredb';
import { Projector } from '@yujue/read-model';

/** A projector that follows an EventStoreDB in a separate process, to be cut off and killed. Says when it begins. */
const [url = '', eventStoreUrl = '', pageSizeEvents = '1'] = process.argv.slice(2);
const store = EventStoreDbEventStore.open({ url: eventStoreUrl });
new Projector({ store, url, pageSizeEvents: Number(pageSizeEvents) }).start();
process.stdout.write('begins\n');
