import { BLANK, leafColumns } from './edition';
import { type ColumnDefinition, type EditionFile, type RowBlock, type TableDefinition } from './edition-schema';
import { referenceComplaints } from './check-references';
import { type Complaint } from './complaint';
import { LEDGER_MEASURES, type Terms, parseMeasure } from './measure-expression';

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
  edition.indicators.forEach((indicator, index) => {
    const path = ['indicators', index];
    resolver.resolve(indicator.amount.measure, [...path, 'amount', 'measure']);
    if (indicator.base) resolver.resolve(indicator.base.measure, [...path, 'base', 'measure']);
    const compared = indicator.base !== undefined || indicator.comparative !== undefined;
    if (indicator.kind !== 'amount' && !compared) {
      resolver.complain(path, '没有比较对象，应有 base（基数）或 comparative（上年指标口径）');
    }
    if (indicator.kind === 'score' && !indicator.rule) resolver.complain(path, '得分没有评分规则，应有 rule');
  });
  resolver.complaints.push(...referenceComplaints(edition));
  return resolver;
}

class Resolver implements Resolved {
  readonly named = new Map(LEDGER_MEASURES);
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

function checkTable(table: TableDefinition, path: readonly PropertyKey[], resolver: Resolver): void {
  const leaves = leafColumns(table.columns);
  const paths = leaves.map((leaf) => leaf.path);
  const repeated = paths.find((name, index) => paths.indexOf(name) !== index);
  if (repeated !== undefined) resolver.complain([...path, 'columns'], `栏目“${repeated}”重复`);
  if (table.measure !== undefined) resolver.resolve(table.measure, [...path, 'measure']);
  resolveColumns(table.columns, [...path, 'columns'], resolver);

  const measured = table.measure !== undefined || leaves.every((leaf) => leaf.measure !== undefined);
  table.rows.forEach((block, index) => checkBlock(block, [...path, 'rows', index], { paths, measured }, resolver));
}

function resolveColumns(columns: readonly ColumnDefinition[], path: readonly PropertyKey[], resolver: Resolver): void {
  columns.forEach((column, index) => {
    const here = [...path, index];
    if (column.measure !== undefined) resolver.resolve(column.measure, [...here, 'measure']);
    if (column.columns) resolveColumns(column.columns, [...here, 'columns'], resolver);
  });
}

interface Above {
  /** Paths of the table's columns. */
  readonly paths: readonly string[];
  /** Whether every cell below already has a measure. */
  readonly measured: boolean;
}

function checkBlock(block: RowBlock, path: readonly PropertyKey[], above: Above, resolver: Resolver): void {
  const kinds = [block.name, block.each, block.blankLines].filter((kind) => kind !== undefined).length;
  if (kinds > 1) resolver.complain(path, 'name（单行）、each（逐项列行）、blankLines（空行）只能写一个');
  if (kinds === 0 && !block.rows) {
    resolver.complain(path, '应有 name（单行）、each（逐项列行）、blankLines（空行）或 rows（行组）');
  }
  const own = typeof block.measure === 'string' ? { '': block.measure } : (block.measure ?? {});
  for (const [column, expression] of Object.entries(own)) {
    const at = [...path, 'measure', ...(column ? [column] : [])];
    if (column && !above.paths.includes(column)) {
      resolver.complain(at, `没有“${column}”栏；本表各栏：${above.paths.join('、')}`);
    }
    if (expression !== BLANK) resolver.resolve(expression, at);
  }
  const measured = above.measured || block.measure !== undefined;
  const fills = block.name !== undefined || block.each !== undefined;
  if (fills && !measured) resolver.complain(path, '没有计量口径，应在表、栏目或行上写 measure');
  block.rows?.forEach((child, index) => checkBlock(child, [...path, 'rows', index], { ...above, measured }, resolver));
}
