import { parseYuan, sum } from '@yujue/money';
import { fillEdition } from '../tables/fill-edition';
import { dataRows } from '../tables/filled';
import { gz2020Final, input2020, published2020 } from '../testing/gz-2020-final';
import { journalOf } from '../testing/journal-2020';
import { findCell } from './find-cell';
import { cellScope, traceCell } from './trace-cell';

const input = input2020();
const { tables } = fillEdition(gz2020Final(), input);
const journal = journalOf(input.facts);
const table = (no: string) => tables.find((each) => each.no === no)!;
const amounts = (steps: readonly { amount: string }[]) => sum(steps.map(({ amount }) => parseYuan(amount)));

const printedFigures = published2020()
  .flatMap(({ rows }) => rows.flatMap(({ values }) => values as (string | null)[]))
  .filter((value) => value !== null).length;

/** What the read model would fetch for a cell. */
const fetched = ({ matches, measures }: ReturnType<typeof cellScope>) =>
  journal.filter(({ line, measure }) => matches(line) && measures.some((each) => each === measure));

const traceOf = (no: string, row: string, column: string) => {
  const found = findCell(table(no), { row, column });
  return traceCell(found, fetched(cellScope(found.cell)));
};

describe('差异追溯', () => {
  it('每张表每一格：分录之和、桥上各步之和都等于精确数', () => {
    let traced = 0;
    for (const each of tables) {
      for (const row of dataRows(each)) {
        for (const cell of row.cells) {
          if (cell === null) continue;
          const trace = traceCell({ table: each, row, cell }, fetched(cellScope(cell)));
          expect(amounts(trace.entries)).toBe(cell.exact);
          expect(amounts(trace.bridge.filter(({ subtotal }) => !subtotal))).toBe(cell.exact);
          traced += 1;
        }
      }
    }
    expect(traced).toBe(printedFigures);
  });

  it('支出：从年初预算、追加到全年预算，再减收回到净支出（表5 2101301 城乡医疗救助 32,991.77）', () => {
    const { cell, bridge } = traceOf('5', '2101301', '本年支出合计');
    expect(cell).toMatchObject({
      table: '5',
      code: '2101301',
      row: '城乡医疗救助',
      printed: '32991.77',
      exact: '329917700.00',
    });
    expect(bridge.map(({ step, documentNo }) => [step, documentNo])).toEqual([
      ['年初预算', '批复〔2020〕1号'],
      ['追加', '追加〔2020〕8号'],
      ['全年预算', null],
      ['收回额度', '年结〔2020〕1号'],
      ['净支出', null],
    ]);
  });

  it('收入：到净支出之后，加结转下年，减上年结转（表2 2101301 其他收入 62,918.64）', () => {
    const { bridge } = traceOf('2', '2101301', '其他收入');
    expect(bridge.map(({ step, amount }) => [step, amount])).toEqual([
      ['年初预算', '629186399.99'],
      ['调整预算', '629186399.99'],
      ['上年结转', '20517700.00'],
      ['全年预算', '649704099.99'],
      ['结转下年', '-874400.01'],
      ['净支出', '648829699.98'],
      ['上年结转', '-20517700.00'],
      ['结转下年', '874400.01'],
      ['收入', '629186399.99'],
    ]);
  });

  it('年度未终了：没有支付的额度列为未支付（表5 2101301）', () => {
    const found = findCell(table('5'), { row: '2101301', column: '本年支出合计' });
    const toMay = fetched(cellScope(found.cell)).filter(({ occurredOn }) => occurredOn! <= '2020-05-31');
    const { bridge } = traceCell(found, toMay);
    expect(bridge.map(({ step }) => step)).toEqual(['年初预算', '全年预算', '未支付', '净支出']);
    expect(bridge.at(-1)!.amount).toBe('164958850.00');
  });

  it('其他口径：按单据列出（表1 年初结转和结余）', () => {
    const { bridge } = traceOf('1', '年初结转和结余', '决算数');
    expect(bridge).toEqual([
      {
        step: '上年结转',
        amount: '20689299.98',
        documentNo: '结转〔2020〕1号',
        occurredOn: '2020-01-02',
        reason: '上年结转',
      },
      { step: '上年结转', amount: '20689299.98', documentNo: null, occurredOn: null, reason: null, subtotal: true },
    ]);
  });
});
