import { fen, parseYuan, sum } from '@yujue/money';
import { type JournalEntry, type ReportLine } from '@yujue/facts';
import { type Terms } from '../edition/measure-expression';
import { renderTraceHtml, renderTraceText } from '../formats/trace-formats';
import { fillEdition } from '../tables/fill-edition';
import { gz2020Final, input2020 } from '../testing/gz-2020-final';
import { findCell } from './find-cell';
import { cellScope, traceCell } from './trace-cell';

const input = input2020();
const { tables } = fillEdition(gz2020Final(), input);
const anyCell = findCell(
  tables.find(({ no }) => no === '3')!,
  { row: '210', column: '基本支出' },
);

/** A cell of these measures over every line, in place of a budget's edition. */
const cellOf = (measure: string, terms: Terms, exact: string) => ({
  ...anyCell,
  cell: { ...anyCell.cell, measure, terms, exact: parseYuan(exact), filters: [], matches: () => true },
});

const ledgerLine = input.facts[0]!.line;
const posted = (more: Partial<JournalEntry>): JournalEntry => ({
  position: '1',
  eventId: 'e-1',
  eventType: 'BudgetAppropriated',
  line: ledgerLine,
  measure: 'appropriated',
  amount: fen(0),
  occurredOn: '2021-01-01',
  recordedAt: '2021-01-01T00:00:00.000Z',
  documentNo: '批复〔2021〕1号',
  reason: '年初预算批复',
  basis: null,
  actor: '张三',
  ...more,
});

/** 广州市医疗保险服务中心 2021 年预算 表13, 在职人员公用经费: 会议服务 1.50, 复印纸 40.00 万元. */
const purchase = (entryNo: string, yuan: string, more: Partial<JournalEntry> = {}): JournalEntry => {
  const name = '在职人员公用经费（参公事业编制）';
  const entry: ReportLine['entry'] = { register: 'procurements', entryNo, name, category: '服务', texts: {} };
  return posted({
    eventType: 'RegisterEntryRecorded',
    line: { ...ledgerLine, id: `政府采购预算:${entryNo}`, paymentMode: null, entry },
    measure: 'procurement',
    amount: parseYuan(yuan),
    occurredOn: null,
    documentNo: '2021 年单位预算',
    reason: name,
    ...more,
  });
};

const amounts = (rows: readonly { amount: string }[]) => sum(rows.map(({ amount }) => parseYuan(amount)));

describe('预算的一格', () => {
  const budget = cellOf('预算数', { appropriated: 1, broughtForward: 1 }, '700.00');
  const entries = [
    posted({ measure: 'broughtForward', amount: parseYuan('100.00'), documentNo: '结转1号', occurredOn: '2021-01-02' }),
    posted({ amount: parseYuan('400.00') }),
    posted({ amount: parseYuan('200.00'), documentNo: '批复〔2021〕2号', occurredOn: '2021-02-01' }),
  ];

  it('由年初预算和上年结转的单据相加', () => {
    const { bridge } = traceCell(budget, entries);
    expect(
      bridge.map(({ step, documentNo, amount, subtotal }) => [step, documentNo, amount, subtotal ?? false]),
    ).toEqual([
      ['年初预算', '批复〔2021〕1号', '400.00', false],
      ['年初预算', '批复〔2021〕2号', '200.00', false],
      ['上年结转', '结转1号', '100.00', false],
      ['预算数', null, '700.00', true],
    ]);
  });
});

describe('台账登记的一格', () => {
  const procurement = cellOf('政府采购', { procurement: 1 }, '415000.00');
  const entries = [purchase('1', '15000.00'), purchase('2', '400000.00'), posted({ amount: parseYuan('9.00') })];

  it('不向账上取分录，列出每一条登记，相加等于精确数', () => {
    expect(cellScope(procurement.cell).measures).toEqual([]);
    const trace = traceCell(procurement, entries);
    expect(trace.entries).toMatchObject([
      {
        amount: '15000.00',
        occurredOn: null,
        documentNo: '2021 年单位预算',
        entry: { register: 'procurements', entryNo: '1', name: '在职人员公用经费（参公事业编制）' },
      },
      { amount: '400000.00', line: '政府采购预算:2', measure: 'procurement' },
    ]);
    expect(amounts(trace.entries)).toBe(procurement.cell.exact);
  });

  it('每一条登记是桥上的一步', () => {
    const { bridge } = traceCell(procurement, entries);
    expect(bridge.map(({ step, amount }) => [step, amount])).toEqual([
      ['政府采购', '15000.00'],
      ['政府采购', '400000.00'],
      ['政府采购', '415000.00'],
    ]);
  });

  it('账与台账可在一格里相减：比上年增减（深圳 2023 年 表9 公务用车购置及运行维护费 52 − 7）', () => {
    const change = cellOf('增减变化', { appropriated: 1, priorBudget: -1 }, '450000.00');
    const trace = traceCell(change, [
      posted({ amount: parseYuan('520000.00') }),
      purchase('1', '70000.00', { measure: 'priorBudget' }),
    ]);
    expect(cellScope(change.cell).measures).toEqual(['appropriated']);
    expect(trace.bridge.map(({ step, amount }) => [step, amount])).toEqual([
      ['年初预算', '520000.00'],
      ['上年预算', '-70000.00'],
      ['增减变化', '450000.00'],
    ]);
    expect(amounts(trace.entries)).toBe(change.cell.exact);
  });
});

describe('拟合', () => {
  const budget = cellOf('预算数', { appropriated: 1 }, '3.00');
  const entries = [posted({ amount: parseYuan('1.00'), basis: 'fitted' }), posted({ amount: parseYuan('2.00') })];
  const explained = '分录 2 笔，其中 1 笔拟合：由公布表的合计数推出，不是单位的账';

  it('JSON 的每笔分录写明依据', () =>
    expect(traceCell(budget, entries).entries.map(({ basis }) => basis)).toEqual(['fitted', null]));

  it('文本和网页在分录之上说一次，在每笔拟合的分录上标明', () => {
    const trace = traceCell(budget, entries);
    for (const text of [renderTraceText(trace), renderTraceHtml(trace)]) {
      expect(text).toContain(explained);
      expect(text.match(/〔拟合〕年初预算批复/g)).toHaveLength(1);
    }
  });

  it('没有拟合的，不提', () => {
    const trace = traceCell(budget, [posted({ amount: parseYuan('3.00') })]);
    expect(renderTraceText(trace)).toContain('分录 1 笔\n');
    expect(renderTraceHtml(trace)).not.toContain('拟合');
  });
});
