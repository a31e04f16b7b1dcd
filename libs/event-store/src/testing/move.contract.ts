import { Readable } from 'node:stream';
import { type Append, type EventStore } from '../port';
import { sealLog } from '../seals';
import { importLog } from '../transfer/import-log';
import { verifyLog } from '../verify';
import { exportedLog } from './exported-log';
import { type ContractContext, type StoreFixture } from './store-fixture';
import { collect, fillStream, sampleAppend } from './sample-appends';

/** Export and import. */
export function moveContract(context: ContractContext): void {
  let other: StoreFixture;
  let target: EventStore;
  let last: Append;
  beforeEach(async () => {
    other = await context.start();
    target = other.open();
    last = await fillStream(context.store, 'a', 20);
    await context.store.append(sampleAppend('b', 'no-stream', { events: 5 }));
    await sealLog(context.store, { everyEvents: 10 });
    last = sampleAppend('a', last, { events: 3 });
    await context.store.append(last);
  });
  afterEach(() => other.drop());

  it('export, import, export: the files are identical, and verify agrees', async () => {
    const file = await exportText(context.store);
    expect(await importText(target, file)).toEqual({ present: 0, imported: 30 });
    expect(await exportText(target)).toBe(file);
    // All but the position, which belongs to one store.
    const { position: _, ...verified } = await verifyLog(context.store);
    expect(await verifyLog(target)).toMatchObject(verified);
  });

  it('keeps knowing the commands, and goes on', async () => {
    const append = sampleAppend('a', last);
    const first = await context.store.append(append);
    await importText(target, await exportText(context.store));
    const { firstRevision, lastRevision } = first;
    expect(await target.append(append)).toMatchObject({ firstRevision, lastRevision, repeated: true });
    await target.append(sampleAppend('a', append));
    expect((await verifyLog(target)).fault).toBeNull();
  });

  it('importing again changes nothing', async () => {
    const file = await exportText(context.store);
    await importText(target, file);
    expect(await importText(target, file)).toEqual({ present: 30, imported: 0 });
    expect(await collect(target.readAll())).toHaveLength(30);
  });

  it('a file that was cut off says so, and the whole one completes it', async () => {
    const file = await exportText(context.store);
    const lines = file.split('\n');
    const cutInLine = file.slice(0, Math.floor(file.length / 2));
    await expect(importText(target, cutInLine)).rejects.toThrow(/第 \d+ 行不完整：文件可能在此处被截断/);
    const cutInLastCommand = lines.slice(0, -3).join('\n');
    await expect(importText(target, cutInLastCommand)).rejects.toThrow(/被截断，没有结束标记/);
    expect(await collect(target.readAll())).toHaveLength(27);
    expect(await importText(target, file)).toEqual({ present: 27, imported: 3 });
    expect(await exportText(target)).toBe(file);
  });

  it('refuses a changed line before it is written', async () => {
    const file = await exportText(context.store);
    const lines = file.split('\n');
    lines[4] = lines[4]?.replace('1000.00', '1000.01') ?? '';
    await expect(importText(target, lines.join('\n'))).rejects.toThrow(/第 5 行：事件流 a 第 3 号事件与校验链不符/);
    expect((await collect(target.readAll())).length).toBeLessThanOrEqual(3);
  });

  it('refuses a log other than the one that is there', async () => {
    await target.append(sampleAppend('a', 'no-stream'));
    const refused = importText(target, await exportText(context.store));
    await expect(refused).rejects.toMatchObject({
      code: 'IMPORT_REFUSED',
      message: expect.stringContaining('与库中已有的事件不同'),
    });
    expect(await collect(target.readAll())).toHaveLength(1);
  });

  it('refuses a file of another kind', async () => {
    await expect(importText(target, '单位,金额\n局本级,1.00\n')).rejects.toMatchObject({ code: 'IMPORT_REFUSED' });
    await expect(importText(target, '')).rejects.toMatchObject({ code: 'IMPORT_REFUSED' });
  });
}

const exportText = async (store: EventStore): Promise<string> => (await exportedLog(store)).toString('utf8');

const importText = (store: EventStore, text: string) =>
  importLog(store, Readable.from([Buffer.from(text)], { objectMode: false }));
