import { type AmountStyle, add, parseAmount, printAmount } from '@yujue/money';
import { checkTables } from '../src/checks/check-tables';
import { type CheckableTable } from '../src/checks/check-cells';
import { toTableJson } from '../src/formats/report-json';
import { checkEdition, fillEdition } from '../src/tables/fill-edition';
import { type FilledTable, dataRows } from '../src/tables/filled';
import { outlineOf } from '../src/testing/budget-outline';
import { type PrintedRow, editionOf, publishedFigures } from '../src/testing/published';

/** The document's figures in the rows that the edition prints, which are the document's own. */
const withFigures = (filled: FilledTable, rows: readonly PrintedRow[]): CheckableTable => ({
  ...filled,
  rows: dataRows(filled).map((row, index) => ({
    ...row,
    cells: row.cells.map((cell, column) => cell && { ...cell, exact: null, printed: rows[index]!.values[column]! }),
  })),
});

const WAN: AmountStyle = { unit: '万元', decimals: 2 };

interface Place {
  readonly table: number;
  readonly row: number;
  readonly column: number;
}

/** The same tables with one figure written otherwise. */
const miswritten = (tables: readonly CheckableTable[], at: Place, value: string): CheckableTable[] =>
  tables.with(at.table, {
    ...tables[at.table]!,
    rows: tables[at.table]!.rows.map((row, index) =>
      index === at.row ? { ...row, cells: row.cells.with(at.column, { ...row.cells[at.column]!, printed: value }) } : row,
    ),
  });

const placesOf = (tables: readonly CheckableTable[]): Place[] =>
  tables.flatMap(({ rows }, table) =>
    rows.flatMap(({ cells }, row) => cells.flatMap((cell, column) => (cell ? [{ table, row, column }] : []))),
  );

/** Every 29th figure is tried; to try all takes a minute, and finds none unnoticed either. */
const STRIDE = 29;

const headOf = ({ side, ordinal, code, name, lineNo }: PrintedRow) => [side, ordinal, code, name, lineNo];

const BUDGETS = [
  { id: 'qy-2025-budget', units: ['清远市医疗保障局', '清远市医疗保障服务中心'], empty: ['10'], tail: '类等于款之和：表6 301 工资福利支出·预算' },
  {
    id: 'gz-2026-budget',
    units: ['广州市医疗保障局', '广州市医疗保险服务中心', '广州市医疗救助服务中心'],
    empty: ['9', '10'],
    tail: '类等于款之和，款等于项之和：表3 22102 住房改革支出·合计 5765.51',
  },
];

describe.each(BUDGETS)('$id', ({ id, units, empty, tail }) => {
  const edition = editionOf(id);
  const published = publishedFigures(id);
  const filled = fillEdition(edition, outlineOf(published, units));
  const figures = filled.tables.map((table, index) => withFigures(table, published.tables[index]!.rows));

  it.each(published.tables.map((table) => [table.no, table] as const))(
    '表%s 的标题、栏目、行名和次序与公开文件相同',
    (no, { title, columns, rows }) => {
      const table = toTableJson(filled.tables.find((each) => each.no === no)!);
      expect([table.title, table.columns]).toEqual([title, columns]);
      expect(table.rows.map(headOf)).toEqual(rows.map(headOf));
    },
  );

  it('没有数的表照印合计和说明', () =>
    expect(
      filled.tables.filter(({ notes }) => notes.some((note) => note.includes('无发生额'))).map(({ no }) => no),
    ).toEqual(empty));

  it('勾稽：一本每行一元的账，分位全部相符', () => {
    const { compared, findings } = checkEdition(filled);
    expect(compared).toBeGreaterThan(400);
    expect(findings.filter(({ verdict }) => verdict !== '尾差').map(({ message }) => message)).toEqual([]);
  });

  it('勾稽：公开的各数没有错误，只有尾差', () => {
    const { findings } = checkTables(figures, edition.checks);
    expect(findings.filter(({ verdict }) => verdict !== '尾差').map(({ message }) => message)).toEqual([]);
    expect(findings.filter(({ message }) => message.startsWith(tail))).toHaveLength(1);
  });

  it('勾稽：任何一个数多写 1 万元，都有规则说它错', () => {
    const tried = placesOf(figures).filter((_, index) => index % STRIDE === 0);
    const unnoticed = tried.filter((at) => {
      const printed = figures[at.table]!.rows[at.row]!.cells[at.column]!.printed!;
      const more = printAmount(add(parseAmount(printed, '万元'), parseAmount('1', '万元')), WAN);
      const { findings } = checkTables(miswritten(figures, at, more), edition.checks);
      return findings.every(({ verdict }) => verdict === '尾差');
    });
    expect(tried.length).toBeGreaterThan(25);
    expect(unnoticed).toEqual([]);
  });
});
