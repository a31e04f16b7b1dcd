import { add, fen, formatYuan, parseYuan, sum } from '@yujue/money';
import { type JournalEntry, type ReportMeasure } from '@yujue/facts';
import { fillEdition } from '../tables/fill-edition';
import { dataRows } from '../tables/filled';
import { gz2020Final, input2020 } from '../testing/gz-2020-final';
import { journalOf } from '../testing/journal-2020';
import { type FoundCell, findCell } from './find-cell';
import { cellScope, traceCell, tracedEntryRow } from './trace-cell';
import { traceOverview } from './trace-overview';
import { joinSums, sumsOf } from './trace-sums';

const input = input2020();
const { tables } = fillEdition(gz2020Final(), input);
const journal = journalOf(input.facts);
const table = (no: string) => tables.find((each) => each.no === no)!;
const amounts = (rows: readonly { readonly amount: string }[]) => sum(rows.map(({ amount }) => parseYuan(amount)));
const inMeasures = (entries: readonly JournalEntry[], measures: readonly ReportMeasure[]) =>
  entries.filter(({ measure }) => measures.includes(measure));

/** The overview from no more than what the scope says that it needs. */
function overviewOf(found: FoundCell, registered: readonly JournalEntry[] = []) {
  const { matches, measures, documentMeasures } = cellScope(found.cell);
  const own = journal.filter(({ line }) => matches(line));
  const { lines } = sumsOf(inMeasures(own, measures));
  const { documents } = sumsOf(inMeasures(own, documentMeasures));
  return traceOverview(found, joinSums({ lines, documents }, sumsOf(registered)));
}

describe('来历的概览', () => {
  it('每张表每一格：桥与逐笔分录算出的相同，各指标之和、合计都等于精确数，笔数是分录的笔数', () => {
    const cells = tables.flatMap((each) =>
      dataRows(each).flatMap((row) => row.cells.flatMap((cell) => (cell ? [{ table: each, row, cell }] : []))),
    );
    expect(cells.length).toBeGreaterThan(900);
    for (const found of cells) {
      const { cell, bridge, lines, otherLines, total } = overviewOf(found);
      const whole = traceCell(
        found,
        journal.filter(({ line }) => found.cell.matches(line)),
      );
      expect({ cell, bridge }).toEqual({ cell: whole.cell, bridge: whole.bridge });
      expect([amounts(lines), otherLines]).toEqual([found.cell.exact, null]);
      expect(total).toEqual({ entries: whole.entries.length, amount: cell.exact });
      expect(lines.map(({ entries }) => entries).reduce((a, b) => a + b, 0)).toBe(total.entries);
    }
  });

  it('支出：支付只要合计，不逐笔列（表5 2101301）', () => {
    const found = findCell(table('5'), { row: '2101301', column: '本年支出合计' });
    const { documentMeasures, entryMeasures } = cellScope(found.cell);
    expect(documentMeasures).not.toContain('disbursed');
    expect(entryMeasures).toEqual(['disbursed', 'refunded']);
  });

  it('一条指标写明单位、笔数和金额（表5 2101301 城乡医疗救助 32,991.77）', () => {
    const found = findCell(table('5'), { row: '2101301', column: '本年支出合计' });
    const { lines, total } = overviewOf(found);
    expect(total).toEqual({ entries: 2 * lines.length, amount: '329917700.00' });
    expect(lines[0]).toEqual({
      unit: '310001',
      line: expect.any(String) as string,
      entry: null,
      entries: 2,
      // The first of the lines that the sample year has for it.
      amount: '100000000.00',
    });
  });

  it('指标很多时列出最大的 200 条，其余合计；加起来还是这个数', () => {
    const found = findCell(table('5'), { row: '2101301', column: '本年支出合计' });
    const [first] = overviewOf(found).lines;
    const { line } = journal.find((entry) => entry.line.id === first!.line)!;
    const lineTotals = Array.from({ length: 1_000 }, (_, index) => ({
      line: { ...line, id: `A${index}` },
      measure: 'disbursed' as const,
      entries: 2,
      amount: fen(100 * (index + 1)),
    }));
    const { lines, otherLines, total } = traceOverview(found, { lines: lineTotals, documents: [] });
    expect([lines.length, lines[0]!.line, lines.at(-1)!.line]).toEqual([200, 'A800', 'A999']);
    expect(otherLines).toEqual({ lines: 800, entries: 1_600, amount: '320400.00' });
    expect(total).toEqual({ entries: 2_000, amount: '500500.00' });
    expect(formatYuan(add(amounts(lines), parseYuan(otherLines!.amount)))).toBe(total.amount);
  });

  it('台账的登记也是一行，写明是哪个台账的哪一条', () => {
    const anyCell = findCell(table('3'), { row: '210', column: '基本支出' });
    const procurement = { measure: '政府采购', terms: { procurement: 1 }, filters: [], matches: () => true };
    const found: FoundCell = { ...anyCell, cell: { ...anyCell.cell, ...procurement, exact: parseYuan('15000.00') } };
    const name = '会议服务';
    const entry = { register: 'procurements', entryNo: '1', name, category: '服务', texts: {} } as const;
    const registered: JournalEntry = {
      ...journal[0]!,
      measure: 'procurement',
      occurredOn: null,
      amount: parseYuan('15000.00'),
      line: { ...journal[0]!.line, id: '政府采购预算:1', entry },
    };
    const { lines, total, bridge } = overviewOf(found, [registered]);
    expect(lines).toMatchObject([
      { line: '政府采购预算:1', entry: { register: 'procurements', entryNo: '1', name }, amount: '15000.00' },
    ]);
    expect(total).toEqual({ entries: 1, amount: '15000.00' });
    expect(bridge.map(({ step }) => step)).toEqual(['政府采购', '政府采购']);
  });
});

describe('来历的一笔分录', () => {
  const { cell } = findCell(table('5'), { row: '2101301', column: '本年支出合计' });
  const posted = journal.find(({ line, measure }) => cell.matches(line) && measure === 'disbursed')!;

  it('写明单位、经办人和登记时间；退回以负数计', () => {
    expect(tracedEntryRow(cell, posted)).toMatchObject({
      unit: posted.line.unit,
      actor: '张三',
      recordedAt: posted.recordedAt,
      measure: 'disbursed',
    });
    const refunded = tracedEntryRow(cell, { ...posted, measure: 'refunded', amount: parseYuan('1.00') });
    expect(refunded!.amount).toBe('-1.00');
  });

  it('不计入这个数的没有', () => {
    expect(tracedEntryRow(cell, { ...posted, measure: 'appropriated' })).toBeNull();
    expect(tracedEntryRow(cell, { ...posted, line: { ...posted.line, functionCode: '2080501' } })).toBeNull();
  });
});
