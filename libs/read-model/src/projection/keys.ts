import { type LineId, budgetStream, parseStream } from '@yujue/ledger';
import { fen } from '@yujue/money';
import { type Queryable } from '@yujue/database';
import { type Schema } from '../connection';
import { type UnitYearRow } from './batch';
import { isStorable, storable } from './storable';

/** A unit's year as the fold remembers it between events. */
export interface UnitYear {
  /** Replaced by `Keys.change`, never changed: batches that wait to be written share it. */
  readonly row: UnitYearRow;
  /** The surrogate key of each of its 指标. */
  readonly lines: Map<LineId, number>;
  /** The same for its items of 非税收入; in older logs some 指标 have the same numbers. */
  readonly nonTaxItems: Map<LineId, number>;
}

interface KnownUnitYear extends UnitYear {
  row: UnitYearRow;
  /** The last key among its lines, as far as the tables were read. */
  lastLineKey: number;
}

/**
 * What a fold must know of the tables to go on: the surrogate keys given out so far, and which streams are stopped. It is
 * read stream by stream as events need it, and again only what was added when another projector has written meanwhile.
 *
 * Changes are made ahead of the tables; each can be taken back (`mark`, `undoTo`) until it is written.
 */
export class Keys {
  private unitYears = new Map<string, KnownUnitYear>();
  /** Streams that were read since this was made. */
  private readonly fresh = new Set<string>();
  private stopped = new Set<string>();
  private lineCount = 0;
  private unitYearCount = 0;
  private readonly undo: (() => void)[] = [];
  /** How many changes are written, and can be taken back no more. */
  private settled = 0;

  private constructor(private readonly schema: Schema) {}

  /** What there is to know of tables that nothing was written to. */
  static ofEmptyTables(schema: Schema): Keys {
    return new Keys(schema);
  }

  static async load(db: Queryable, schema: Schema): Promise<Keys> {
    const keys = new Keys(schema);
    await keys.count(db);
    return keys;
  }

  /**
   * Takes back what is not written, and hands what is known over to new keys, which read again as needed what other
   * projectors may have changed; of replaced tables nothing is known. These are of no more use: a fold that is still at
   * work with them cannot disturb the new ones.
   */
  async successor(db: Queryable, tables: 'same' | 'replaced'): Promise<Keys> {
    const keys = new Keys(this.schema);
    this.undoTo(this.settled);
    if (tables === 'same') keys.unitYears = this.unitYears;
    this.unitYears = new Map();
    await keys.count(db);
    return keys;
  }

  /** Reads what events of these streams need; to be called before they are folded. */
  async prepare(db: Queryable, streams: Iterable<string>): Promise<void> {
    const wanted = [...new Set(streams)].filter((stream) => !this.fresh.has(stream));
    const named = wanted.map(parseStream).filter((stream) => stream?.kind === 'budget' && isStorable(stream.owner));
    if (named.length > 0) await this.read(db, named);
    for (const stream of wanted) this.fresh.add(stream);
  }

  /** The unit's year whose stream this is, once it was opened. */
  unitYear(stream: string): UnitYear | undefined {
    return this.unitYears.get(stream);
  }

  openUnitYear(row: Omit<UnitYearRow, 'unit_year_key'>): UnitYear {
    const stream = budgetStream(row.unit, row.fiscal_year);
    this.unitYearCount += 1;
    const unitYear = { row: { unit_year_key: this.unitYearCount, ...row }, ...noLines(), lastLineKey: 0 };
    this.unitYears.set(stream, unitYear);
    this.undo.push(() => {
      this.unitYears.delete(stream);
      this.unitYearCount -= 1;
    });
    return unitYear;
  }

  /** Gives the next key to a line of `lines` or `nonTaxItems`. */
  openLine(unitYear: UnitYear, book: 'lines' | 'nonTaxItems', lineId: LineId): number {
    const known = this.known(unitYear);
    const lines = known[book];
    const { lastLineKey } = known;
    this.lineCount += 1;
    lines.set(lineId, this.lineCount);
    known.lastLineKey = this.lineCount;
    this.undo.push(() => {
      lines.delete(lineId);
      known.lastLineKey = lastLineKey;
      this.lineCount -= 1;
    });
    return this.lineCount;
  }

  change(unitYear: UnitYear, changes: Partial<Pick<UnitYearRow, 'closed_on' | 'turnover'>>): UnitYearRow {
    const known = this.known(unitYear);
    const before = known.row;
    known.row = { ...before, ...changes };
    this.undo.push(() => {
      known.row = before;
    });
    return known.row;
  }

  isStopped(stream: string): boolean {
    return this.stopped.size > 0 && this.stopped.has(storable(stream));
  }

  stop(stream: string): void {
    const name = storable(stream);
    this.stopped.add(name);
    this.undo.push(() => this.stopped.delete(name));
  }

  resume(stream: string): void {
    const name = storable(stream);
    this.stopped.delete(name);
    this.undo.push(() => this.stopped.add(name));
  }

  /** The changes so far, counted. */
  mark(): number {
    return this.settled + this.undo.length;
  }

  /** Takes back every change after a mark. */
  undoTo(mark: number): void {
    while (this.mark() > mark) this.undo.pop()?.();
  }

  /** The changes up to a mark are in the tables. */
  settle(mark: number): void {
    this.undo.splice(0, mark - this.settled);
    this.settled = mark;
  }

  private async count(db: Queryable): Promise<void> {
    const { rows } = await db.query<{ lines: number; unitYears: number; stopped: string[] }>(
      `SELECT (SELECT coalesce(max(line_key), 0) FROM ${this.schema}.budget_line) AS lines,
              (SELECT coalesce(max(unit_year_key), 0) FROM ${this.schema}.unit_year) AS "unitYears",
              ARRAY(SELECT stream FROM ${this.schema}.stopped_stream) AS stopped`,
    );
    const { lines, unitYears, stopped } = rows[0]!;
    this.lineCount = lines;
    this.unitYearCount = unitYears;
    this.stopped = new Set(stopped);
  }

  private async read(db: Queryable, named: readonly ReturnType<typeof parseStream>[]): Promise<void> {
    const { rows } = await db.query<Omit<UnitYearRow, 'turnover'> & { turnover: string }>(
      `SELECT unit_year_key, unit, fiscal_year, name, kind, department,
              opened_on::text AS opened_on, closed_on::text AS closed_on, turnover
       FROM ${this.schema}.unit_year
       WHERE (unit, fiscal_year) IN (SELECT * FROM unnest($1::text[], $2::smallint[]))`,
      [named.map((stream) => stream?.owner), named.map((stream) => stream?.fiscalYear)],
    );
    const known = rows.map((row) => this.remember({ ...row, turnover: fen(Number(row.turnover)) }));
    await this.readLines(db, known);
  }

  private remember(row: UnitYearRow): KnownUnitYear {
    const stream = budgetStream(row.unit, row.fiscal_year);
    const known = this.unitYears.get(stream) ?? { row, ...noLines(), lastLineKey: 0 };
    known.row = row;
    this.unitYears.set(stream, known);
    return known;
  }

  private async readLines(db: Queryable, unitYears: readonly KnownUnitYear[]): Promise<void> {
    if (unitYears.length === 0) return;
    const byKey = new Map(unitYears.map((known) => [known.row.unit_year_key, known]));
    const { rows } = await db.query<{
      line_key: number;
      unit_year_key: number;
      line_id: LineId;
      book: 'lines' | 'nonTaxItems';
    }>(
      `SELECT l.line_key, l.unit_year_key, l.line_id,
              CASE WHEN l.non_tax_category IS NULL THEN 'lines' ELSE 'nonTaxItems' END AS book
       FROM unnest($1::integer[], $2::integer[]) AS known (unit_year_key, last_line_key)
       JOIN ${this.schema}.budget_line l ON l.unit_year_key = known.unit_year_key AND l.line_key > known.last_line_key
       ORDER BY l.line_key`,
      [[...byKey.keys()], unitYears.map(({ lastLineKey }) => lastLineKey)],
    );
    for (const line of rows) {
      const known = byKey.get(line.unit_year_key)!;
      known[line.book].set(line.line_id, line.line_key);
      known.lastLineKey = line.line_key;
    }
  }

  private known(unitYear: UnitYear): KnownUnitYear {
    return unitYear as KnownUnitYear;
  }
}

const noLines = () => ({ lines: new Map<LineId, number>(), nonTaxItems: new Map<LineId, number>() });
