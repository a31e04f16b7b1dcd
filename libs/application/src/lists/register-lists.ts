import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import {
  Findings,
  type ListRow,
  type RegisterListKind,
  type ListKind,
  mappingToKeep,
  readListRows,
} from '@yujue/list-import';
import { readWorksheetRows } from '@yujue/office-files';
import { ConcurrencyError } from '@yujue/event-store';
import { KeptMappings } from './kept-mappings';
import { SAMPLE_ROWS_MAX, type ListOutcome, understoodWorksheets } from './list-outcome';
import { findingsOf, invalidList } from './reported-findings';
import { type LedgerListQuestion, askedOf, columnMapping, constantsOf } from './ledger-lists';
import { type RegistrationPlan, hasFaults } from '../registers/plan-registrations';
import { Registrar } from '../registers/registrar';
import { type Registration, RegistrationFault } from '../registers/registration';
import { readRegistration } from './registration-rows';
import { type RowFault, RowFaults } from './row-fault';

/** A list of what ledgers refer to: 项目, 单位, 科目. */
export type RegisterListQuestion = Omit<LedgerListQuestion, 'kind'> & { readonly kind: RegisterListKind };

interface RegisterRow {
  readonly row: ListRow;
  readonly registration: Registration;
}

interface RowsRead {
  readonly findings: Findings;
  /** Rows without faults. */
  readonly rows: readonly RegisterRow[];
  /** The codes of the others. */
  readonly unsound: ReadonlySet<string>;
}

interface Planned {
  readonly findings: Findings;
  readonly rows: readonly RegisterRow[];
  readonly plan: RegistrationPlan;
}

/** How often a file is planned again after another writer was first. */
const ATTEMPTS_MAX = 20;

/** Lists of 项目, 单位 and 科目: looked at without writing, or loaded whole or not at all; twice changes nothing. */
@Injectable()
export class RegisterLists {
  constructor(
    private readonly registrar: Registrar,
    private readonly mappings: KeptMappings,
  ) {}

  /** What loading would do. Throws UserError. */
  async preview(question: RegisterListQuestion): Promise<ListOutcome> {
    return outcomeOf(await this.plan(question), question, null);
  }

  /** Registers a list's rows, or none of them. Throws UserError LIST_INVALID with every mistake. */
  async load(question: RegisterListQuestion, actor: string): Promise<ListOutcome> {
    for (let attempt = 1; ; attempt++) {
      const planned = await this.plan(question);
      if (planned.findings.faultsTotal > 0) throw invalidList(planned.findings, '未登记任何内容');
      try {
        const { position } = await this.registrar.write(planned.plan, { actor });
        return outcomeOf(planned, question, position);
      } catch (error) {
        if (!(error instanceof ConcurrencyError) || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  private async plan(question: RegisterListQuestion): Promise<Planned> {
    const { findings, rows, unsound } = await this.read(question);
    const registrations = rows.map(({ registration }) => registration);
    const plan = await this.registrar.plan(question, registrations, unsound);
    plan.states.forEach((state, index) => {
      for (const fault of hasFaults(state) ? state : []) findings.fault(faultOf(findings, rows[index]!.row, fault));
    });
    return { findings, rows, plan };
  }

  private async read(question: RegisterListQuestion): Promise<RowsRead> {
    const { department, kind, bytes, fileName } = question;
    const kept = this.mappings.read(department, kind);
    const mapping = columnMapping(question.columns ?? {});
    const constants = constantsOf(question.constants ?? {});
    const options = { kind, mapping, keptMapping: kept.columns, constants };
    const findings = new Findings();
    const rows: RegisterRow[] = [];
    const unsound = new Set<string>();
    const first = new Map<string, RegisterRow>();
    for await (const row of readListRows(readWorksheetRows(bytes, fileName), options, findings)) {
      const faults = new RowFaults(row);
      const registration = readRegistration(kind, row.values, faults);
      for (const fault of faults.all) findings.fault(faultOf(findings, row, fault));
      const again = registration && repeated(first, { row, registration });
      if (again) findings.fault(faultOf(findings, row, again));
      if (registration && !again) rows.push({ row, registration });
      else for (const code of codesOf(row)) unsound.add(code);
    }
    if (question.columns) this.keep(department, kind, { ...kept.columns, ...keptOf(mapping, findings) });
    return { findings, rows, unsound };
  }

  private keep(department: string, kind: ListKind, columns: ReturnType<typeof columnMapping>): void {
    this.mappings.keep(department, kind, { columns });
  }
}

const keptOf = (mapping: ReturnType<typeof columnMapping>, { heads }: Findings) =>
  mappingToKeep(
    mapping,
    heads.map(({ header }) => header),
  );

/** Two rows of one number that say different things cannot both be meant. */
function repeated(first: Map<string, RegisterRow>, row: RegisterRow): RegistrationFault | null {
  const key = numberOf(row.registration);
  const before = first.get(key);
  first.set(key, before ?? row);
  if (!before || isDeepStrictEqual(before.registration, row.registration)) return null;
  return new RegistrationFault(null, `${key} 在第 ${before.row.number} 行已有，两行内容不同。请只留一行。`);
}

function numberOf(registration: Registration): string {
  switch (registration.kind) {
    case 'project':
      return registration.content.code;
    case 'unit':
      return registration.code;
    case 'code':
      return `${registration.content.classification} ${registration.content.code}`;
    case 'entry':
      return registration.entryNo;
  }
}

const codesOf = ({ values }: ListRow): string[] =>
  [values['项目编码'], values['科目编码']].flatMap((code) => code?.normalize('NFKC').trim() ?? []);

const faultOf = (
  findings: Findings,
  { worksheet, number }: ListRow,
  { field, message }: RegistrationFault | RowFault,
) => ({
  worksheet,
  row: number,
  column: field && findings.columnOf(worksheet, field),
  message,
});

const STATES = { new: '新', changed: '更正', recorded: '已登记' } as const;

function outcomeOf(
  { findings, rows, plan }: Planned,
  question: RegisterListQuestion,
  position: string | null,
): ListOutcome {
  const states = plan.states.map((state) => (hasFaults(state) ? 'new' : state));
  const recorded = states.filter((state) => state === 'recorded').length;
  return {
    ...askedOf(question),
    worksheets: understoodWorksheets(findings).map((worksheet) => ({ ...worksheet, unit: null, unitFrom: null })),
    rows: { read: findings.rowsRead, recorded, fresh: states.length - recorded },
    amount: null,
    registers: [],
    events: plan.streams.reduce((total, { events }) => total + events.length, 0),
    ...findingsOf(findings),
    sample: rows.slice(0, SAMPLE_ROWS_MAX).map(({ row }, index) => ({
      worksheet: row.worksheet,
      row: row.number,
      state: STATES[states[index]!],
      unit: '',
      values: row.values as Readonly<Record<string, string>>,
    })),
    position,
  };
}
