import { type UnitKind } from '@yujue/classification';
import { type Basis, type PlanContent, type PlanRegisterName } from '@yujue/ledger';
import { parseYuan } from '@yujue/money';
import {
  type JournalEntry,
  type RegisterLinesQuestion,
  LINE_REGISTERS,
  LINE_REGISTER_NAMES,
  registerLine,
} from '@yujue/facts';
import { type Rows } from './rows';

/**
 * The entries of the registers that count in tables, as a trace lists them: by unit in the order of reports, by register,
 * and by number as people count (2 before 10).
 */
export async function queryRegisterLines(rows: Rows, question: RegisterLinesQuestion): Promise<JournalEntry[]> {
  const { department, fiscalYear, knownAt, upTo } = question;
  const values = [department, fiscalYear, knownAt ?? null, LINE_REGISTER_NAMES, upTo ?? null];
  const found = await rows<Columns>(ENTRIES, values);
  return found
    .sort((a, b) => a.place - b.place || compareRegisters(a, b) || byNumber.compare(a.entry_no, b.entry_no))
    .map((row) => entryOf(row, question));
}

const byNumber = new Intl.Collator('en', { numeric: true });

const compareRegisters = (a: Columns, b: Columns): number =>
  LINE_REGISTER_NAMES.indexOf(a.register) - LINE_REGISTER_NAMES.indexOf(b.register);

interface Columns {
  readonly owner: string;
  readonly kind: UnitKind;
  readonly place: number;
  readonly register: PlanRegisterName;
  readonly entry_no: string;
  readonly content: PlanContent<PlanRegisterName>;
  readonly project_name: string | null;
  readonly source_file: string | null;
  readonly event_id: string;
  readonly position: string;
  readonly recorded_at: string;
  readonly basis: Basis | null;
  readonly actor: string | null;
}

/** An entry's last version that was known counts; its project's name is the last that was known, too. */
const ENTRIES = `
  WITH year AS (SELECT * FROM read_model.department_year WHERE department = $1 AND fiscal_year = $2),
  entry AS (
    SELECT DISTINCT ON (e.owner, e.register, e.entry_no) e.*
    FROM year JOIN read_model.register_entry e USING (fiscal_year)
    WHERE e.owner = ANY (year.units || year.department) AND e.register = ANY (array_append($4::text[], 'projects'))
      AND ($3::timestamptz IS NULL OR e.recorded_at <= $3) AND ($5::text IS NULL OR e.position <= $5)
    ORDER BY e.owner, e.register, e.entry_no, e.event_no DESC)
  SELECT e.owner, u.kind, array_position(year.units, u.unit) AS place, e.register, e.entry_no, e.content,
         p.content ->> 'name' AS project_name, year.source ->> 'file' AS source_file, e.event_id, e.position,
         to_char(e.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded_at, e.basis, e.actor
  FROM year
  JOIN read_model.unit_year u ON u.fiscal_year = year.fiscal_year AND u.unit = ANY (year.units)
  JOIN entry e ON e.owner = u.unit AND e.register <> 'projects'
  LEFT JOIN entry p ON p.owner = year.department AND p.register = 'projects' AND p.entry_no = e.content ->> 'projectCode'`;

function entryOf(row: Columns, { department, fiscalYear }: RegisterLinesQuestion): JournalEntry {
  const { register, title, line } = LINE_REGISTERS[row.register];
  // The register's name and the shape of its content belong together; TypeScript cannot follow that through an index.
  const asLine = (line as (content: typeof row.content, projectName: string | null) => ReturnType<typeof line>)(
    row.content,
    row.project_name,
  );
  const unit = { department, unit: row.owner, unitKind: row.kind, fiscalYear };
  return {
    position: row.position,
    eventId: row.event_id,
    eventType: 'RegisterEntryRecorded',
    line: registerLine(title, { register, entryNo: row.entry_no }, asLine, unit),
    measure: asLine.measure,
    amount: parseYuan(row.content.amount),
    occurredOn: null,
    recordedAt: row.recorded_at,
    documentNo: 'source' in row.content ? row.content.source : (row.source_file ?? ''),
    reason: asLine.name,
    basis: row.basis,
    actor: row.actor,
  };
}
