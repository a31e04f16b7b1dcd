import { type AmountStyle, printAmount } from '@yujue/money';
import { type LineFacts } from '@yujue/read-model';
import { BLANK, type Edition, type LeafColumn, printedColumns } from '../edition/edition';
import { type TableDefinition } from '../edition/edition-schema';
import { type Filter } from '../edition/filter-schema';
import { type Amounts, totalOf } from '../edition/measure-expression';
import { type RowBlock } from '../edition/row-schema';
import { type ReportInput } from '../report-input';
import { type FilledCell, type FilledRow, type FilledTable } from './filled';
import { filledLists } from './filled-lists';
import { type LinePredicate, linePredicate } from './line-filter';
import { notesOf } from './notes';
import { type RowHead, type Surroundings, generatedHead, namedHead, numberedOn } from './row-head';
import { factsByRow, rowCandidates } from './row-source';
import { givenTexts, textsOf, unitsOnce } from './row-texts';

/**
 * Computes one table of an edition: every cell is the exact sum of its measure over the lines that pass the filters of
 * its table, column and row, rounded once for print.
 *
 * @throws ReportError UNKNOWN_NAME when the edition or the facts name a code, unit or item that nobody knows.
 */
export function fillTable(edition: Edition, table: TableDefinition, input: ReportInput): FilledTable {
  const style = styleOf(edition, table);
  const all = printedColumns(table.columns);
  const columns = all.filter(({ text }) => text === undefined);
  const words = all.filter(({ text }) => text !== undefined);
  const rows = new TableFiller(edition, table, { columns, words }, style, input).rows();
  const { no, title } = table;
  const filled: FilledTable = {
    no,
    title,
    definition: table,
    style,
    columns,
    printedColumns: all,
    rows,
    lists: filledLists(table.lists, input),
    notes: [],
  };
  return { ...filled, notes: notesOf(filled, edition) };
}

/** How a table writes amounts: as its edition does, but for what it says itself. */
function styleOf(edition: Edition, table: TableDefinition): AmountStyle {
  return {
    unit: table.unit ?? edition.unit,
    decimals: table.decimals ?? edition.decimals,
    dropTrailingZeros: (table.trailingZeros ?? edition.trailingZeros) === 'dropped',
  };
}

/** What a block of rows takes from the blocks around it. */
interface Scope extends Surroundings {
  readonly measure: RowBlock['measure'];
  readonly filters: readonly Filter[];
  /** The facts that pass the filters: rows below look at these only, which keeps large tables fast. */
  readonly facts: readonly ScopedFacts[];
}

/** The facts of a line with the columns it counts in, which are decided once for the whole table. */
interface ScopedFacts extends LineFacts {
  readonly inColumn: readonly boolean[];
}

interface Columns {
  /** Columns of amounts. */
  readonly columns: readonly LeafColumn[];
  /** Columns of words. */
  readonly words: readonly LeafColumn[];
}

class TableFiller {
  constructor(
    private readonly edition: Edition,
    private readonly table: TableDefinition,
    private readonly columns: Columns,
    private readonly style: AmountStyle,
    private readonly input: ReportInput,
  ) {}

  rows(): FilledRow[] {
    const filters = this.table.where ? [this.table.where] : [];
    const inTable = this.predicate(filters);
    const ofColumn = this.columns.columns.map(({ where }) => this.predicate(where));
    const facts = this.input.facts
      .filter(({ line }) => inTable(line))
      .map(({ line, amounts }) => ({ line, amounts, inColumn: ofColumn.map((matches) => matches(line)) }));
    const scope: Scope = { side: null, measure: undefined, indent: 0, depth: 0, unit: null, filters, facts };
    const rows = numberedOn(this.table.rows.flatMap((block) => this.block(block, scope)));
    return unitsOnce(this.columns.words, rows);
  }

  private block(block: RowBlock, above: Scope): FilledRow[] {
    const scope: Scope = {
      ...this.narrow(above, block.where),
      side: block.side ?? above.side,
      measure: block.measure ?? above.measure,
      indent: above.indent + block.indent,
    };
    if (block.blankLines !== undefined) return this.blankLines(block, scope);
    if (block.each !== undefined) return this.generated(block, block.each, scope);
    if (block.name === undefined) return this.nested(block, scope);
    const row = this.row(namedHead(block, scope, this.input.directory.department), scope);
    return [{ ...row, texts: givenTexts(block, row.cells) ?? row.texts }, ...this.nested(block, below(scope))];
  }

  private nested(block: RowBlock, scope: Scope): FilledRow[] {
    return (block.rows ?? []).flatMap((child) => this.block(child, scope));
  }

  private blankLines(block: RowBlock, scope: Scope): FilledRow[] {
    return Array.from({ length: block.blankLines ?? 0 }, (_, index) => {
      const lineNo = block.lineNo === undefined ? undefined : block.lineNo + index;
      const head = namedHead({ ...block, lineNo }, scope, this.input.directory.department);
      return { ...head, texts: null, cells: [] };
    });
  }

  private generated(block: RowBlock, source: NonNullable<RowBlock['each']>, scope: Scope): FilledRow[] {
    const { directory } = this.input;
    const candidates = rowCandidates(source, block, scope, this.input);
    const groups = factsByRow(source, candidates, scope.facts, directory);
    const topLevel = Math.min(...candidates.map(({ level }) => level));
    const keepsZeros = block.zeros === '印出' || block.codes !== undefined || source === 'department';
    const rows: FilledRow[] = [];
    const place = { row: 0, top: 0 };
    for (const candidate of candidates) {
      const deeper = candidate.level - topLevel;
      const unit = source === 'units' ? { code: candidate.key, name: candidate.name } : scope.unit;
      const narrowed = this.narrow(scope, candidate.filter, groups.get(candidate.key));
      const own: Scope = { ...narrowed, unit, indent: scope.indent + deeper, depth: scope.depth + deeper };
      const at = { row: place.row, top: deeper === 0 ? place.top : null };
      const row = this.row(generatedHead(block, candidate, at, own), own);
      if (!keepsZeros && row.cells.every((cell) => !cell?.exact)) continue;
      if (block.ownRow === false) rows.push(...this.nested(block, own));
      else rows.push(row, ...this.nested(block, below(own)));
      place.row += 1;
      if (deeper === 0) place.top += 1;
    }
    return rows;
  }

  private row(head: RowHead, scope: Scope): FilledRow {
    const { source, key } = head;
    const unit = scope.unit?.name ?? null;
    return {
      ...head,
      texts: textsOf(this.columns.words, { source, key, unit, facts: scope.facts }, this.input),
      cells: this.columns.columns.map((column, index) => this.cell(column, index, scope)),
    };
  }

  private cell(column: LeafColumn, index: number, scope: Scope): FilledCell | null {
    if (column.side !== undefined && column.side !== scope.side) return null;
    const { measure: rowMeasure } = scope;
    const ofRow = typeof rowMeasure === 'object' ? rowMeasure[column.path] : rowMeasure;
    const measure = ofRow ?? column.measure ?? this.table.measure;
    const terms = measure === undefined ? undefined : this.edition.terms.get(measure);
    // A blank cell has no terms: BLANK is the one measure that is not an expression.
    if (measure === undefined || measure === BLANK || !terms) return null;
    const exact = totalOf(terms, amountsIn(scope.facts, index));
    const filters = [...scope.filters, ...column.where];
    const matches = memo(() => this.predicate(filters));
    const blank = exact === 0 && (column.zero ?? this.table.zero ?? this.edition.zero) === 'blank';
    const printed = blank ? null : printAmount(exact, this.style);
    return { column: column.path, measure, terms, filters, matches: (line) => matches()(line), exact, printed };
  }

  /** The scope within a filter; `facts` are those that pass, where the caller knows them already. */
  private narrow(scope: Scope, where: Filter | undefined, facts?: readonly ScopedFacts[]): Scope {
    if (where === undefined) return scope;
    return { ...scope, filters: [...scope.filters, where], facts: facts ?? this.passing(scope.facts, where) };
  }

  private passing(facts: readonly ScopedFacts[], where: Filter): ScopedFacts[] {
    const matches = linePredicate(where, this.input);
    return facts.filter(({ line }) => matches(line));
  }

  private predicate(filters: readonly Filter[]): LinePredicate {
    const predicates = filters.map((filter) => linePredicate(filter, this.input));
    return (line) => predicates.every((predicate) => predicate(line));
  }
}

const below = (scope: Scope): Scope => ({ ...scope, indent: scope.indent + 1, depth: scope.depth + 1 });

function amountsIn(facts: readonly ScopedFacts[], column: number): Amounts[] {
  const found: Amounts[] = [];
  for (const { amounts, inColumn } of facts) if (inColumn[column]) found.push(amounts);
  return found;
}

/** Thousands of cells are filled for each one that is traced, so their predicates are made when first asked for. */
function memo<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= make());
}
