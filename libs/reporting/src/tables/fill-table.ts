import { type AmountStyle, printAmount } from '@yujue/money';
import { type LineFacts } from '@yujue/facts';
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
import { type RowCandidate } from './row-candidate';
import { factsByRow, rowCandidates } from './row-source';
import { printedRows, withUnlisted } from './unlisted';
import { givenTexts, textsOf, unitsOnce } from './row-texts';

/**
 * Computes one table of an edition: every cell is the exact sum of its measure over the lines that pass the filters of
 * its table, column and row, rounded once for print.
 *
 * @throws ReportError UNKNOWN_NAME when the edition names an unknown code or item.
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
    const rows = numberedOn(this.blocks(this.table.rows, scope));
    return unitsOnce(this.columns.words, rows);
  }

  private blocks(blocks: readonly RowBlock[], above: Scope): FilledRow[] {
    return blocks.flatMap((block, index) => this.block(block, above, likeBlocks(blocks, index)));
  }

  private block(block: RowBlock, above: Scope, like: LikeBlocks): FilledRow[] {
    const scope: Scope = {
      ...this.narrow(above, block.where),
      side: block.side ?? above.side,
      measure: block.measure ?? above.measure,
      indent: above.indent + block.indent,
    };
    if (block.blankLines !== undefined) return this.blankLines(block, scope);
    if (block.each !== undefined) return this.generated(block, block.each, scope, like);
    if (block.name === undefined) return this.nested(block, scope);
    const row = this.row(namedHead(block, scope, this.input.directory.department), scope);
    if (block.zeros === '不印' && isEmpty(row)) return [];
    return [{ ...row, texts: givenTexts(block, row.cells) ?? row.texts }, ...this.nested(block, below(scope))];
  }

  private nested(block: RowBlock, scope: Scope): FilledRow[] {
    return this.blocks(block.rows ?? [], scope);
  }

  private blankLines(block: RowBlock, scope: Scope): FilledRow[] {
    return Array.from({ length: block.blankLines ?? 0 }, (_, index) => {
      const lineNo = block.lineNo === undefined ? undefined : block.lineNo + index;
      const head = namedHead({ ...block, lineNo }, scope, this.input.directory.department);
      return { ...head, texts: null, cells: [] };
    });
  }

  private generated(
    block: RowBlock,
    source: NonNullable<RowBlock['each']>,
    scope: Scope,
    like: LikeBlocks,
  ): FilledRow[] {
    const { directory } = this.input;
    const candidates = this.candidates(block, source, scope, like);
    const groups = factsByRow(source, candidates, scope.facts, directory);
    const topLevel = Math.min(...candidates.map(({ level }) => level));
    const keepsZeros = block.zeros === '印出' || block.codes !== undefined || source === 'department';
    const scopes = candidates.map((candidate): Scope => {
      const deeper = candidate.level - topLevel;
      const unit = source === 'units' ? { code: candidate.code ?? '', name: candidate.name } : scope.unit;
      const found = candidate.isUnlisted ? undefined : groups.get(candidate.key);
      const narrowed = this.narrow(scope, candidate.filter, found);
      return { ...narrowed, unit, indent: scope.indent + deeper, depth: scope.depth + deeper };
    });
    const cells = scopes.map((own) => this.cells(own));
    const isKept = (candidate: RowCandidate, index: number) =>
      (keepsZeros && !candidate.isUnlisted) || !isEmpty({ cells: cells[index]! });
    const printed = printedRows(candidates, candidates.map(isKept));
    const rows: FilledRow[] = [];
    const place = { row: 0, top: 0 };
    for (const [index, candidate] of candidates.entries()) {
      if (!printed[index]) continue;
      const own = scopes[index]!;
      const isTop = candidate.level === topLevel;
      const at = { row: place.row, top: isTop ? place.top : null };
      const row = this.row(generatedHead(block, candidate, at, own), own, cells[index]!);
      if (block.ownRow === false) rows.push(...this.nested(block, own));
      else rows.push(row, ...this.nested(block, below(own)));
      place.row += 1;
      if (isTop) place.top += 1;
    }
    return rows;
  }

  /** The block's rows, and those for what they leave, which a list in several blocks has after the last of them. */
  private candidates(
    block: RowBlock,
    source: NonNullable<RowBlock['each']>,
    scope: Scope,
    { before, isLast }: LikeBlocks,
  ): RowCandidate[] {
    const own = rowCandidates(source, block, scope, this.input);
    const elsewhere = before.flatMap((other) => rowCandidates(source, other, scope, this.input));
    const all = withUnlisted(source, own, elsewhere);
    return isLast ? all : all.slice(0, -1);
  }

  private row(head: RowHead, scope: Scope, cells = this.cells(scope)): FilledRow {
    const { source, key } = head;
    const unit = scope.unit?.name ?? null;
    return {
      ...head,
      texts: textsOf(this.columns.words, { source, key, unit, facts: scope.facts }, this.input),
      cells,
    };
  }

  private cells(scope: Scope): FilledRow['cells'] {
    return this.columns.columns.map((column, index) => this.cell(column, index, scope));
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

/** The blocks beside one that list rows of the same lines: 类 that a table prints in two places. */
interface LikeBlocks {
  readonly before: readonly RowBlock[];
  readonly isLast: boolean;
}

function likeBlocks(blocks: readonly RowBlock[], index: number): LikeBlocks {
  const block = blocks[index]!;
  const isLike = ({ each, side, where }: RowBlock) =>
    each !== undefined &&
    each === block.each &&
    side === block.side &&
    JSON.stringify(where) === JSON.stringify(block.where);
  return { before: blocks.slice(0, index).filter(isLike), isLast: !blocks.slice(index + 1).some(isLike) };
}

const isEmpty = ({ cells }: Pick<FilledRow, 'cells'>): boolean => cells.every((cell) => !cell?.exact);

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
