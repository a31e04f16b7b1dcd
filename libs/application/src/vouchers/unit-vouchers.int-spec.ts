import { randomUUID } from 'node:crypto';
import {
  type Append,
  CommandReusedError,
  EventStoreError,
  type ExpectedState,
  InMemoryEventStore,
  InMemorySnapshotStore,
  type JsonObject,
  type StoredEvent,
  type TogetherAppends,
} from '@yujue/event-store';
import { type VoucherStep, type Vouchers, Refusal, documentsStream } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { v5 as uuidFrom } from 'uuid';
import { Catalogues } from '../configuration/catalogues';
import { UnitYears } from '../recording/unit-year/unit-years';
import { ListVouchers, ListVouchersHandler } from './vouchers.handlers';
import { UnitVouchers } from './unit-vouchers';

const target = { unit: '310002', fiscalYear: 2020 };
const documentId = 'DJ001';

/** Two appends at once are one too many for it, as for EventStoreDB. */
class WithoutTransactions extends InMemoryEventStore {
  override readonly appendsTogether = false;

  override async appendTogether(list: TogetherAppends) {
    const appends = typeof list === 'function' ? await list() : list;
    if (appends.length > 1) throw new EventStoreError('APPEND_TOO_LARGE', '没有事务。');
    return super.appendTogether(appends);
  }
}

const STORES = [
  ['一个事务', InMemoryEventStore],
  ['逐步登记', WithoutTransactions],
] as const;

/** 双人复核: who drafts does not approve. */
const whoTakes = ({ type }: VoucherStep): string => (type === 'approve' || type === 'return' ? '王五' : '李四');

/** One process on a log. */
function desk(store: InMemoryEventStore) {
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), Catalogues.of([ledger.RULES.catalogue]));
  const unitVouchers = new UnitVouchers(store, unitYears);
  const take = (step: VoucherStep, commandId: string = randomUUID()) =>
    unitVouchers.take(target, step, { commandId, actor: whoTakes(step) });
  const draft = (paymentId: string, amount: string): VoucherStep => ({
    type: 'draft',
    documentId,
    commands: [ledger.pay(ledger.services, paymentId, amount)],
  });
  const submit = async (amount: string, paymentId = 'Z1') => {
    await take(draft(paymentId, amount));
    await take({ type: 'submit', documentId });
  };
  const disbursed = async () => (await unitYears.read(target)).year.lines.get(ledger.services.id)!.balance.disbursed;
  const stateOf = async () => (await unitVouchers.read(target)).vouchers.get(documentId)!.state;
  return { unitYears, unitVouchers, take, submit, disbursed, stateOf };
}

async function office(Store: (typeof STORES)[number][1]) {
  const store = new Store();
  const first = desk(store);
  for (const command of [ledger.opened, ledger.appropriate(ledger.services, '100.00')]) {
    await first.unitYears.record(target, command, { commandId: randomUUID(), actor: '张三' });
  }
  return { store, ...first };
}

/** Ends the process (so to speak) at the append that `isThere` names: before it is stored, or after. */
function killedAt(store: InMemoryEventStore, isThere: (append: Append) => boolean, when: 'before' | 'after') {
  const append = store.append.bind(store);
  jest.spyOn(store, 'append').mockImplementation(async (asked) => {
    if (isThere(asked) && when === 'before') throw new Error('killed');
    const result = await append(asked);
    if (isThere(asked)) throw new Error('killed');
    return result;
  });
}

const approve: VoucherStep = { type: 'approve', documentId };
const sendBack: VoucherStep = { type: 'return', documentId, reason: '缺发票' };
const withdraw: VoucherStep = { type: 'withdraw', documentId };

describe.each(STORES)('单据的审核（%s）', (_how, Store) => {
  afterEach(() => jest.restoreAllMocks());

  it('审核前不动余额，审核后恰好登记一次', async () => {
    const { take, submit, disbursed } = await office(Store);
    await submit('60.00');
    expect(await disbursed()).toBe(0);
    expect(await take(approve)).not.toBeInstanceOf(Refusal);
    expect(await disbursed()).toBe(6_000);
    expect(await take(approve)).toMatchObject({ code: 'VOUCHER_STATE' });
    expect(await disbursed()).toBe(6_000);
  });

  it('两人同时审核，只登记一次', async () => {
    const { store, take, submit, disbursed } = await office(Store);
    await submit('60.00');
    await Promise.all([take(approve), take(approve), desk(store).take(approve)]);
    expect(await disbursed()).toBe(6_000);
  });

  it('审核与退回、撤销同时到达：付了款的必是已审核，退回或撤销的必未付款，一百轮', async () => {
    for (let round = 0; round < 100; round++) {
      const { store, take, submit, disbursed, stateOf } = await office(Store);
      await submit('60.00');
      await Promise.all([take(approve), desk(store).take(round % 2 === 0 ? sendBack : withdraw)]);
      const state = await stateOf();
      expect({ state, disbursed: await disbursed() }).toEqual({ state, disbursed: state === '已审核' ? 6_000 : 0 });
    }
  });

  it('重复提交的一步得到第一次的答复，而不是单据状态不符', async () => {
    const { take, submit } = await office(Store);
    await submit('60.00');
    const commandId = randomUUID();
    const first = (await take(approve, commandId)) as Vouchers;
    const again = (await take(approve, commandId)) as Vouchers;
    expect(again.get(documentId)).toEqual(first.get(documentId));
    await expect(take(sendBack, commandId)).rejects.toBeInstanceOf(CommandReusedError);
  });

  it('退回后改过的单据另行登记，与上一稿无关', async () => {
    const { take, submit, disbursed, stateOf } = await office(Store);
    await submit('100.01');
    expect(await take(approve)).toMatchObject({ code: 'AVAILABLE_EXCEEDED' });
    await take(sendBack);
    await submit('70.00');
    expect(await take(approve)).not.toBeInstanceOf(Refusal);
    expect(await stateOf()).toBe('已审核');
    expect(await disbursed()).toBe(7_000);
  });

  it('以前的程序先付了第一稿、单据却被退回的：改过的一稿仍能审核，另行支付', async () => {
    const { take, submit, unitYears, disbursed } = await office(Store);
    await submit('60.00');
    // Programs that paid first and marked afterwards recorded the first version under this id.
    const commandId = uuidFrom('310002/2020/DJ001', 'b7f0b9f0-0c0e-5c3f-9a55-0b6f7a4d1c02');
    await unitYears.record(target, ledger.pay(ledger.services, 'Z1', '60.00'), { commandId, actor: '李四' });
    await take(sendBack);
    await submit('30.00', 'Z2');
    expect(await take(approve)).not.toBeInstanceOf(Refusal);
    expect(await disbursed()).toBe(9_000);
  });

  it('额度不足时审核被拒绝，单据仍为已送审，可以退回修改，也可在追加后再审核', async () => {
    const { take, submit, unitYears, stateOf, disbursed } = await office(Store);
    await submit('100.01');
    expect(await take(approve)).toMatchObject({ code: 'AVAILABLE_EXCEEDED' });
    expect(await stateOf()).toBe('已送审');
    expect(await disbursed()).toBe(0);
    const more = { commandId: randomUUID(), actor: '张三' };
    await unitYears.record(target, ledger.supplement(ledger.services, '1.00'), more);
    expect(await take(approve)).not.toBeInstanceOf(Refusal);
    expect(await disbursed()).toBe(10_001);
  });
});

describe('逐步登记的审核，中途被杀死', () => {
  afterEach(() => jest.restoreAllMocks());

  const isOf = (stream: string) => (append: Append) => append.stream.startsWith(stream);
  const isEvent = (type: string) => (append: Append) => append.events[0]!.type === type;
  const places: [string, (append: Append) => boolean, 'before' | 'after'][] = [
    ['开始审核后', isEvent('DocumentApprovalBegun'), 'after'],
    ['登记前', isOf('budget-'), 'before'],
    ['登记后', isOf('budget-'), 'after'],
    ['记下审核前', isEvent('DocumentApproved'), 'before'],
    ['记下审核后', isEvent('DocumentApproved'), 'after'],
  ];

  it.each(places)('%s：由另一进程补完，付一次；退回已不可能', async (_where, isThere, when) => {
    const { store, take, submit } = await office(WithoutTransactions);
    await submit('60.00');
    killedAt(store, isThere, when);
    const commandId = randomUUID();
    await expect(take(approve, commandId)).rejects.toThrow('killed');
    jest.restoreAllMocks();
    const next = desk(store);
    expect(await next.take(sendBack)).toMatchObject({ code: 'VOUCHER_STATE' });
    expect(await next.stateOf()).toBe('已审核');
    expect(await next.disbursed()).toBe(6_000);
    expect(((await next.take(approve, commandId)) as Vouchers).get(documentId)!.state).toBe('已审核');
    expect(await next.disbursed()).toBe(6_000);
  });

  it.each<[string, (append: Append) => boolean, 'before' | 'after']>([
    ['拒绝之前', isOf('budget-'), 'before'],
    ['拒绝之后', isOf('budget-'), 'after'],
    ['记下拒绝之前', isEvent('DocumentApprovalRefused'), 'before'],
  ])('额度不足，%s：补完后仍是拒绝，答复相同', async (_where, isThere, when) => {
    const { store, take, submit } = await office(WithoutTransactions);
    await submit('100.01');
    killedAt(store, isThere, when);
    const commandId = randomUUID();
    await expect(take(approve, commandId)).rejects.toThrow('killed');
    jest.restoreAllMocks();
    const next = desk(store);
    expect(await next.take(approve, commandId)).toMatchObject({ code: 'AVAILABLE_EXCEEDED' });
    expect(await next.stateOf()).toBe('已送审');
    expect(await next.disbursed()).toBe(0);
  });

  it('读单据即补完，多个进程同时补完也只付一次', async () => {
    const { store, take, submit } = await office(WithoutTransactions);
    await submit('60.00');
    killedAt(store, isOf('budget-'), 'before');
    await expect(take(approve)).rejects.toThrow('killed');
    jest.restoreAllMocks();
    const desks = [desk(store), desk(store), desk(store)];
    expect(await Promise.all(desks.map(({ stateOf }) => stateOf()))).toEqual(['已审核', '已审核', '已审核']);
    expect(await desks[0]!.disbursed()).toBe(6_000);
  });
});

describe.each(STORES)('读不懂的单据事件（%s）', (_how, Store) => {
  const other = 'DJ002';
  const stream = documentsStream(target.unit, target.fiscalYear);

  /** Appends an event that a newer version of the program might have written, or that no version writes. */
  async function append(store: InMemoryEventStore, type: string, version: number, data: JsonObject) {
    const commandId = randomUUID();
    const metadata = { commandId, correlationId: commandId, causationId: null, actor: '测试' };
    const event = { id: randomUUID(), type, version, data, metadata };
    await store.append({
      stream,
      expected: await stateOfStream(store),
      commandId,
      fingerprint: '0'.repeat(64),
      events: [event],
    });
  }

  async function stateOfStream(store: InMemoryEventStore): Promise<ExpectedState> {
    let state: ExpectedState = 'no-stream';
    for await (const page of store.readStream(stream))
      for (const { revision, id: eventId } of page) state = { revision, eventId };
    return state;
  }

  async function officeWithTwo() {
    const there = await office(Store);
    await there.submit('60.00');
    await there.take({ type: 'draft', documentId: other, commands: [ledger.pay(ledger.services, 'Z2', '30.00')] });
    await there.take({ type: 'submit', documentId: other });
    const list = new ListVouchersHandler(there.unitVouchers);
    return { ...there, list: () => list.execute(new ListVouchers(target)) };
  }

  it.each<[string, string, number, JsonObject]>([
    ['不认识的类型', 'DocumentTeleported', 1, { documentId }],
    ['更新的版本', 'DocumentReturned', 9, { documentId, reason: '缺发票' }],
    ['没有原因的退回', 'DocumentReturned', 1, { documentId }],
    ['不认识的业务', 'DocumentDrafted', 1, { documentId, command: { type: 'teleport', data: {} } }],
    ['别处的事件', 'MonthClosed', 1, { documentId, month: 1, occurredOn: '2020-01-31' }],
  ])('%s：只停住它自己的单据，并说明原因，其他单据照常办理', async (_what, type, version, data) => {
    const { store, take, list, disbursed } = await officeWithTwo();
    await append(store, type, version, data);
    await append(store, 'DocumentApproved', 1, { documentId });
    const place = `停在第 4 号事件 ${type} 之前：`;
    expect(await list()).toMatchObject([
      { documentId, state: '已送审', stoppedFor: expect.stringContaining(place) as string },
      { documentId: other, state: '已送审' },
    ]);
    for (const step of [approve, sendBack, withdraw]) {
      expect(await take(step)).toMatchObject({ code: 'VOUCHER_STOPPED', data: { revision: 4, eventType: type } });
    }
    expect(await take({ type: 'approve', documentId: other })).not.toBeInstanceOf(Refusal);
    expect(await disbursed()).toBe(3_000);
  });

  it('一开始就读不懂的单据也列出，不能以同号另行暂存', async () => {
    const { store, take, list } = await officeWithTwo();
    await append(store, 'DocumentDrafted', 9, { documentId: 'DJ003' });
    expect((await list()).at(-1)).toEqual({
      documentId: 'DJ003',
      stoppedFor: expect.stringContaining('请升级') as string,
    });
    const again: VoucherStep = {
      type: 'draft',
      documentId: 'DJ003',
      commands: [ledger.pay(ledger.services, 'Z3', '1.00')],
    };
    expect(await take(again)).toMatchObject({ code: 'VOUCHER_STOPPED' });
  });

  it('连单据号都没有的事件，可能关系到任何一张：都列出，都停住', async () => {
    const { store, take, list } = await officeWithTwo();
    await append(store, 'DocumentReturned', 1, {});
    expect((await list()).map(({ documentId: id, state }) => [id, state])).toEqual([
      [documentId, '已送审'],
      [other, '已送审'],
    ]);
    for (const id of [documentId, other, 'DJ009'])
      expect(await take({ type: 'approve', documentId: id })).toMatchObject({ code: 'VOUCHER_STOPPED' });
  });

  it('重复提交的一步，落在停住的单据上，得到停住的原因', async () => {
    const { store, take } = await officeWithTwo();
    await append(store, 'DocumentTeleported', 1, { documentId });
    const commandId = randomUUID();
    expect(await take(approve, commandId)).toMatchObject({ code: 'VOUCHER_STOPPED' });
    expect(await take(approve, commandId)).toMatchObject({ code: 'VOUCHER_STOPPED' });
  });
});

describe.each(STORES)('一张单据有多笔业务（%s）', (_how, Store) => {
  const drafting = (...amounts: readonly string[]): VoucherStep => ({
    type: 'draft',
    documentId,
    commands: amounts.map((amount, index) => ledger.pay(ledger.services, `Z${index + 1}`, amount)),
  });

  async function submitted(...amounts: readonly string[]) {
    const there = await office(Store);
    await there.take(drafting(...amounts));
    await there.take({ type: 'submit', documentId });
    return there;
  }

  it('审核时在一次提交中登记', async () => {
    const { store, take, disbursed, stateOf } = await submitted('10.00', '20.00', '30.00');
    const before = await store.head();
    await take(approve);
    expect(await disbursed()).toBe(6_000);
    expect(await stateOf()).toBe('已审核');
    const payments: StoredEvent[] = [];
    for await (const page of store.readAll(before === null ? {} : { after: before }))
      payments.push(...page.filter(({ type }) => type === 'DisbursementMade'));
    expect(payments).toHaveLength(3);
    expect(new Set(payments.map(({ metadata }) => metadata.commandId)).size).toBe(1);
  });

  it('一笔登记不了，整张不登记，并说是哪一笔', async () => {
    const { take, disbursed, stateOf } = await submitted('60.00', '60.00');
    expect(await take(approve)).toMatchObject({
      code: 'AVAILABLE_EXCEEDED',
      message: expect.stringMatching(/^第 2 笔：/) as string,
    });
    expect(await disbursed()).toBe(0);
    expect(await stateOf()).toBe('已送审');
  });
});
