import { type StoredEvent } from '@yujue/event-store';
import { type LedgerEvent, type Posting, parseStream, postings, readEvent } from '@yujue/ledger';
import { measureOf } from '../measure-codes';
import { CENTRE, YEAR, appropriated, centre, headOffice, line, opened, paid, paper } from '../testing/facts-of-a-year';
import { randomLog } from '../testing/random-log';
import { TestLog } from '../testing/test-log';
import { type Batch } from './batch';
import { Fold } from './fold';
import { Keys } from './keys';
import { UnprojectableEventError } from './unprojectable-event';

const eventsOf = async (log: TestLog): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const page of log.store.readAll()) events.push(...page);
  return events;
};

const fold = (events: readonly StoredEvent[]): Batch => new Fold(new Keys(), null, 0).page(events);

/** The journal's entries of each event, read back from what COPY would get. */
const entriesOf = ({ journalEntries, lines }: Batch): Map<number, Posting[]> => {
  const lineIds = new Map(lines.map(({ line_key, line_id }) => [line_key, line_id]));
  const byEvent = new Map<number, Posting[]>();
  for (const row of journalEntries.bytes().toString().split('\n').slice(0, -1)) {
    const [eventNo, amount, lineKey, , , measure] = row.split('\t');
    const entry = { lineId: lineIds.get(Number(lineKey)), measure: measureOf(Number(measure)), amount: Number(amount) };
    byEvent.set(Number(eventNo), [...(byEvent.get(Number(eventNo)) ?? []), entry as Posting]);
  }
  return byEvent;
};

describe('事件折叠成分录', () => {
  it('每一类事件的分录，就是账本规定的过账', async () => {
    const log = new TestLog();
    for (const { stream, events } of randomLog(1, 400)) await log.record(stream, ...events);
    const events = await eventsOf(log);
    const entries = entriesOf(fold(events));

    const budgetEvents = events.filter(({ stream }) => parseStream(stream)?.kind === 'budget');
    expect(new Set(budgetEvents.map(({ type }) => type)).size).toBe(22);
    for (const [index, stored] of events.entries()) {
      const expected = budgetEvents.includes(stored) ? postings(readEvent(stored) as LedgerEvent) : [];
      expect(entries.get(index + 1) ?? []).toEqual(expected);
    }
  });

  it('国库支付 400.00 元：支付与收入各一笔，同在三月', async () => {
    const log = new TestLog();
    await log.record(headOffice, opened(), appropriated([[line('A'), '1000.00']]), paid('A', '400.00', '2020-03-09'));
    expect(fold(await eventsOf(log)).lineMonths()).toEqual([
      { line_key: 1, month: 1, measure: 1, amount: 100000 },
      { line_key: 1, month: 3, measure: 9, amount: 40000 },
      { line_key: 1, month: 3, measure: 8, amount: 40000 },
    ]);
  });

  it('批复前支出的依据、冲销的是哪一笔，写在分录的原因里', async () => {
    const log = new TestLog();
    const ahead: LedgerEvent = {
      type: 'DisbursementMade',
      data: {
        ...paper('2020-01-08', '付1'),
        reason: '工资',
        lineId: 'A',
        amount: '1.00',
        paymentId: 'Z1',
        drawnOn: 'treasury',
        payee: '',
        ahead: '参照上年同期',
        opens: [line('A')],
      },
    };
    const reversed: LedgerEvent = {
      type: 'EntryReversed',
      data: {
        ...paper('2020-02-08', '冲1'),
        reason: '记错单位',
        corrects: '收1',
        reverses: { type: 'RevenueReceived', lineId: 'A', amount: '1.00' },
      },
    };
    await log.record(headOffice, opened(), ahead, reversed);
    const events = fold(await eventsOf(log))
      .journalEvents.bytes()
      .toString();
    expect(events).toContain('工资（批复前支出：参照上年同期，预算法第五十四条）');
    expect(events).toContain('记错单位（冲销 收1）');
  });

  it('指标的要素以第一次为准；非税项目自成一行', async () => {
    const log = new TestLog();
    await log.record(
      headOffice,
      opened(),
      appropriated([[line('A', { functionCode: '2101501' }), '1.00']]),
      appropriated([[line('A', { functionCode: '2080501' }), '1.00']]),
      {
        type: 'NonTaxRevenueCollected',
        data: { ...paper('2020-05-06'), category: '罚没收入', account: '纳入预算管理', amount: '5.00' },
      },
    );
    expect(fold(await eventsOf(log)).lines).toMatchObject([
      { line_key: 1, line_id: 'A', function_code: '2101501', non_tax_category: null },
      {
        line_key: 2,
        function_code: null,
        fund_nature: null,
        non_tax_category: '罚没收入',
        non_tax_account: '纳入预算管理',
      },
    ]);
  });

  it('两个单位可以有同一编号的指标', async () => {
    const log = new TestLog();
    await log.record(headOffice, opened(), appropriated([[line('A'), '1.00']]));
    await log.record(centre, opened(CENTRE), appropriated([[line('A'), '2.00']]));
    expect(fold(await eventsOf(log)).lines).toMatchObject([
      { line_key: 1, unit_year_key: 1, line_id: 'A' },
      { line_key: 2, unit_year_key: 2, line_id: 'A' },
    ]);
  });

  it.each([
    ['未登记的指标', [opened(), paid('B', '1.00', '2020-01-02')], '指标 B 未曾登记'],
    ['未开账的单位', [paid('A', '1.00', '2020-01-02')], '尚未开账'],
    ['重复开账', [opened(), opened()], '重复开账'],
    ['开账与事件流不符', [opened(CENTRE)], '与事件流名称不符'],
    ['年度以外的日期', [opened(), appropriated([[line('A'), '1.00']], `${YEAR + 1}-01-02`)], '不在 2020 年度内'],
  ])('%s：指出是哪个事件，其前的事件交还', async (_case, events, reason) => {
    const log = new TestLog();
    await log.record(headOffice, ...events);
    const stored = await eventsOf(log);
    const run = () => fold(stored);
    expect(run).toThrow(UnprojectableEventError);
    expect(run).toThrow(reason);
    expect(run).toThrow(expect.objectContaining({ before: stored.slice(0, -1) }));
  });
});
