import { createTestDatabase } from '@yujue/database/testing';
import { InMemoryEventStore, PostgresEventStore, migrateEventStore } from '@yujue/event-store';
import { PeopleBook } from './people-book';
import { adds } from './testing/access-desk';
import { FIRST, type PeopleLog, as, asSystem, peopleBookContract } from './testing/people-book.contract';

async function inMemory(): Promise<PeopleLog> {
  const store = new InMemoryEventStore();
  return { open: () => store, drop: () => Promise.resolve() };
}

async function inPostgres(): Promise<PeopleLog> {
  const database = await createTestDatabase();
  await migrateEventStore(database.url);
  const stores: PostgresEventStore[] = [];
  const open = () => {
    stores.push(PostgresEventStore.open({ url: database.url }));
    return stores.at(-1)!;
  };
  const drop = async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  };
  return { open, drop };
}

peopleBookContract('内存', inMemory);
peopleBookContract('PostgreSQL', inPostgres);

it('读过的不再读；日志由备份恢复以后，从头重读', async () => {
  const store = new InMemoryEventStore();
  const book = new PeopleBook(store);
  await book.change(FIRST, asSystem());
  for (let no = 0; no < 200; no++) await book.change([adds(`p${no}`)], as('admin'));
  const read = jest.spyOn(store, 'readStream');
  await book.read();
  expect(read.mock.calls).toEqual([['people', { from: 200 }]]);
  // The same object reads another log from now on.
  const restored = new InMemoryEventStore();
  await new PeopleBook(restored).change([adds('other')], asSystem());
  Object.assign(book, { store: restored });
  expect([...(await book.read()).people.persons.keys()]).toEqual(['other']);
});
