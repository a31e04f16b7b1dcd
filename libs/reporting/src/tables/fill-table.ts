import { type AmountStyle, printAmount } from '@yujue/money';
import { type LineFacts } from '@yujue/read-model';
import { BLANK, type Edition, type LeafColumn, leafColumns } from '../edition/edition';
import { type RowBlock, type TableDefinition } from '../edition/edition-schema';
import { type Filter } from '../edition/filter-schema';
import { type Amounts, totalOf } from '../edition/measure-expression';
import { type ReportInput } from '../report-input';
import { type FilledCell, type FilledRow, type FilledTable } from './filled';
import { type LinePredicate, linePredicate } from './line-filter';
import { notesOf } from './notes';
import { chineseOrdinal } from './ordinal';
import { type RowCandidate, factsByCode, isCodeSource, rowCandidates } from './row-source';

/**
 * Computes one table of an edition: every cell is the exact sum of its measure over the lines that pass the filters of
 * its table, column and row, rounded once for print.
 *
 * @throws ReportError UNKNOWN_NAME when the edition or the facts name a code, unit or item that nobody knows.
 */
export function fillTable(edition: Edition, table: TableDefinition, input: ReportInput): FilledTable {
  const style: AmountStyle = { unit: table.unit ?? edition.unit, decimals: table.decimals ?? edition.decimals };
  const columns = leafColumns(table.columns);
  const rows = new TableFiller(edition, table, columns, style, input).rows();
  const filled: FilledTable = { no: table.no, title: table.title, definition: table, style, columns, rows, notes: [] };
  return { ...filled, notes: notesOf(filled, edition) };
}

/** What a block of rows takes from the blocks around it. */
interface Scope {
  readonly side: string | null;
  readonly measure: RowBlock['measure'];
  readonly indent: number;
  readonly filters: readonly Filter[];
  /** The facts that pass the filters: rows below look at these only, which keeps large tables fast. */
  readonly facts: readonly ScopedFacts[];
}

/** The facts of a line with the columns it counts in, which are decided once for the whole table. */
interface ScopedFacts extends LineFacts {
  readonly inColumn: readonly boolean[];
}

type RowHead = Omit<FilledRow, 'cells'>;

class TableFiller {
  constructor(
    private readonly edition: Edition,
    private readonly table: TableDefinition,
    private readonly columns: readonly LeafColumn[],
    private readonly style: AmountStyle,
    private readonly input: ReportInput,
  ) {}

  rows(): FilledRow[] {
    const inTable = this.predicate(this.table.where ? [this.table.where] : []);
    const ofColumn = this.columns.map(({ where }) => this.predicate(where));
    const facts = this.input.facts
      .filter(({ line }) => inTable(line))
      .map(({ line, amounts }) => ({ line, amounts, inColumn: ofColumn.map((matches) => matches(line)) }));
    const filters = this.table.where ? [this.table.where] : [];
    const scope: Scope = { side: null, measure: undefined, indent: 0, filters, facts };
    return this.table.rows.flatMap((block) => this.block(block, scope));
  }

  private block(block: RowBlock, above: Scope): FilledRow[] {
    const scope: Scope = {
      ...this.narrow(above, block.where),
      side: block.side ?? above.side,
      measure: block.measure ?? above.measure,
      indent: above.indent + block.indent,
    };
    if (block.blankLines !== undefined) return this.blankLines(block, scope);
    if (block.each !== undefined) return this.generated(block, scope);
    if (block.name === undefined) return this.nested(block, scope);
    const { side, indent } = scope;
    const head = { side, indent, ordinal: block.ordinal ?? null, code: block.code ?? null, name: block.name };
    const row = this.row({ ...head, lineNo: block.lineNo?.toString() ?? null }, scope);
    return [row, ...this.nested(block, { ...scope, indent: indent + 1 })];
  }

  private nested(block: RowBlock, scope: Scope): FilledRow[] {
    return (block.rows ?? []).flatMap((child) => this.block(child, scope));
  }

  private blankLines({ blankLines = 0, lineNo }: RowBlock, { side, indent }: Scope): FilledRow[] {
    return Array.from({ length: blankLines }, (_, index) => {
      const number = lineNo === undefined ? null : String(lineNo + index);
      return { side, indent, ordinal: null, code: null, name: '', lineNo: number, cells: [] };
    });
  }

  private generated(block: RowBlock, scope: Scope): FilledRow[] {
    const { each: source } = block;
    if (source === undefined) return [];
    const candidates = rowCandidates(source, block, scope, this.input);
    const keys = candidates.map(({ key }) => key);
    const groups = isCodeSource(source) ? factsByCode(source, keys, scope.facts) : null;
    const top = Math.min(...candidates.map(({ level }) => level));
    const keepsZeros = block.zeros === '印出' || block.codes !== undefined;
    const rows: FilledRow[] = [];
    let position = 0;
    for (const candidate of candidates) {
      const narrowed = this.narrow(scope, candidate.filter, groups?.get(candidate.key));
      const own = { ...narrowed, indent: scope.indent + candidate.level - top };
      const row = this.row(headOf(block, candidate, position, own), own);
      if (!keepsZeros && row.cells.every((cell) => !cell?.exact)) continue;
      rows.push(row, ...this.nested(block, { ...own, indent: own.indent + 1 }));
      position += 1;
    }
    return rows;
  }

  private row(head: RowHead, scope: Scope): FilledRow {
    return {
      ...head,
      cells: this.columns.map((column, index) => this.cell(column, index, scope)),
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
    const blank = exact === 0 && (this.table.zero ?? this.edition.zero) === 'blank';
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

function headOf(block: RowBlock, candidate: RowCandidate, position: number, { side, indent }: Scope): RowHead {
  return {
    side,
    indent,
    ordinal: block.ordinalsFrom === undefined ? null : chineseOrdinal(block.ordinalsFrom + position),
    code: candidate.code,
    name: candidate.name,
    lineNo: block.lineNo === undefined ? null : String(block.lineNo + position),
  };
}

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
