import { parseAmount, printAmount } from '@yujue/money';
import { type JournalEntry, type LineFacts } from '@yujue/facts';
import { type CellRef, type CheckRule } from '../edition/check-schema';
import { checkEdition, fillEdition } from '../tables/fill-edition';
import { dataRows } from '../tables/filled';
import { gz2020Final, input2020 } from '../testing/gz-2020-final';
import { journalOf } from '../testing/journal-2020';
import { type CheckableTable } from './check-cells';
import { checkTables } from './check-tables';

const edition = gz2020Final();
const style = { unit: '万元', decimals: 2 } as const;

describe('2020 年十张表的勾稽', () => {
  const filled = fillEdition(edition, input2020());
  const { compared, findings } = checkEdition(filled);

  it('分位全部相符，只有尾差', () => {
    expect(compared).toBeGreaterThan(400);
    expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['尾差']));
  });

  it('尾差写出两边、两数和相差（表7 决算数：37.45 + 2.11 ≠ 39.57）', () => {
    const [finding] = findings.filter(({ rule }) => rule === '7-决算数-合计');
    expect(finding).toMatchObject({ verdict: '尾差', severity: 'hard', expected: '39.56' });
    expect(finding!.message).toContain('39.57（395650.00 元） 应等于');
  });

  it('账上差一分，即是错误，不是尾差', () => {
    const wrong = filled.tables.map((table) =>
      table.no === '3'
        ? { ...table, rows: dataRows(table).map((row) => (row.code === '210' ? oneFenMore(row) : row)) }
        : table,
    );
    const { findings: found } = checkTables(wrong, edition.checks);
    const errors = found.filter(({ verdict }) => verdict === '错误');
    expect(new Set(errors.map(({ rule }) => rule))).toEqual(new Set(['1-3-类', '3-栏', '3-合计', '3-科目']));
    expect(errors.find(({ rule }) => rule === '1-3-类')!.difference).toBe(-1);
  });

  const oneFenMore = (row: ReturnType<typeof dataRows>[number]) => ({
    ...row,
    cells: row.cells.map((cell, index) =>
      cell && index === 0 ? { ...cell, exact: (cell.exact + 1) as typeof cell.exact } : cell,
    ),
  });
});

describe('从文件读来的表只有印出数', () => {
  /** 类, 款, 项 by the digits of their codes. */
  const DEPTHS: Readonly<Record<number, number>> = { 3: 0, 5: 1, 7: 2 };
  const read = (no: string, rows: Record<string, string>): CheckableTable => ({
    no,
    style,
    // Objects keep their numeric keys in the order of numbers; tables print parents first.
    rows: Object.entries(rows)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, printed]) => ({
        side: null,
        code: /^\d+$/.test(name) ? name : null,
        name,
        source: null,
        key: null,
        depth: DEPTHS[name.length] ?? 0,
        cells: [{ column: '金额', exact: null, printed }],
      })),
  });
  const rule = (left: string, relation: '=' | '<=', ...right: string[]): CheckRule => ({
    id: 'r',
    label: '合计',
    severity: 'hard',
    relation,
    left: [{ year: '本年', table: '1', row: left, column: '金额', minus: false }],
    right: right.map((row) => ({ year: '本年', table: '1', row, column: '金额', minus: false })),
  });
  const verdicts = (rows: Record<string, string>, checked: CheckRule) =>
    checkTables([read('1', rows)], [checked]).findings.map(({ verdict, difference }) => [verdict, difference]);

  it('相差不超过每个数的半个末位，是尾差', () =>
    expect(verdicts({ 合计: '3.01', 甲: '1.00', 乙: '2.00' }, rule('合计', '=', '甲', '乙'))).toEqual([
      ['尾差', parseAmount('0.01', '万元')],
    ]));

  it('超过了就是错误', () =>
    expect(verdicts({ 合计: '3.02', 甲: '1.00', 乙: '2.00' }, rule('合计', '=', '甲', '乙'))).toEqual([
      ['错误', parseAmount('0.02', '万元')],
    ]));

  it('不大于', () => {
    expect(verdicts({ 甲: '2.00', 乙: '2.00' }, rule('甲', '<=', '乙'))).toEqual([]);
    expect(verdicts({ 甲: '3.00', 乙: '2.00' }, rule('甲', '<=', '乙'))).toEqual([
      ['错误', parseAmount('1.00', '万元')],
    ]);
  });

  it('上级等于下一级之和，不重复计再下一级', () => {
    const codes = { '210': '3.00', '21013': '1.00', '2101301': '1.00', '21015': '2.00' };
    expect(verdicts(codes, rule('*上级', '=', '*下级'))).toEqual([
      // 21015 has no 项 in this table, so it is not a parent; 21013 and 210 come out even.
    ]);
    expect(verdicts({ ...codes, '21015': '9.00' }, rule('*上级', '=', '*下级'))).toHaveLength(1);
  });

  it('缺少所说的表时，不检查', () =>
    expect(checkTables([], [rule('合计', '=', '甲')])).toEqual({ compared: 0, findings: [] }));
});

describe('表外的依据', () => {
  const [{ line }] = input2020().facts as [LineFacts];
  const table = (name: string, yuan: string): CheckableTable => {
    const exact = parseAmount(yuan, '元');
    const cell = { column: '金额', exact, printed: printAmount(exact, style), matches: () => true };
    return {
      no: '1',
      style,
      rows: [{ side: null, code: null, name, source: null, key: null, depth: 0, cells: [cell] }],
    };
  };
  const ref = (more: Partial<CellRef>): CellRef => ({
    year: '本年',
    table: '1',
    row: '支出',
    column: '金额',
    minus: false,
    ...more,
  });
  const rule = (severity: CheckRule['severity'], left: CellRef, right: CellRef, explainedBy?: string): CheckRule => ({
    id: 'r',
    label: '相等',
    severity,
    relation: '=',
    left: [left],
    right: [right],
    explainedBy,
  });

  describe('上年', () => {
    const carried = rule('hard', ref({ row: '年初结转' }), ref({ year: '上年', row: '年末结转' }));
    const check = (closing: string) =>
      checkTables([table('年初结转', '30000.00')], [carried], { previousYear: [table('年末结转', closing)] });

    it('年初等于上年年末', () => expect(check('30000.00').findings).toEqual([]));

    it('不等是错误，写明哪个是上年的数', () => {
      const [finding] = check('40000.00').findings;
      expect(finding).toMatchObject({ verdict: '错误', expected: '4.00' });
      expect(finding!.message).toContain('3.00（30000.00 元） 应等于 上年表1 年末结转·金额 4.00（40000.00 元）');
    });

    it('上年不在账内，不检查', () => expect(checkTables([table('年初结转', '30000.00')], [carried]).compared).toBe(0));
  });

  describe('决算与年初预算不同，须有原因', () => {
    const explained = rule('warn', ref({}), ref({ measure: '年初预算' }), '追加 + 追减 + 调剂');
    const facts: LineFacts[] = [{ line, amounts: { appropriated: parseAmount('20000', '元') } }];
    const entry = (more: Partial<JournalEntry>): JournalEntry => ({
      ...journalOf([{ line, amounts: { supplemented: parseAmount('10000', '元') } }])[0]!,
      ...more,
    });
    const check = (spent: string, ...journal: JournalEntry[]) =>
      checkTables([table('支出', spent)], [explained], { ledger: { edition, facts, journal } }).findings;

    it('没有原因的提醒，写出决算数和年初预算', () => {
      const [finding] = check('30000');
      expect(finding).toMatchObject({ verdict: '提醒', severity: 'warn', expected: '2.00' });
      expect(finding!.message).toContain('3.00（30000.00 元） 应等于 表1 支出·金额（年初预算） 2.00（20000.00 元）');
    });

    it.each([
      ['没有不同', '20000', []],
      ['追加写明了原因', '30000', [entry({ reason: '上级补助' })]],
    ])('%s，不提醒', (_, spent, journal) => expect(check(spent, ...journal)).toEqual([]));

    it.each([
      ['追加没有写原因', entry({ reason: '' })],
      ['追加是由公布数拟合的', entry({ reason: '拟合', basis: 'fitted' })],
      ['写原因的是支付', entry({ reason: '付款', measure: 'disbursed' })],
    ])('%s，照样提醒', (_, journal) => expect(check('30000', journal)).toHaveLength(1));

    it('公开文件后面没有账，不检查', () => expect(checkTables([table('支出', '1')], [explained]).compared).toBe(0));
  });
});
