import { type Fen, parseAmount, sum } from '@yujue/money';
import fc from 'fast-check';
import { type ExecutionBy, EXECUTION_BY } from '../execution/execution-groups';
import { type ExecutionRow, executionReport } from '../execution/execution-report';
import { type Edition } from '../edition/edition';
import { totalOf } from '../edition/measure-expression';
import { type ReportInput } from '../report-input';
import { catalogueOf, editionOf } from '../testing/published';
import { type AnyYear, anyYear, reportOf } from '../testing/random-facts';
import { findCell, rowName } from '../trace/find-cell';
import { checkEdition, fillEdition } from './fill-edition';
import { type FilledCell, type FilledRow, type FilledTable, dataRows } from './filled';
import { linePredicate } from './line-filter';
import { parentsOf } from './row-tree';
import { isUnlisted } from './unlisted';

const EDITIONS: readonly (readonly [edition: string, year: number])[] = [
  ['gz-2020-final', 2020],
  ['sh-standard-final', 2020],
  ['gz-2021-unit-budget', 2021],
  ['sz-2023-unit-budget', 2023],
  ['qy-2025-budget', 2025],
  ['gz-2026-budget', 2026],
];

/** A failing seed is printed by fast-check; YUJUE_SEED runs it again, YUJUE_RUNS runs more. */
const SEED = process.env['YUJUE_SEED'] ? Number(process.env['YUJUE_SEED']) : Date.now() % 2 ** 31;
const options = { numRuns: Number(process.env['YUJUE_RUNS'] ?? 12), seed: SEED };
const TIMEOUT_MS = 120_000 + 1_000 * options.numRuns;

/** Rows that list the same lines by the same dimension, and a row that they must add up to. */
interface Listing {
  readonly table: FilledTable;
  readonly rows: readonly FilledRow[];
  readonly column: number;
  readonly total: Fen;
  readonly label: string;
}

function groupBy<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

/** Rows below a row of the same source: 项 below 款, projects below a project. */
function listingsBelow(table: FilledTable): Listing[] {
  const rows = dataRows(table);
  const tree = parentsOf(rows);
  const families = groupBy(
    rows.filter((row) => row.source !== null && tree.get(row)?.source === row.source),
    (row) => tree.get(row)!,
  );
  return [...families].flatMap(([above, below]) =>
    above.cells.flatMap((cell, column) =>
      cell ? [{ table, rows: below, column, total: cell.exact, label: `${above.code ?? above.name}` }] : [],
    ),
  );
}

/** The filters of a generated row's parents: its cell's, without its own. */
function scopeOf({ filters }: FilledCell, table: FilledTable, column: number): FilledCell['filters'] {
  const { where } = table.columns[column]!;
  return filters.toSpliced(filters.length - where.length - 1, 1);
}

/** The top rows of each block against the lines that pass the block's own filters. */
function listingsOfBlocks(table: FilledTable, input: ReportInput): Listing[] {
  const rows = dataRows(table);
  const tree = parentsOf(rows);
  const tops = rows.filter((row) => row.source !== null && tree.get(row)?.source !== row.source);
  return table.columns.flatMap((_, column) => {
    const cells = tops.flatMap((row) => (row.cells[column] ? [{ row, cell: row.cells[column] }] : []));
    const blocks = groupBy(cells, ({ row, cell }) =>
      JSON.stringify([row.source, row.side, cell.measure, scopeOf(cell, table, column)]),
    );
    return [...blocks].map(([label, found]) => {
      const tests = scopeOf(found[0]!.cell, table, column).map((filter) => linePredicate(filter, input));
      const facts = input.facts.filter(({ line }) => tests.every((matches) => matches(line)));
      const total = totalOf(
        found[0]!.cell.terms,
        facts.map(({ amounts }) => amounts),
      );
      return { table, rows: found.map(({ row }) => row), column, total, label };
    });
  });
}

const exactOf = ({ cells }: FilledRow, column: number): Fen => cells[column]!.exact;

const printedOf = ({ cells }: FilledRow, column: number, { unit }: FilledTable['style']): Fen =>
  parseAmount(cells[column]!.printed ?? '0', unit);

/** Half a last digit of each printed figure, the total among them, in 分. */
const tail = (figures: number, { unit, decimals }: FilledTable['style']): number =>
  (Number(parseAmount('1', unit)) / 10 ** decimals / 2) * figures;

function expectToAddUp(edition: Edition, input: ReportInput): void {
  const { tables } = fillEdition(edition, input);
  for (const table of tables) {
    expectToBeTraced(table, input);
    for (const listing of [...listingsBelow(table), ...listingsOfBlocks(table, input)]) {
      const { rows, column, total, label } = listing;
      const place = `表${table.no} ${table.columns[column]!.path} ${label}`;
      expect([place, sum(rows.map((row) => exactOf(row, column)))]).toEqual([place, total]);
      const printed = sum(rows.map((row) => printedOf(row, column, table.style)));
      expect(Math.abs(printed - total)).toBeLessThanOrEqual(tail(rows.length + 1, table.style));
    }
  }
}

/** A row of what is not listed has a name that calls it alone, and its cells know their lines. */
function expectToBeTraced(table: FilledTable, { facts }: ReportInput): void {
  for (const row of dataRows(table).filter(isUnlisted)) {
    const { column } = row.cells.find((cell) => cell !== null)!;
    const found = findCell(table, { row: rowName(table, row), side: row.side ?? undefined, column });
    expect(found.row).toBe(row);
    for (const cell of row.cells.filter((it) => it !== null)) {
      const own = facts.filter(({ line }) => cell.matches(line)).map(({ amounts }) => amounts);
      expect(totalOf(cell.terms, own)).toBe(cell.exact);
    }
  }
}

/** The edition's own rules on sums of rows: 合计 against every 类, 款 against its 项. */
function sumsOfRows({ checks }: Edition): Set<string> {
  const sums = checks.filter(({ left, right, relation, severity, explainedBy }) => {
    const tables = new Set([...left, ...right].map(({ table }) => table));
    const isSum = right.some(({ row }) => row.startsWith('*') && left.every((ref) => ref.row !== row));
    return isSum && tables.size === 1 && relation === '=' && severity === 'hard' && explainedBy === undefined;
  });
  return new Set(sums.map(({ id }) => id));
}

describe.each(EDITIONS)('%s：任何账，各行之和等于合计', (id, year) => {
  const edition = editionOf(id);
  const catalogue = catalogueOf(year);
  const years = anyYear(catalogue);

  it(
    '分毫不差；印出的数只差尾数',
    () =>
      fc.assert(
        fc.property(years, (it) => expectToAddUp(edition, reportOf(it, catalogue))),
        options,
      ),
    TIMEOUT_MS,
  );

  it(
    '版式自己的勾稽（合计＝各类之和、上级＝下级之和）没有差错',
    () => {
      const rules = sumsOfRows(edition);
      expect(rules.size).toBeGreaterThan(0);
      const check = (it: AnyYear) => {
        const { findings } = checkEdition(fillEdition(edition, reportOf(it, catalogue)));
        expect(findings.filter(({ rule, verdict }) => verdict === '错误' && rules.has(rule))).toEqual([]);
      };
      fc.assert(fc.property(years, check), { ...options, numRuns: Math.ceil(options.numRuns / 4) });
    },
    TIMEOUT_MS,
  );
});

describe('月度执行：任何账，按任何口径，各行之和等于合计', () => {
  const AMOUNTS = [
    'initialBudget',
    'broughtForward',
    'adjustment',
    'fullYearBudget',
    'monthExpenditure',
    'expenditure',
    'remaining',
    'lastYearExpenditure',
  ] as const satisfies readonly (keyof ExecutionRow)[];
  const ofLedger = ({ facts }: AnyYear) => facts.filter(({ line }) => line.entry === null);
  const catalogue = catalogueOf(2020);
  const years = anyYear(catalogue);

  const expectRowsToAddUp = (by: ExecutionBy, year: AnyYear, month: AnyYear, lastYear: AnyYear) => {
    const toMonth = { ...reportOf(year, catalogue), facts: ofLedger(year) };
    const asked = { month: 6, by, toMonth, ofMonth: ofLedger(month), lastYear: ofLedger(lastYear) };
    const [total, ...rows] = executionReport(asked).rows;
    for (const amount of AMOUNTS) {
      const top = rows.filter(({ indent }) => indent === 0);
      expect([amount, sum(top.map((row) => row[amount] ?? (0 as Fen)))]).toEqual([amount, total![amount]]);
      rows.forEach((row, index) => {
        const below = rowsBelow(rows, index);
        if (below.length > 0) expect([row.name, sum(below.map((it) => it[amount]!))]).toEqual([row.name, row[amount]]);
      });
    }
  };

  it.each(EXECUTION_BY)(
    '按 %s',
    (by) =>
      fc.assert(
        fc.property(years, years, years, (...drawn) => expectRowsToAddUp(by, ...drawn)),
        { ...options, numRuns: options.numRuns * 2 },
      ),
    TIMEOUT_MS,
  );

  /** The rows one level below a row. */
  function rowsBelow(rows: readonly ExecutionRow[], index: number): ExecutionRow[] {
    const after = rows.slice(index + 1);
    const end = after.findIndex(({ indent }) => indent <= rows[index]!.indent);
    const below = end === -1 ? after : after.slice(0, end);
    const level = Math.min(...below.map(({ indent }) => indent));
    return below.filter(({ indent }) => indent === level);
  }
});
