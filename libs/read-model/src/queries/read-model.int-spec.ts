import { type LedgerEvent, nonTaxLineId } from '@yujue/ledger';
import { Projector } from '../projector/projector';
import { rebuild } from '../rebuild/rebuild';
import {
  CENTRE,
  DEPARTMENT,
  HEAD_OFFICE,
  YEAR,
  appropriated,
  centre,
  headOffice,
  line,
  opened,
  paid,
  paper,
  registered,
} from '../testing/facts-of-a-year';
import { freshFold, sumsOf } from '../testing/fresh-fold';
import { randomLog } from '../testing/random-log';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel } from '../testing/test-read-model';

const year = { department: DEPARTMENT, fiscalYear: YEAR };

describe('报表查询', () => {
  let tables: TestReadModel;
  let log: TestLog;

  const project = async (): Promise<void> => {
    const projector = new Projector({ store: log.store, url: tables.url });
    expect(await projector.catchUp()).toMatchObject({ behind: false, error: null });
    await projector.close();
  };

  beforeEach(async () => {
    tables = await createTestReadModel();
    log = new TestLog();
  });

  afterEach(() => tables.close());

  it('随机日志的各行合计与一次独立折叠相同，分录加起来也相同', async () => {
    for (const { stream, events } of randomLog(20, 300)) await log.record(stream, ...events);
    await project();
    const expected = await freshFold(log.store);

    expect(sumsOf(await tables.readModel.facts(year))).toEqual(expected);
    const known = await tables.readModel.facts({ ...year, knownAt: '2030-01-01T00:00:00Z' });
    expect(sumsOf(known)).toEqual(expected);
    const fromEntries = new Map<string, number>();
    for (const { line, measure, amount } of await tables.readModel.entries(year)) {
      const book = line.nonTaxCategory === null ? '指标' : '非税';
      const cell = `${line.unit} ${book} ${line.id} ${measure}`;
      fromEntries.set(cell, (fromEntries.get(cell) ?? 0) + amount);
    }
    expect(fromEntries).toEqual(expected);
  });

  describe.each(['指标在先', '非税在先'] as const)('旧日志里的指标与非税项目同号（%s）', (order) => {
    const id = nonTaxLineId('罚没收入', '纳入预算管理');
    const ofLine = [appropriated([[line(id), '100.00']]), paid(id, '40.00', '2020-03-01')];
    const ofItem: LedgerEvent[] = [
      {
        type: 'NonTaxRevenueCollected',
        data: { ...paper('2020-02-01'), category: '罚没收入', account: '纳入预算管理', amount: '5.00' },
      },
    ];

    beforeEach(async () => {
      await log.record(`department-${DEPARTMENT}-${YEAR}`, registered([HEAD_OFFICE]));
      const [first, second] = order === '指标在先' ? [ofLine, ofItem] : [ofItem, ofLine];
      await log.record(headOffice, opened(), ...first, ...second);
      await project();
    });

    it('各是各的一行，各有各的要素和金额', async () => {
      const facts = await tables.readModel.facts(year);
      const rows = facts.map(({ line: it, amounts }) => [it.id, it.fundNature, it.nonTaxCategory, amounts]);
      expect(rows).toHaveLength(2);
      expect(rows).toContainEqual([id, null, '罚没收入', { nonTax: 500 }]);
      expect(rows).toContainEqual([
        id,
        '一般公共预算',
        null,
        { appropriated: 10_000, disbursed: 4_000, received: 4_000 },
      ]);
    });

    it('分录也各归各的', async () => {
      const entries = await tables.readModel.entries(year);
      expect(entries).toHaveLength(4);
      for (const { line: it, measure } of entries)
        expect([measure, it.nonTaxCategory]).toEqual([measure, measure === 'nonTax' ? '罚没收入' : null]);
    });

    it('此后另一个进程接着汇入，仍各归各的；重建没有差异', async () => {
      await log.record(headOffice, paid(id, '1.00', '2020-04-01'), ...ofItem);
      await project();
      const amounts = (await tables.readModel.facts(year)).map((it) => it.amounts);
      expect(amounts).toContainEqual({ nonTax: 1_000 });
      expect(amounts).toContainEqual({ appropriated: 10_000, disbursed: 4_100, received: 4_100 });
      expect(await rebuild({ store: log.store, url: tables.url })).toMatchObject({ differences: [] });
    });
  });

  describe('两条时间轴', () => {
    const disbursed = async (more: { asOf?: string; fromDate?: string; knownAt?: string }) =>
      (await tables.readModel.facts({ ...year, ...more }))[0]?.amounts.disbursed;

    beforeEach(async () => {
      log.clock.moveTo('2020-01-20T01:00:00.000Z');
      await log.record(headOffice, opened(), appropriated([[line('A'), '1000.00']]));
      log.clock.moveTo('2020-03-10T01:00:00.000Z');
      await log.record(headOffice, paid('A', '100.00', '2020-03-10'), paid('A', '10.00', '2020-03-20'));
      log.clock.moveTo('2020-04-15T01:00:00.000Z');
      await log.record(headOffice, paid('A', '1.00', '2020-04-15'));
      // A correction that is dated back to March, recorded in May; the department is registered later still.
      log.clock.moveTo('2020-05-06T01:00:00.000Z');
      await log.record(headOffice, paid('A', '0.05', '2020-03-12', '补记'));
      log.clock.moveTo('2020-06-01T01:00:00.000Z');
      await log.record(`department-${DEPARTMENT}-${YEAR}`, registered());
      await project();
    });

    it.each([
      ['全年', {}, 11105],
      ['截至二月末：只有年初预算', { asOf: '2020-02-29' }, undefined],
      ['截至三月末', { asOf: '2020-03-31' }, 11005],
      ['截至三月 10 日', { asOf: '2020-03-10' }, 10000],
      ['截至三月 12 日，含补记', { asOf: '2020-03-12' }, 10005],
      ['从三月 11 日到四月末', { fromDate: '2020-03-11', asOf: '2020-04-30' }, 1105],
      ['三月中的几天', { fromDate: '2020-03-11', asOf: '2020-03-15' }, 5],
    ])('%s', async (_case, span, expected) => expect(await disbursed(span)).toBe(expected));

    it('倒填日期的更正改变“截至”的数，不改变“当时所知”的数', async () => {
      expect(await disbursed({ asOf: '2020-03-31' })).toBe(11005);
      expect(await disbursed({ asOf: '2020-03-31', knownAt: '2020-05-01T00:00:00Z' })).toBe(11000);
      expect(await disbursed({ asOf: '2020-03-31', knownAt: '2020-05-06T01:00:00Z' })).toBe(11005);
    });

    it('部门虽登记在后，当时所知的指标照样列出；当时还没有的不列', async () => {
      const before = await tables.readModel.facts({ ...year, knownAt: '2020-02-01T00:00:00Z' });
      expect(before.map(({ line, amounts }) => [line.id, amounts])).toEqual([['A', { appropriated: 100000 }]]);
      expect(await tables.readModel.facts({ ...year, knownAt: '2020-01-01T00:00:00Z' })).toEqual([]);
    });

    it('单月的数', async () => {
      const month = (n: number) => tables.readModel.monthFacts({ ...year, month: n });
      expect((await month(3))[0]?.amounts).toEqual({ disbursed: 11005, received: 11005 });
      expect((await month(4))[0]?.amounts).toEqual({ disbursed: 100, received: 100 });
      expect(await month(2)).toEqual([]);
    });

    it('分录与数字用同样的两条轴', async () => {
      const amounts = async (more: object) =>
        (await tables.readModel.entries({ ...year, measures: ['disbursed'], ...more })).map(({ amount }) => amount);
      expect(await amounts({})).toEqual([10000, 1000, 100, 5]);
      expect(await amounts({ asOf: '2020-03-31' })).toEqual([10000, 1000, 5]);
      expect(await amounts({ asOf: '2020-03-31', knownAt: '2020-05-01T00:00:00Z' })).toEqual([10000, 1000]);
    });
  });

  describe('一个部门两个单位', () => {
    beforeEach(async () => {
      await log.record(headOffice, opened(), appropriated([[line('A'), '1.00']]), {
        type: 'NonTaxRevenueCollected',
        data: { ...paper('2020-05-06'), category: '罚没收入', account: '纳入预算管理', amount: '5.00' },
      });
      await log.record(centre, opened(CENTRE), appropriated([[line('A', { projectCode: 'X1' }), '2.00']]));
      await log.record(`budget-别处-${YEAR}`, opened('别处'), appropriated([[line('A'), '4.00']]));
      await log.record(`department-${DEPARTMENT}-${YEAR}`, registered([CENTRE, HEAD_OFFICE]));
      await log.record(
        headOffice,
        { type: 'MonthClosed', data: { month: 1, occurredOn: '2020-02-03' } },
        { type: 'MonthClosed', data: { month: 2, occurredOn: '2020-03-03' } },
        { type: 'MonthReopened', data: { month: 2, occurredOn: '2020-03-05', reason: '更正' } },
      );
      await log.record(centre, { type: 'FiscalYearClosed', data: { occurredOn: '2020-12-31' } });
      await project();
    });

    it('只列登记的单位，按登记的次序', async () => {
      const facts = await tables.readModel.facts(year);
      expect(facts.map(({ line, amounts }) => [line.unit, line.id, amounts])).toEqual([
        [CENTRE, 'A', { appropriated: 200 }],
        [HEAD_OFFICE, 'A', { appropriated: 100 }],
        [HEAD_OFFICE, '非税:罚没收入:纳入预算管理', { nonTax: 500 }],
      ]);
    });

    it('指标带全部要素，非税项目没有指标的要素', async () => {
      const lines = await tables.readModel.lines(DEPARTMENT, YEAR);
      expect(lines[0]).toEqual({
        ...line('A', { projectCode: 'X1' }),
        department: DEPARTMENT,
        unit: CENTRE,
        unitKind: '行政',
        fiscalYear: YEAR,
        nonTaxCategory: null,
        nonTaxAccount: null,
        entry: null,
      });
      expect(lines[2]).toMatchObject({ functionCode: null, fundNature: null, nonTaxCategory: '罚没收入' });
    });

    it('部门年度与月结', async () => {
      expect(await tables.readModel.departments()).toEqual([await tables.readModel.departmentYear(DEPARTMENT, YEAR)]);
      expect(await tables.readModel.departmentYear(DEPARTMENT, YEAR)).toEqual({
        department: DEPARTMENT,
        name: '测试部门',
        authority: null,
        source: null,
        fiscalYear: YEAR,
        title: '测试部门 2020 年度',
        editions: ['test-edition'],
        units: [
          { unit: CENTRE, name: '单位U2', kind: '行政', openedOn: '2020-01-01', closedOn: '2020-12-31' },
          { unit: HEAD_OFFICE, name: '单位U1', kind: '行政', openedOn: '2020-01-01', closedOn: null },
        ],
      });
      expect(await tables.readModel.departmentYear(DEPARTMENT, 2021)).toBeNull();
      expect(await tables.readModel.periods(DEPARTMENT, YEAR)).toEqual([
        { unit: HEAD_OFFICE, month: 1, closedOn: '2020-02-03' },
        { unit: HEAD_OFFICE, month: 2, closedOn: null },
      ]);
    });
  });

  describe('联查', () => {
    beforeEach(async () => {
      log.clock.moveTo('2020-03-10T01:02:03.456Z');
      await log.record(
        headOffice,
        opened(),
        appropriated([
          [line('A'), '10.00'],
          [line('B'), '20.00'],
        ]),
      );
      await log.record(headOffice, paid('A', '1.00', '2020-03-09', '支-1'), paid('B', '2.00', '2020-03-09', '支-2'));
      await log.record(headOffice, paid('A', '3.00', '2020-03-10', '支-1'));
      await log.record(`department-${DEPARTMENT}-${YEAR}`, registered());
      await project();
    });

    it('一条分录说得清自己的来历', async () => {
      const [entry] = await tables.readModel.entries({
        ...year,
        lines: [{ unit: HEAD_OFFICE, id: 'B', nonTaxCategory: null }],
        measures: ['disbursed'],
      });
      expect(entry).toMatchObject({
        eventType: 'DisbursementMade',
        line: { id: 'B', unit: HEAD_OFFICE },
        measure: 'disbursed',
        amount: 200,
        occurredOn: '2020-03-09',
        recordedAt: '2020-03-10T01:02:03.456Z',
        documentNo: '支-2',
        reason: '测试',
        actor: '测试',
      });
      const stored = [];
      for await (const page of log.store.readAll()) stored.push(...page);
      const source = stored.find(({ position }) => position === entry?.position);
      expect(source).toMatchObject({ id: entry?.eventId, data: { documentNo: '支-2' } });
    });

    it('分页接得上，不重不漏', async () => {
      const whole = await tables.readModel.entries(year);
      const paged = [];
      for (let after: string | undefined; ; after = paged.at(-1)?.cursor) {
        const page = await tables.readModel.entries({ ...year, after, limit: 3 });
        paged.push(...page);
        if (page.length < 3) break;
      }
      expect(whole).toHaveLength(8);
      expect(paged).toEqual(whole);
      await expect(tables.readModel.entries({ ...year, after: '1; DROP' })).rejects.toThrow('翻页标记');
    });

    it('单据按首次发生的次序，同号的合在一起', async () => {
      const documents = await tables.readModel.documents(year);
      expect(documents).toMatchObject([
        { documentNo: '文-2020-01-20', eventTypes: ['BudgetAppropriated'], events: 1, amount: 3000 },
        { documentNo: '支-1', eventTypes: ['DisbursementMade'], events: 2, amount: 400, occurredOn: '2020-03-09' },
        { documentNo: '支-2', events: 1, amount: 200, unit: HEAD_OFFICE, reason: '测试' },
      ]);
      expect(documents[2]).toMatchObject({ actor: '测试', recordedAt: '2020-03-10T01:02:03.456Z' });
      const after = documents[0]?.cursor;
      expect(await tables.readModel.documents({ ...year, after, limit: 1 })).toEqual([documents[1]]);
      expect(await tables.readModel.documents({ ...year, documentNo: '支-2' })).toEqual([documents[2]]);
    });
  });
});
