import { EventStoreError, InMemoryEventStore } from '@yujue/event-store';
import { type RegisterEntryRecorded, registersStream } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { Catalogues } from '../configuration/catalogues';
import { OfficeCatalogues } from './office-catalogues';
import { RegisterBook } from './register-book';
import { appendsOf } from '../appending/appends-of';

const YEAR = ledger.RULES.catalogue.year;
const STREAM = registersStream('d', YEAR);

const codeOf = (code: string, name: string): RegisterEntryRecorded => {
  const content = { classification: '支出功能分类' as const, code, name, source: '示财3号' };
  return { type: 'RegisterEntryRecorded', data: { register: 'codes', entryNo: `支出功能分类-${code}`, content } };
};

async function register(store: InMemoryEventStore, ...events: RegisterEntryRecorded[]): Promise<void> {
  const { state } = await RegisterBook.read(store, 'd', YEAR);
  for (const append of appendsOf(STREAM, state, events, { actor: '测试' })) await store.append(append);
}

describe('部门登记的科目', () => {
  it('每次都与日志一样新，无论谁登记；名称以新的为准', async () => {
    const store = new InMemoryEventStore();
    const office = new OfficeCatalogues(store, Catalogues.of([ledger.RULES.catalogue]));
    const nameNow = async () => (await office.of('d', YEAR)).functions.nameOf('2101598');
    expect(await office.of('d', YEAR)).toBe(ledger.RULES.catalogue);
    await register(store, codeOf('2101598', '甲'));
    expect(await nameNow()).toBe('甲');
    await register(store, codeOf('2101598', '乙'), codeOf('2101597', '丙'));
    expect(await Promise.all([nameNow(), nameNow()])).toEqual(['乙', '乙']);
    expect(await office.of('d', YEAR)).toBe(await office.of('d', YEAR));
    expect((await office.of('e', YEAR)).functions.find('2101598')).toBeUndefined();
  });

  it('事件库不应答时，同时来问的一起等，谁也不等过两次；恢复后照常', async () => {
    const store = new InMemoryEventStore();
    const office = new OfficeCatalogues(store, Catalogues.of([ledger.RULES.catalogue]));
    const unreachable = new EventStoreError('STORE_UNREACHABLE', '事件库暂时无法访问。');
    const reads = jest.spyOn(store, 'readStream').mockImplementation(async function* () {
      await new Promise(setImmediate);
      yield [];
      throw unreachable;
    });
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => office.of('d', YEAR)));
    expect(asked).toEqual(Array(20).fill({ status: 'rejected', reason: unreachable }));
    expect(reads).toHaveBeenCalledTimes(2);
    reads.mockRestore();
    await register(store, codeOf('2101598', '甲'));
    const names = Array.from({ length: 20 }, async () => (await office.of('d', YEAR)).functions.nameOf('2101598'));
    expect(await Promise.all(names)).toEqual(Array(20).fill('甲'));
  });

  it('日志换成较早的备份，又长到同样长，也读得出来', async () => {
    const before = new InMemoryEventStore();
    await register(before, codeOf('2101598', '甲'));
    const book = await RegisterBook.read(before, 'd', YEAR);
    const restored = new InMemoryEventStore();
    expect(await book.catchUp(restored)).toBe(true);
    expect(book.all('codes').size).toBe(0);
    await register(restored, codeOf('2101597', '丙'));
    const other = await RegisterBook.read(before, 'd', YEAR);
    expect(await other.catchUp(restored)).toBe(true);
    expect([...other.all('codes').values()].map(({ name }) => name)).toEqual(['丙']);
    expect(await other.catchUp(restored)).toBe(false);
  });
});
