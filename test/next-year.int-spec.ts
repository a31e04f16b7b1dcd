import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InMemoryEventStore, InMemorySnapshotStore } from '@yujue/event-store';
import { type LedgerCommand, Refusal, type RegisterEntryRecorded, recordEntry } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { v4 as uuid } from 'uuid';
import { OpenNextYear, OpenNextYearHandler } from '../libs/application/src/recording/open-next-year';
import { Catalogues } from '../libs/application/src/configuration/catalogues';
import { appendsOf } from '../libs/application/src/appending/appends-of';
import { OfficeCatalogues } from '../libs/application/src/recording/office-catalogues';
import { Editions } from '../libs/application/src/configuration/editions';
import { loadDataset } from '../libs/application/src/datasets/load-dataset';
import { readDataset } from '../libs/application/src/datasets/read-dataset';
import { UnitVouchers } from '../libs/application/src/vouchers/unit-vouchers';
import { KeptMappings } from '../libs/application/src/lists/kept-mappings';
import { LedgerLists } from '../libs/application/src/lists/ledger-lists';
import { type Recorded } from '../libs/application/src/appending/envelope';
import { UnitYears } from '../libs/application/src/recording/unit-year/unit-years';
import { YearOpenings } from '../libs/application/src/recording/year-opening/year-openings';
import { OneByOneStore, contentOf } from './support/one-by-one-store';
import { writeDataset } from './support/small-dataset';

const home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
let catalogues: Catalogues;
beforeAll(async () => {
  catalogues = await Catalogues.read(home);
});
const editions = Editions.read(home);

const UNIT = '310002';
const DEPARTMENT = 'department-gz-ybj-2021';
const BUDGET = `budget-${UNIT}-2021`;
const SERVICES_2020 = `${ledger.services.id}-2020结转`;

/** One office: everything that a program holds, on a log that others may use too. */
function office(store: InMemoryEventStore) {
  const openings = new YearOpenings(store, catalogues, editions);
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), catalogues, openings);
  const documents = new UnitVouchers(store, unitYears);
  const lists = new LedgerLists(store, unitYears, new OfficeCatalogues(store, catalogues), new KeptMappings({ home }));
  const handler = new OpenNextYearHandler(unitYears, openings);
  const record = (command: LedgerCommand, fiscalYear = 2020, unit = UNIT, commandId = uuid()) =>
    unitYears.record({ unit, fiscalYear }, command, { commandId, actor: '张三' });
  const openNext = (commandId = uuid(), unit = UNIT) =>
    handler.execute(new OpenNextYear({ unit, fiscalYear: 2020 }, { commandId, actor: '张三' }));
  return { store, unitYears, documents, lists, record, openNext };
}

/** 2020 is closed with 40.00 carried on 委托业务费. */
async function closedYear(store = new InMemoryEventStore()) {
  const closed = office(store);
  for (const command of [
    ledger.opened,
    ledger.appropriate(ledger.services, '100.00'),
    ledger.pay(ledger.services, 'Z1', '60.00'),
    ledger.carry(ledger.services, '40.00'),
    ...ledger.closeMonths(12),
    ledger.closeYear,
  ])
    expect(await closed.record(command)).not.toBeInstanceOf(Refusal);
  return closed;
}

const OPENED = [
  { type: 'FiscalYearOpened', data: { fiscalYear: 2021 } },
  {
    type: 'CarryoverBroughtForward',
    data: { occurredOn: '2021-01-01', lines: [{ lineId: SERVICES_2020, amount: '40.00' }] },
  },
];
const REGISTERED = [
  {
    type: 'DepartmentYearRegistered',
    data: { department: { code: 'gz-ybj' }, fiscalYear: 2021, title: '广州市医疗保障局 2021 年度', units: [UNIT] },
  },
];

describe.each([
  ['能一次写入多个流的库', () => new InMemoryEventStore()],
  ['只能逐个写入的库', () => new OneByOneStore()],
])('开下一年度，%s', (_what, newStore) => {
  it('开账、转入上年结转、登记部门年度；同一编号重复，答复相同', async () => {
    const { store, openNext } = await closedYear(newStore());
    const key = uuid();
    const once = (await openNext(key)) as Recorded;
    expect(await contentOf(store)).toMatchObject({ [BUDGET]: OPENED, [DEPARTMENT]: REGISTERED });
    expect((await contentOf(store))[BUDGET]![1]!.data).not.toHaveProperty('basis');
    expect(once).toMatchObject({ revision: 1, repeated: false });
    expect(await openNext(key)).toEqual({ ...once, repeated: true });
    expect(await openNext()).toEqual({ ...once, repeated: true });
  });

  it('结转资金的项目连同上级项目一并登记，只登记一次；没有结转的项目不带入', async () => {
    const { store, openNext } = await closedYear(newStore());
    const project = (code: string, parentCode: string | null) => {
      const content = { code, name: `${code}项目`, parentCode, category: '一般', goal: '' };
      return recordEntry(2020, { register: 'projects', entryNo: code, content }) as RegisterEntryRecorded;
    };
    const projects = [project('P0', null), project('P01', 'P0'), project('P02', 'P0')];
    const appends = appendsOf('registers-gz-ybj-2020', 'no-stream', projects, { actor: '张三' });
    for (const append of appends) await store.append(append);
    await openNext();
    await openNext();
    const registered = (await contentOf(store))['registers-gz-ybj-2021']!;
    expect(registered.map(({ data }) => (data as { entryNo: string }).entryNo)).toEqual(['P01', 'P0']);
  });

  it('两人以不同编号同时办理：一次', async () => {
    const { store } = await closedYear(newStore());
    const outcomes = await Promise.all([1, 2, 3].map(() => office(store).openNext()));
    expect(outcomes.map((outcome) => (outcome as Recorded).repeated).toSorted()).toEqual([false, true, true]);
    const { [BUDGET]: budget, [DEPARTMENT]: department } = await contentOf(store);
    expect(budget).toMatchObject(OPENED);
    expect(budget).toHaveLength(2);
    expect(department).toHaveLength(1);
  });

  it('已用普通命令开账的：补转上年结转；转入一次', async () => {
    const { store, record, openNext } = await closedYear(newStore());
    const opening = { ...(ledger.opened.data as object), fiscalYear: 2021, occurredOn: '2021-01-05' };
    expect(await record({ type: 'openFiscalYear', data: opening } as LedgerCommand, 2021)).toMatchObject({
      repeated: false,
    });
    expect((await contentOf(store))[DEPARTMENT]).toMatchObject(REGISTERED);
    expect(await openNext()).toMatchObject({ revision: 1, repeated: false });
    expect((await contentOf(store))[BUDGET]).toHaveLength(2);
  });

  it('由单据审核开账的，同样登记', async () => {
    const { store, documents } = await closedYear(newStore());
    const step = (asked: object) =>
      documents.take({ unit: UNIT, fiscalYear: 2021 }, { documentId: 'D1', ...asked } as never, {
        commandId: uuid(),
        actor: 'type' in asked && asked.type === 'approve' ? '王五' : '李四',
      });
    const data = { ...(ledger.opened.data as object), fiscalYear: 2021, occurredOn: '2021-01-01' };
    await step({ type: 'draft', commands: [{ type: 'openFiscalYear', data }] });
    await step({ type: 'submit' });
    expect(await step({ type: 'approve' })).not.toBeInstanceOf(Refusal);
    expect(await contentOf(store)).toMatchObject({ [BUDGET]: [OPENED[0]], [DEPARTMENT]: REGISTERED });
  });

  it('各单位先后开账：依次加入部门年度，保持上年的次序', async () => {
    const { store, record } = await closedYear(newStore());
    const opening = (unit: string, fiscalYear: number) => ({
      type: 'openFiscalYear' as const,
      data: {
        unit: { code: unit, name: unit, kind: '事业' as const },
        department: { code: 'gz-ybj', name: '广州市医疗保障局' },
        fiscalYear,
        occurredOn: `${fiscalYear}-01-01`,
      },
    });
    await record(opening('310003', 2020), 2020, '310003');
    await Promise.all(['310003', '310009', UNIT].map((unit) => record(opening(unit, 2021), 2021, unit)));
    const { 'department-gz-ybj-2020': before, [DEPARTMENT]: now } = await contentOf(store);
    expect(before!.at(-1)!.data).toMatchObject({ units: [UNIT, '310003'] });
    expect(now!.at(-1)!.data).toMatchObject({ units: [UNIT, '310003', '310009'] });
  });

  it('开账命令重复或被拒绝：不多登记', async () => {
    const { store, record } = await closedYear(newStore());
    const before = await contentOf(store);
    expect(await record(ledger.opened)).toMatchObject({ code: 'YEAR_ALREADY_OPENED' });
    expect(await contentOf(store)).toEqual(before);
    const key = uuid();
    const opening = { ...(ledger.opened.data as object), fiscalYear: 2021, occurredOn: '2021-01-01' };
    const command = { type: 'openFiscalYear', data: opening } as LedgerCommand;
    const once = (await record(command, 2021, UNIT, key)) as Recorded;
    expect(await record(command, 2021, UNIT, key)).toEqual({ ...once, repeated: true });
    const other = { ...command, data: { ...opening, occurredOn: '2021-01-02' } } as LedgerCommand;
    await expect(record(other, 2021, UNIT, key)).rejects.toMatchObject({ code: 'COMMAND_REUSED' });
  });
});

describe('办到一半被杀', () => {
  it('在任何一步：任何人用任何编号都能补完，已开账的年度都已登记', async () => {
    for (let left = 0; left < 2; left++) {
      const store = new OneByOneStore();
      const { openNext } = await closedYear(store);
      store.left = left;
      await expect(openNext()).rejects.toThrow('killed');
      const half = await contentOf(store);
      if (half[BUDGET]) expect(half[DEPARTMENT]).toMatchObject(REGISTERED);
      store.left = Infinity;
      expect(await office(store).openNext()).toMatchObject({ revision: 1, repeated: false });
      const whole = await contentOf(store);
      expect(whole[BUDGET]).toMatchObject(OPENED);
      expect(whole[BUDGET]).toHaveLength(2);
      expect(whole[DEPARTMENT]).toHaveLength(1);
    }
  });

  it('以前的版本留下的（已开账，未转入、未登记）：同样补完', async () => {
    const { store, openNext } = await closedYear();
    const asked = { ...(ledger.opened.data as object), fiscalYear: 2021, occurredOn: '2021-01-01' };
    const commandId = uuid();
    const metadata = { commandId, correlationId: commandId, causationId: null, actor: '旧版' };
    await store.append({
      stream: BUDGET,
      expected: 'no-stream',
      commandId,
      fingerprint: 'old',
      events: [{ id: uuid(), type: 'FiscalYearOpened', version: 1, data: asked as never, metadata }],
    });
    expect(await openNext()).toMatchObject({ revision: 1, repeated: false });
    expect(await contentOf(store)).toMatchObject({ [BUDGET]: OPENED, [DEPARTMENT]: REGISTERED });
  });
});

describe('登记的版式', () => {
  it('只印某一年的版式不带到下一年，改用不限年度的', () => {
    expect(editions.forNextYear(['gz-2020-final'], 2021)).toEqual(['sh-standard-final']);
    expect(editions.forNextYear(['gz-2020-final', 'sh-standard-final'], 2021)).toEqual(['sh-standard-final']);
    expect(editions.forNextYear(['gz-2020-final'], 2020)).toEqual(['gz-2020-final']);
    expect(editions.forNextYear([], 2021)).toEqual(['sh-standard-final']);
  });
});

describe('上年在账内：上年结转只能与上年年末结转相同，从哪里进来都一样', () => {
  const bringing = (amount: string, occurredOn: string): LedgerCommand => ({
    type: 'bringForward',
    data: {
      documentNo: '结转1号',
      occurredOn,
      reason: '',
      opens: [{ ...ledger.services, id: SERVICES_2020 }],
      lines: [{ lineId: SERVICES_2020, amount }],
    },
  });
  const opening: LedgerCommand = {
    type: 'openFiscalYear',
    data: { ...(ledger.opened.data as never as object), fiscalYear: 2021, occurredOn: '2021-01-01' } as never,
  };
  const dataset = (amount: string, date: string) => ({
    'dataset.yaml': `dataset: small
title: 广州市医疗保障局 2021 年度
fiscalYear: 2021
department: { code: gz-ybj, name: 广州市医疗保障局 }
units:
  - { code: '310002', name: 医保中心, kind: 参公 }
editions: [gz-2020-final]
closing: none
`,
    '项目.csv': `项目编码,项目名称,上级项目编码,项目类别,绩效目标
P01,一号项目,,一般,
`,
    '指标.csv': `指标编号,预算单位,资金性质,支出功能分类,部门经济分类,支出类别,项目编码,来源年度,支付方式
${SERVICES_2020},310002,一般公共预算,2101506,30227,项目支出,P01,2020,国库集中支付
`,
    '上年结转.csv': `文号,日期,指标编号,金额,原因\n穗财〔2021〕1号,${date},${SERVICES_2020},${amount},年末结转\n`,
    '年初预算.csv': null,
    '收入.csv': null,
    '支付.csv': null,
  });
  const load = async (store: InMemoryEventStore, amount: string, date: string) =>
    loadDataset(store, catalogues, readDataset(await writeDataset(dataset(amount, date))), () => undefined);
  const list = (amount: string, date: string) => ({
    bytes: Buffer.from(
      `指标编号,预算单位,资金性质,支出功能分类,部门经济分类,支出类别,项目,来源年度,支付方式,指标类型,文号,日期,金额
${SERVICES_2020},310002,一般公共预算,2101506,30227,项目支出,P01,2020,国库集中支付,上年结转,结转1号,${date},${amount}
`,
    ),
    fileName: '指标.csv',
    kind: '指标' as const,
    department: 'gz-ybj',
    fiscalYear: 2021,
    unit: '元' as const,
  });
  const silent = { reading: () => undefined, recording: () => undefined };

  it.each([
    ['39.99', '2021-01-01'],
    ['40.01', '2021-01-01'],
    ['40.00', '2021-01-04'],
  ])('%s（%s）：命令、单据、清单、数据集都拒绝，说出两边的数', async (amount, date) => {
    const sentence = `年末结转为 40.00 元，应于 2021-01-01 转入；本次为 ${amount} 元（${date}）`;
    const { store, record, documents, lists } = await closedYear();
    await record(opening, 2021);
    const before = await contentOf(store);

    const refused = (await record(bringing(amount, date), 2021)) as Refusal;
    expect(refused).toMatchObject({ code: 'CARRYOVER_DIFFERS', message: expect.stringContaining(sentence) });
    await expect(lists.load(list(amount, date), '李四', silent)).rejects.toMatchObject({
      details: [expect.stringContaining(sentence)],
    });
    await expect(load(store, amount, date)).rejects.toMatchObject({
      code: 'DATASET_INVALID',
      details: [expect.stringContaining(sentence)],
    });
    expect(await contentOf(store)).toEqual(before);

    const step = (asked: object) =>
      documents.take({ unit: UNIT, fiscalYear: 2021 }, { documentId: 'D1', ...asked } as never, {
        commandId: uuid(),
        actor: 'type' in asked && asked.type === 'approve' ? '王五' : '李四',
      });
    await step({ type: 'draft', commands: [bringing(amount, date)] });
    await step({ type: 'submit' });
    expect(await step({ type: 'approve' })).toMatchObject({ code: 'CARRYOVER_DIFFERS' });
    expect((await contentOf(store))[BUDGET]).toHaveLength(1);
  });

  it.each<[string, (at: Awaited<ReturnType<typeof closedYear>>) => Promise<unknown>]>([
    ['命令', ({ record }) => record(bringing('40.00', '2021-01-01'), 2021)],
    ['清单', ({ lists }) => lists.load(list('40.00', '2021-01-01'), '李四', silent)],
    ['数据集', ({ store }) => load(store, '40.00', '2021-01-01')],
    ['开下一年度', ({ openNext }) => openNext()],
  ])('相同的，由%s转入；此后再转即拒绝，数据集相同的略过', async (_door, bring) => {
    const closed = await closedYear();
    await closed.record(opening, 2021);
    expect(await bring(closed)).not.toBeInstanceOf(Refusal);
    expect((await contentOf(closed.store))[BUDGET]).toMatchObject(OPENED);
    expect(await closed.record(bringing('40.00', '2021-01-01'), 2021)).toMatchObject({
      code: 'ALREADY_BROUGHT_FORWARD',
      data: { broughtForward: '40.00', asked: '40.00' },
    });
    expect(await closed.openNext()).toMatchObject({ revision: 1 });
    await load(closed.store, '40.00', '2021-01-01');
    expect((await contentOf(closed.store))[BUDGET]).toHaveLength(2);
  });

  it('开下一年度以后装载该年度的数据集：相同的略过，登记增加；不同的指明文件、行和两边的数', async () => {
    const { store, openNext } = await closedYear();
    await openNext();
    await expect(load(store, '41.00', '2021-01-01')).rejects.toMatchObject({
      code: 'DATASET_CLASHES',
      details: [
        expect.stringMatching(/^上年结转\.csv 第 2 行：上年结转 指标编号 .*金额此前登记为“40\.00”，本行为“41\.00”/),
      ],
    });
    // The project, and the department's registration with one edition more.
    expect(await load(store, '40.00', '2021-01-01')).toMatchObject({ alreadyLoaded: false, events: 2, rowsKept: 2 });
    const { [DEPARTMENT]: department } = await contentOf(store);
    expect(department!.at(-1)!.data).toMatchObject({ editions: ['sh-standard-final', 'gz-2020-final'] });
    expect(await load(store, '40.00', '2021-01-01')).toMatchObject({ alreadyLoaded: true });
    expect(await openNext()).toMatchObject({ repeated: true });
  });

  it('上年尚未年结：不能开下一年度，也不能转入', async () => {
    const { record, openNext } = office(new InMemoryEventStore());
    for (const command of [
      ledger.opened,
      ledger.appropriate(ledger.services, '40.00'),
      ledger.carry(ledger.services, '40.00'),
    ])
      await record(command);
    await expect(openNext()).rejects.toMatchObject({ code: 'YEAR_NOT_CLOSED' });
    await record(opening, 2021);
    expect(await record(bringing('40.00', '2021-01-01'), 2021)).toMatchObject({ code: 'PREVIOUS_YEAR_NOT_CLOSED' });
  });

  it('年结之后不能再改：上年的账与已转入的不会分开', async () => {
    const { record } = await closedYear();
    for (const command of [
      ledger.reopenMonth(12),
      ledger.carry(ledger.services, '1.00'),
      ledger.pay(ledger.services, 'Z9', '1.00'),
    ])
      expect(await record(command)).toMatchObject({ code: 'YEAR_CLOSED' });
  });

  it('没有转入上年结转，不能结 1 月', async () => {
    const { record, openNext } = await closedYear();
    await record(opening, 2021);
    const close: LedgerCommand = { type: 'closeMonth', data: { month: 1, occurredOn: '2021-01-31' } };
    expect(await record(close, 2021)).toMatchObject({ code: 'CARRYOVER_NOT_BROUGHT' });
    await openNext();
    expect(await record(close, 2021)).not.toBeInstanceOf(Refusal);
  });
});
