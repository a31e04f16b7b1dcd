import { createTestDatabase } from '.';
import { column } from './temporary-home';

describe('createTestDatabase', () => {
  it('gives each caller an empty database of the same server', async () => {
    const databases = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
    const urls = databases.map(({ url }) => new URL(url));
    expect(new Set(urls.map(({ port }) => port)).size).toBe(1);
    expect(new Set(urls.map(({ pathname }) => pathname)).size).toBe(3);
    for (const { url } of databases) {
      expect(await column(url, `select count(*)::int from pg_tables where schemaname = 'public'`)).toEqual([0]);
    }
    await Promise.all(databases.map((database) => database.drop()));
  });

  it('drops it even while a connection is open', async () => {
    const [kept, dropped] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const sleeping = expect(column(dropped.url, 'select pg_sleep(60)')).rejects.toThrow();
    await dropped.drop();
    await sleeping;
    const name = new URL(dropped.url).pathname.slice(1);
    expect(await column(kept.url, `select datname from pg_database where datname = '${name}'`)).toEqual([]);
    await kept.drop();
  });
});
