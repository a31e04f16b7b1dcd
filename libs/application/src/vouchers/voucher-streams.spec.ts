import { randomUUID } from 'node:crypto';
import { type EventStore, InMemoryEventStore, InMemorySnapshotStore } from '@yujue/event-store';
import { type VoucherStep } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { Catalogues } from '../configuration/catalogues';
import { UnitYears } from '../recording/unit-year/unit-years';
import { UnitVouchers } from './unit-vouchers';
import { VoucherStreams } from './voucher-streams';

const target = { unit: '310002', fiscalYear: 2020 };
const draft = (documentId: string): VoucherStep => ({
  type: 'draft',
  documentId,
  commands: [ledger.pay(ledger.services, `Z-${documentId}`, '1.00')],
});

/** Vouchers of a unit on a store, and how many events were read from it. */
function office(store: EventStore = new InMemoryEventStore()) {
  const counts = { read: 0 };
  const counting = new Proxy(store, {
    get: (inner, key: keyof EventStore) =>
      key !== 'readStream'
        ? typeof inner[key] === 'function'
          ? (inner[key] as () => unknown).bind(inner)
          : inner[key]
        : async function* (...asked: Parameters<EventStore['readStream']>) {
            for await (const page of inner.readStream(...asked)) {
              counts.read += page.length;
              yield page;
            }
          },
  });
  const streams = new VoucherStreams(counting);
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), Catalogues.of([ledger.RULES.catalogue]));
  const vouchers = new UnitVouchers(counting, unitYears, streams);
  const take = (step: VoucherStep, commandId: string = randomUUID()) =>
    vouchers.take(target, step, { commandId, actor: step.type === 'return' ? '王五' : '张三' });
  return { counts, streams, take };
}

describe('读单据', () => {
  it('读过的不再读：一年有几百张单据时，一步只读最后两个事件', async () => {
    const { counts, take } = office();
    for (let no = 0; no < 300; no++) await take(draft(`D${no}`));
    counts.read = 0;
    await take({ type: 'submit', documentId: 'D7' });
    // The last event that was known, to see that it is still there, and the one that the last step stored.
    expect(counts.read).toBe(2);
  });

  it('别的进程办理的，下一次就读到', async () => {
    const store = new InMemoryEventStore();
    const [one, other] = [office(store), office(store)];
    await one.take(draft('D1'));
    await other.take({ type: 'submit', documentId: 'D1' });
    await one.take({ type: 'return', documentId: 'D1', reason: '缺附件' });
    const { book } = await other.streams.read(target);
    expect(book.vouchers.get('D1')).toMatchObject({ state: '被退回', returnedFor: '缺附件' });
    expect(await other.streams.read(target)).toEqual(await new VoucherStreams(store).read(target));
  });

  it('日志由备份恢复以后，从头重读', async () => {
    const first = office();
    for (const no of [1, 2, 3]) await first.take(draft(`D${no}`));
    const restored = new InMemoryEventStore();
    const others = office(restored);
    await others.take(draft('E1'));
    // The same object reads another log from now on.
    Object.assign(first.streams, { store: restored });
    expect([...(await first.streams.read(target)).book.vouchers.keys()]).toEqual(['E1']);
    await others.take(draft('E2'));
    await others.take(draft('E3'));
    await others.take(draft('E4'));
    expect([...(await first.streams.read(target)).book.vouchers.keys()]).toEqual(['E1', 'E2', 'E3', 'E4']);
  });

  it('重复的一步得到第一次的答复，即使其后又办理了许多', async () => {
    const { take } = office();
    const commandId = randomUUID();
    const first = await take(draft('D1'), commandId);
    await take({ type: 'submit', documentId: 'D1' });
    for (let no = 2; no < 20; no++) await take(draft(`D${no}`));
    expect(await take(draft('D1'), commandId)).toEqual(first);
    await expect(take(draft('D9'), commandId)).rejects.toMatchObject({ code: 'COMMAND_REUSED' });
  });
});
