import { randomUUID } from 'node:crypto';
import { parseYuan } from '@yujue/money';
import {
  CommandReusedError,
  ConcurrencyError,
  InMemoryEventStore,
  InMemorySnapshotStore,
  verifyLog,
} from '@yujue/event-store';
import { printedSeed, seededRandom } from '@yujue/event-store/testing';
import { type LedgerCommand, Refusal, available } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { Catalogues } from '../../configuration/catalogues';
import { type Recorded } from '../../appending/envelope';
import { UnitYears } from './unit-years';

const target = { unit: '310002', fiscalYear: 2020 };
const catalogues = Catalogues.of([ledger.RULES.catalogue]);

function office(store = new InMemoryEventStore(), snapshots = new InMemorySnapshotStore()) {
  const unitYears = new UnitYears(store, snapshots, catalogues);
  const record = (command: LedgerCommand, commandId: string = randomUUID(), expectedRevision?: number) =>
    unitYears.record(target, command, {
      commandId,
      actor: '张三',
      ...(expectedRevision !== undefined && { expectedRevision }),
    });
  return { store, snapshots, unitYears, record };
}

const budget = async (record: ReturnType<typeof office>['record'], amount: string) => {
  await record(ledger.opened);
  await record(ledger.appropriate(ledger.services, amount));
};

/** Resolves after so many turns of the event loop. */
async function pause(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
}

/** Two processes on one log, to which each append takes a random time; appends of one process keep their order. */
function delayedOffices(random: () => number) {
  const log = new InMemoryEventStore();
  const snapshots = new InMemorySnapshotStore();
  return [0, 1].map(() => {
    const store = Object.create(log) as InMemoryEventStore;
    let before: Promise<unknown> = Promise.resolve();
    store.append = (append) => {
      const appended = before.then(() => pause(random() * 10)).then(() => log.append(append));
      before = appended.catch(() => undefined);
      return appended;
    };
    return office(store, snapshots);
  });
}

describe('登记一笔业务', () => {
  afterEach(() => jest.restoreAllMocks());

  it('同一命令编号提交两次，只生效一次，答复相同', async () => {
    const { record, unitYears } = office();
    await budget(record, '100.00');
    const commandId = randomUUID();
    const first = (await record(ledger.pay(ledger.services, 'Z1', '100.00'), commandId)) as Recorded;
    const again = (await record(ledger.pay(ledger.services, 'Z1', '100.00'), commandId)) as Recorded;
    expect(first.repeated).toBe(false);
    expect(again).toEqual({ ...first, repeated: true });
    expect((await unitYears.read(target)).revision).toBe(first.revision);
  });

  it('被别的进程抢先以后，只读新增的部分，不重读全年', async () => {
    const store = new InMemoryEventStore();
    const [ours, others] = [office(store), office(store)];
    await budget(ours.record, '1000.00');
    for (let count = 0; count < 50; count++) await ours.record(ledger.pay(ledger.services, `A${count}`, '1.00'));
    let read = 0;
    const readStream = store.readStream.bind(store);
    jest.spyOn(store, 'readStream').mockImplementation(async function* (...asked) {
      for await (const page of readStream(...asked)) {
        read += page.length;
        yield page;
      }
    });
    for (let count = 0; count < 10; count++) {
      await others.record(ledger.pay(ledger.services, `B${count}`, '1.00'));
      await ours.record(ledger.pay(ledger.services, `C${count}`, '1.00'));
    }
    expect((await ours.unitYears.read(target)).revision).toBe(71);
    expect(read).toBeLessThan(200);
  });

  it('同一命令编号换了内容即拒绝，额度够不够都一样', async () => {
    const { record } = office();
    await budget(record, '100.00');
    const commandId = randomUUID();
    await record(ledger.pay(ledger.services, 'Z1', '60.00'), commandId);
    await expect(record(ledger.pay(ledger.services, 'Z2', '1.00'), commandId)).rejects.toBeInstanceOf(
      CommandReusedError,
    );
    await expect(record(ledger.pay(ledger.services, 'Z3', '99.00'), commandId)).rejects.toBeInstanceOf(
      CommandReusedError,
    );
  });

  it('事件库回到了较早的时刻：丢失的业务重新提交，按现有的账登记，不因记得它而拒绝', async () => {
    const restored = new InMemoryEventStore();
    await budget(office(restored).record, '100.00');
    let log = new InMemoryEventStore();
    const store = new Proxy(log, { get: (_, name) => Reflect.get(log, name).bind?.(log) ?? Reflect.get(log, name) });
    const { record } = office(store);
    await budget(record, '100.00');
    const commandId = randomUUID();
    await record(ledger.pay(ledger.services, 'Z1', '60.00'), commandId);
    log = restored;
    expect(await record(ledger.pay(ledger.services, 'Z1', '60.00'), commandId)).toMatchObject({ repeated: false });
  });

  it('拒绝时什么都不写', async () => {
    const { record, unitYears } = office();
    await budget(record, '100.00');
    const before = (await unitYears.read(target)).revision;
    expect(await record(ledger.pay(ledger.services, 'Z1', '100.01'))).toBeInstanceOf(Refusal);
    expect((await unitYears.read(target)).revision).toBe(before);
  });

  it('两人同改：后到的须先刷新', async () => {
    const { record } = office();
    await budget(record, '100.00');
    await record(ledger.pay(ledger.services, 'Z1', '1.00'), randomUUID(), 1);
    await expect(record(ledger.pay(ledger.services, 'Z2', '1.00'), randomUUID(), 1)).rejects.toBeInstanceOf(
      ConcurrencyError,
    );
  });

  it('另一进程追加的额度，本进程随即可用', async () => {
    const here = office();
    const there = office(here.store, here.snapshots);
    await budget(here.record, '1.00');
    await there.record(ledger.supplement(ledger.services, '9.00'));
    expect(await here.record(ledger.pay(ledger.services, 'Z1', '10.00'))).not.toBeInstanceOf(Refusal);
  });

  it('同一进程里并发的命令首尾相接，一分也不会超支', async () => {
    const { record, unitYears, store } = office();
    await budget(record, '50.00');
    const outcomes = await Promise.all(
      Array.from({ length: 80 }, (_, index) => record(ledger.pay(ledger.services, `Z${index}`, '1.00'))),
    );
    expect(outcomes.filter((outcome) => !(outcome instanceof Refusal))).toHaveLength(50);
    expect(available((await unitYears.read(target)).year.lines.get(ledger.services.id)!.balance)).toBe(0);
    expect((await verifyLog(store)).fault).toBeNull();
  });

  it('两个进程争同一条指标，二百轮从不超支', async () => {
    const store = new InMemoryEventStore();
    const offices = [office(store), office(store)];
    await budget(offices[0]!.record, '200.00');
    const rounds = Array.from({ length: 200 }, (_, round) =>
      Promise.all(
        offices.map(({ record }, racer) => record(ledger.pay(ledger.services, `Z${round}-${racer}`, '1.00'))),
      ),
    );
    const outcomes = (await Promise.all(rounds)).flat();
    expect(outcomes.filter((outcome) => !(outcome instanceof Refusal))).toHaveLength(200);
    const { year } = await offices[0]!.unitYears.read(target);
    expect(year.lines.get(ledger.services.id)!.balance.disbursed).toBe(parseYuan('200.00'));
  });

  it('读到的只是已入账的，不含还在途中的', async () => {
    const { record, unitYears, store } = office();
    await budget(record, '100.00');
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const append = store.append.bind(store);
    jest.spyOn(store, 'append').mockImplementation(async (asked) => {
      await arrived;
      return append(asked);
    });
    const paying = record(ledger.pay(ledger.services, 'Z1', '60.00'));
    await new Promise(setImmediate);
    const before = await unitYears.read(target);
    expect(available(before.year.lines.get(ledger.services.id)!.balance)).toBe(parseYuan('100.00'));
    expect(before.revision).toBe(1);
    arrive();
    await paying;
    expect((await unitYears.read(target)).revision).toBe(2);
  });

  it('途中的一笔失败、别的进程占了它的位置：在它之上决定的一律不入账', async () => {
    const here = office();
    const there = office(here.store, here.snapshots);
    await budget(here.record, '100.00');
    const append = here.store.append.bind(here.store);
    // The first payment from here is lost on its way, and another process pays in its place before the second one arrives.
    jest.spyOn(here.store, 'append').mockImplementation(async (asked) => {
      const isOf = (paymentId: string) => asked.events.some(({ data }) => data.paymentId === paymentId);
      if (isOf('Z1')) throw new Error('statement timeout');
      if (isOf('Z2')) await there.record(ledger.pay(ledger.services, 'Z9', '90.00'));
      return append(asked);
    });
    const outcomes = await Promise.allSettled([
      here.record(ledger.pay(ledger.services, 'Z1', '10.00')),
      here.record(ledger.pay(ledger.services, 'Z2', '90.00')),
    ]);
    expect(outcomes[0]).toMatchObject({ status: 'rejected' });
    expect(outcomes[1]).toMatchObject({ status: 'fulfilled', value: { code: 'AVAILABLE_EXCEEDED' } });
    expect(available((await there.unitYears.read(target)).year.lines.get(ledger.services.id)!.balance)).toBe(1_000);
  });

  it('同一命令两个进程都收到，各自在不同的账上决定：只有真正入账的账才算数', async () => {
    const there = office();
    await budget(there.record, '100.00');
    const slow = Object.create(there.store) as InMemoryEventStore;
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    slow.append = (append) => arrived.then(() => there.store.append(append));
    const here = office(slow, there.snapshots);
    const twice = randomUUID();
    // Both are under way from here when the other process pays in place of the first, and then records the second.
    const lost = here.record(ledger.pay(ledger.services, 'Z1', '90.00'));
    const both = here.record(ledger.pay(ledger.services, 'Z2', '5.00'), twice);
    await pause(20);
    await there.record(ledger.pay(ledger.services, 'Z9', '50.00'));
    await there.record(ledger.pay(ledger.services, 'Z2', '5.00'), twice);
    await here.unitYears.read(target);
    arrive();
    expect(await both).toMatchObject({ repeated: true });
    expect(await lost).toMatchObject({ code: 'AVAILABLE_EXCEEDED' });
    const { year } = await here.unitYears.read(target);
    expect([...year.payments.keys()]).toEqual(['Z9', 'Z2']);
  });

  it('在途的前一笔落空、后一笔由别的进程登记了：在它之上决定的第三笔不入账', async () => {
    const there = office();
    await budget(there.record, '100.00');
    const slow = Object.create(there.store) as InMemoryEventStore;
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    slow.append = (append) => arrived.then(() => there.store.append(append));
    const here = office(slow, there.snapshots);
    const twice = randomUUID();
    const supplemented = here.record(
      ledger.supplement(ledger.services, '50.00'),
      'aaaaaaaa-0000-4000-8000-000000000001',
    );
    const both = here.record(ledger.pay(ledger.services, 'Z2', '5.00'), twice);
    const onTop = here.record(ledger.pay(ledger.services, 'Z3', '120.00'));
    await pause(20);
    await there.record(ledger.pay(ledger.services, 'Z9', '1.00'));
    await there.record(ledger.pay(ledger.services, 'Z2', '5.00'), twice);
    arrive();
    await Promise.all([supplemented, both, onTop]);
    const { year } = await office(there.store).unitYears.read(target);
    expect(year).toEqual((await here.unitYears.read(target)).year);
    expect(available(year.lines.get(ledger.services.id)!.balance)).toBe(parseYuan('24.00'));
  });

  it('与别的内容一起登记的命令，查过编号之后才由别的进程登记：答复已登记，不是拒绝', async () => {
    const here = office();
    const there = office(here.store, here.snapshots);
    await budget(here.record, '100.00');
    const [command, commandId] = [ledger.pay(ledger.services, 'Z1', '5.00'), randomUUID()];
    const findCommand = here.store.findCommand.bind(here.store);
    jest.spyOn(here.store, 'findCommand').mockImplementationOnce(async (...asked) => {
      const known = await findCommand(...asked);
      await there.record(command, commandId);
      return known;
    });
    const decided = await here.unitYears.decided(target, [command], { commandId, actor: '张三' });
    expect(decided).toMatchObject({ repeated: true });
  });

  it('两个进程、一半命令两边都收到、途中先后不定：内存中的账与重新读出的账一致，从不超支', async () => {
    const seed = printedSeed();
    for (let round = 0; round < 10; round += 1) {
      const random = seededRandom(seed + round);
      const offices = delayedOffices(random);
      await budget(offices[0]!.record, '40.00');
      await Promise.all(
        Array.from({ length: 60 }, async (_, index) => {
          await pause(random() * 40);
          const command = ledger.pay(ledger.services, `Z${index}`, '1.00');
          const commandId = randomUUID();
          const asked = random() < 0.5 ? offices : [offices[index % 2]!];
          await Promise.all(asked.map(({ record }) => record(command, commandId)));
          if (random() < 0.3) await offices[index % 2]!.unitYears.read(target);
        }),
      );
      const fromLog = await office(offices[0]!.store).unitYears.read(target);
      expect(fromLog.year.payments.size).toBe(40);
      for (const { unitYears } of offices)
        expect({ seed, ...(await unitYears.read(target)) }).toEqual({ seed, ...fromLog });
    }
  });

  it('读不到事件库时命令被拒绝，没有无人处理的失败，恢复后照常', async () => {
    const { record, store } = office();
    await budget(record, '100.00');
    const later = office(store);
    jest.spyOn(store, 'readStream').mockImplementation(() => {
      throw new Error('cancelled');
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) => later.record(ledger.pay(ledger.services, `Z${index}`, '1.00'))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    jest.restoreAllMocks();
    expect(await later.record(ledger.pay(ledger.services, 'Z1', '1.00'))).not.toBeInstanceOf(Refusal);
  });

  it('超过一千个事件的年度从快照读起', async () => {
    const first = office();
    await budget(first.record, '5000.00');
    for (let index = 0; index < 1_200; index++) await first.record(ledger.pay(ledger.services, `Z${index}`, '1.00'));
    // The snapshot is written after the command has been answered.
    await new Promise(setImmediate);
    const read = jest.spyOn(first.store, 'readStream');
    const later = office(first.store, first.snapshots);
    expect((await later.unitYears.read(target)).year.payments.size).toBe(1_200);
    expect(read.mock.calls[0]![1]!.from).toBeGreaterThan(900);
  });
});
