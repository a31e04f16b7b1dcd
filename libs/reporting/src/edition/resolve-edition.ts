import { BLANK, printedColumns } from './edition';
import { type CheckRule } from './check-schema';
import { type ColumnDefinition } from './column-schema';
import { type EditionFile, type TableDefinition } from './edition-schema';
import { type RowBlock } from './row-schema';
import { referenceComplaints } from './check-references';
import { type Complaint } from './complaint';
import { listComplaints } from './list-complaints';
import { type BlockContext, rowComplaints } from './row-complaints';
import { BASIC_MEASURES, type Terms, parseMeasure } from './measure-expression';

interface Resolved {
  readonly terms: ReadonlyMap<string, Terms>;
  readonly complaints: readonly Complaint[];
}

/** Resolves every measure of an edition, and checks that its parts agree with each other. */
export function resolveEdition(edition: EditionFile): Resolved {
  const resolver = new Resolver();
  for (const [name, expression] of Object.entries(edition.measures)) {
    const terms = resolver.resolve(expression, ['measures', name]);
    if (terms) resolver.named.set(name, terms);
  }
  edition.tables.forEach((table, index) => checkTable(table, ['tables', index], resolver));
  edition.checks.forEach((check, index) => {
    resolveCheck(check, ['checks', index], resolver);
  });
  resolver.complaints.push(...referenceComplaints(edition));
  return resolver;
}

class Resolver implements Resolved {
  readonly named = new Map(BASIC_MEASURES);
  readonly terms = new Map<string, Terms>();
  readonly complaints: Complaint[] = [];

  complain(path: readonly PropertyKey[], message: string): void {
    this.complaints.push({ path, message });
  }

  resolve(expression: string, path: readonly PropertyKey[]): Terms | undefined {
    try {
      const terms = parseMeasure(expression, this.named);
      this.terms.set(expression, terms);
      return terms;
    } catch (error) {
      this.complain(path, (error as Error).message);
      return undefined;
    }
  }
}

function resolveCheck(check: CheckRule, path: readonly PropertyKey[], resolver: Resolver): void {
  if (check.explainedBy !== undefined) resolver.resolve(check.explainedBy, [...path, 'explainedBy']);
  for (const part of ['left', 'right'] as const) {
    check[part].forEach(({ measure }, at) => {
      if (measure !== undefined) resolver.resolve(measure, [...path, part, at, 'measure']);
    });
  }
}

function checkTable(table: TableDefinition, path: readonly PropertyKey[], resolver: Resolver): void {
  const columns = printedColumns(table.columns);
  const leaves = columns.filter(({ text }) => text === undefined);
  const repeated = columns.find((leaf, index) => columns.findIndex((each) => each.path === leaf.path) !== index);
  if (repeated) resolver.complain([...path, 'columns'], `栏目“${repeated.path}”重复`);
  if (leaves.length === 0) resolver.complain([...path, 'columns'], '没有金额栏，应有不写 text 的栏目');
  if (table.measure !== undefined) resolver.resolve(table.measure, [...path, 'measure']);
  resolveColumns(table.columns, [...path, 'columns'], resolver);

  const above: Above = {
    amounts: leaves.map((leaf) => leaf.path),
    words: columns.flatMap((leaf) => (leaf.text === undefined ? [] : [leaf.path])),
    measured: table.measure !== undefined || leaves.every((leaf) => leaf.measure !== undefined),
    belowUnits: false,
  };
  resolver.complaints.push(...listComplaints(table, [...path, 'lists']));
  table.rows.forEach((block, index) => checkBlock(block, [...path, 'rows', index], above, resolver));
}

function resolveColumns(columns: readonly ColumnDefinition[], path: readonly PropertyKey[], resolver: Resolver): void {
  columns.forEach((column, index) => {
    const here = [...path, index];
    if (column.measure !== undefined) resolver.resolve(column.measure, [...here, 'measure']);
    if (column.text !== undefined && (column.measure ?? column.where ?? column.columns) !== undefined) {
      resolver.complain(here, '文字栏（text）没有金额，不能写 measure、where 或 columns');
    }
    if (column.leading && column.text === undefined) resolver.complain(here, 'leading 只用于文字栏（text）');
    if (column.columns) resolveColumns(column.columns, [...here, 'columns'], resolver);
  });
}

interface Above extends BlockContext {
  /** Paths of the table's columns of amounts. */
  readonly amounts: readonly string[];
  /** Whether every cell below already has a measure. */
  readonly measured: boolean;
}

function checkBlock(block: RowBlock, path: readonly PropertyKey[], above: Above, resolver: Resolver): void {
  for (const complaint of rowComplaints(block, above)) {
    resolver.complain([...path, ...complaint.path], complaint.message);
  }
  const own = typeof block.measure === 'string' ? { '': block.measure } : (block.measure ?? {});
  for (const [column, expression] of Object.entries(own)) {
    const at = [...path, 'measure', ...(column ? [column] : [])];
    if (column && !above.amounts.includes(column)) {
      resolver.complain(at, `没有“${column}”栏；本表各栏：${above.amounts.join('、')}`);
    }
    if (expression !== BLANK) resolver.resolve(expression, at);
  }
  const measured = above.measured || block.measure !== undefined;
  const fills = block.name !== undefined || block.each !== undefined;
  if (fills && !measured) resolver.complain(path, '没有计量口径，应在表、栏目或行上写 measure');
  const below: Above = { ...above, measured, belowUnits: above.belowUnits || block.each === 'units' };
  block.rows?.forEach((child, index) => checkBlock(child, [...path, 'rows', index], below, resolver));
}
