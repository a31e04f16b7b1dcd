import { type JsonObject, type StoredEvent } from '@yujue/event-store';
import {
  type LedgerEvent,
  type Posting,
  type RegisterEvent,
  departmentStream,
  parseStream,
  postings,
  readEvent,
  registersStream,
} from '@yujue/ledger';
import { measureOf } from '../measure-codes';
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
import { randomLog } from '../testing/random-log';
import { TestLog } from '../testing/test-log';
import { type Batch } from './batch';
import { Fold } from './fold';
import { Keys } from './keys';
import { numbered } from './numbered-event';

const eventsOf = async (log: TestLog): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const page of log.store.readAll()) events.push(...page);
  return events;
};

const fold = (events: readonly StoredEvent[]): Batch =>
  new Fold(Keys.ofEmptyTables('read_model')).batch(numbered(events, 0));

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

type Raw = LedgerEvent | RegisterEvent | { type: string; version: number; data: JsonObject };

const asRaw = (event: Raw) => ({ version: 1, ...event, data: event.data as unknown as JsonObject });
const registers = registersStream(HEAD_OFFICE, YEAR);
const department = departmentStream(DEPARTMENT, YEAR);
const entry = (register: string, content: JsonObject | null): Raw => ({
  type: 'RegisterEntryRecorded',
  version: 1,
  data: { register, entryNo: '1', content },
});

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

  it('每个事件记下经办人；数据库存不下的字符换成替代符', async () => {
    const log = new TestLog();
    await log.record(headOffice, opened(), appropriated([[line('A'), '1.00']]));
    const [opening, budget] = await eventsOf(log);
    const signed = { ...budget!, metadata: { ...budget!.metadata, actor: '张\t三\0' } };
    expect(fold([opening!, signed]).journalEvents.bytes().toString()).toMatch(/\t张\\t三\uFFFD\n$/);
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

  const oddly = (type: string, data: object) => ({ type, version: 1, data: data as JsonObject });
  const huge = '90071992547409.91';

  it.each<[string, Raw[], string]>([
    ['未登记的指标', [paid('B', '1.00', '2020-01-02')], '指标 B 未曾登记'],
    ['重复开账', [opened()], '重复开账'],
    ['年度以外的日期', [appropriated([[line('B'), '1.00']], `${YEAR + 1}-01-02`)], '不在 2020 年度内'],
    ['不存在的日期', [appropriated([[line('B'), '1.00']], `${YEAR}-02-30`)], '“2020-02-30”不是日期'],
    ['PostgreSQL 当作日期的词', [oddly('FiscalYearClosed', { occurredOn: 'infinity' })], '“infinity”不是日期'],
    ['第十三个月', [oddly('MonthClosed', { month: 13, occurredOn: '2020-12-31' })], '月份应为 1 至 12'],
    ['不是金额', [paid('A', '一元', '2020-01-02')], '不是金额'],
    [
      '一份单据的合计超出范围',
      [
        appropriated([
          [line('B'), huge],
          [line('C'), huge],
        ]),
      ],
      '超出可精确表示的范围',
    ],
    ['全年的合计超出范围', [paid('A', huge, '2020-01-02')], '超出可精确表示的范围'],
    ['没有事由', [oddly('BudgetReduced', { documentNo: '1', occurredOn: '2020-01-02', lines: [] })], '事由应为文字'],
    ['没有内容', [oddly('BudgetReduced', { lines: null })], '文号应为文字'],
    ['未知的事件', [oddly('BudgetTeleported', {})], 'BudgetTeleported'],
    ['更新的版本', [{ ...oddly('BudgetReduced', {}), version: 99 }], '版本 99'],
    ['台账的事件', [oddly('RegisterEntryRecorded', { register: 'trips' })], '不应出现在单位年度的事件流中'],
    [
      '依据里夹带一行',
      [oddly('BudgetReduced', { ...paper('2020-01-02'), lines: [], basis: 'x\n9\t2020-01-01' })],
      '不认识的依据',
    ],
  ])('%s：停住自己的单位，其前的照记，其后的等着，别的单位照常', async (_case, bad, reason) => {
    const log = new TestLog();
    await log.record(headOffice, opened(), appropriated([[line('A'), '1.00']]));
    await log.record(centre, opened(CENTRE), appropriated([[line('A'), '2.00']]));
    const good = fold(await eventsOf(log));
    await log.recordRaw(headOffice, ...bad.map(asRaw));
    await log.record(headOffice, paid('A', '0.50', '2020-02-01'));
    await log.record(centre, paid('A', '0.25', '2020-02-01'));
    const folded = fold(await eventsOf(log));

    expect(folded.stops).toMatchObject([{ stream: headOffice, event_no: 5, revision: 2 }]);
    expect(folded.stops[0]?.reason).toContain(reason);
    expect(folded.held.map(({ event_no }) => event_no)).toEqual([5, 6]);
    expect(folded.lines).toEqual(good.lines);
    expect(folded.lineMonths().slice(0, 2)).toEqual(good.lineMonths());
    expect(folded.lineMonths().slice(2)).toMatchObject([
      { line_key: 2, month: 2, amount: 25 },
      { line_key: 2, month: 2, amount: 25 },
    ]);
  });

  it.each<[string, string, Raw, string]>([
    ['未开账的单位', headOffice, paid('A', '1.00', '2020-01-02'), '尚未开账'],
    ['开账与事件流不符', headOffice, opened(CENTRE), '与事件流名称不符'],
    ['台账的金额读不出', registers, entry('priorYear', { figure: '上年决算', amount: '约三万' }), '不是金额'],
    ['台账没有金额', registers, entry('priorYear', { figure: '上年决算' }), '缺少金额'],
    ['不认识的台账', registers, entry('toString', {}), '不认识的台账'],
    ['台账没有内容', registers, entry('trips', null), '不合规格'],
    ['部门与事件流不符', 'department-other-2020', registered(), '与事件流名称不符'],
    [
      '部门的单位不是一列',
      department,
      { ...registered(), data: { ...registered().data, units: 'U1' } } as never,
      '单位编码',
    ],
  ])('%s：停住自己的事件流', async (_case, stream, bad, reason) => {
    const log = new TestLog();
    await log.recordRaw(stream, asRaw(bad));
    const folded = fold(await eventsOf(log));
    expect(folded.stops).toMatchObject([{ stream, event_no: 1, reason: expect.stringContaining(reason) as string }]);
    expect([folded.unitYears.size, folded.registerEntries, folded.departmentYears.size]).toEqual([0, [], 0]);
  });
});
