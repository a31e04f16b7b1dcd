import { type PoolClient } from 'pg';
import { type LineId, budgetStream } from '@yujue/ledger';
import { type Schema } from '../connection';
import { type UnitYearRow } from './batch';

/** A unit's year as the fold remembers it between events. */
export interface UnitYear {
  /** Replaced, never changed: batches that wait to be written share it. */
  row: UnitYearRow;
  /** The surrogate key of each of its lines. */
  readonly lines: Map<LineId, number>;
}

/** The surrogate keys given out so far: all that a fold must know of the tables to go on. */
export class Keys {
  private readonly unitYears = new Map<string, UnitYear>();
  private lineCount = 0;

  /** Reads them back from the tables. */
  static async load(client: PoolClient, schema: Schema): Promise<Keys> {
    const keys = new Keys();
    const { rows: units } = await client.query<UnitYearRow>(
      `SELECT unit_year_key, unit, fiscal_year, name, kind, department,
              opened_on::text AS opened_on, closed_on::text AS closed_on
       FROM ${schema}.unit_year ORDER BY unit_year_key`,
    );
    const byKey = new Map(units.map((row) => [row.unit_year_key, keys.add(row)]));
    const { rows: lines } = await client.query<{ line_key: number; unit_year_key: number; line_id: LineId }>(
      `SELECT line_key, unit_year_key, line_id FROM ${schema}.budget_line ORDER BY line_key`,
    );
    for (const line of lines) byKey.get(line.unit_year_key)?.lines.set(line.line_id, line.line_key);
    keys.lineCount = lines.length;
    return keys;
  }

  /** The unit's year whose stream this is, once it was opened. */
  unitYear(stream: string): UnitYear | undefined {
    return this.unitYears.get(stream);
  }

  openUnitYear(row: Omit<UnitYearRow, 'unit_year_key'>): UnitYear {
    return this.add({ unit_year_key: this.unitYears.size + 1, ...row });
  }

  /** Gives the line the next key. */
  openLine(unitYear: UnitYear, lineId: LineId): number {
    this.lineCount += 1;
    unitYear.lines.set(lineId, this.lineCount);
    return this.lineCount;
  }

  private add(row: UnitYearRow): UnitYear {
    const unitYear = { row, lines: new Map<LineId, number>() };
    this.unitYears.set(budgetStream(row.unit, row.fiscal_year), unitYear);
    return unitYear;
  }
}
