import { isDeepStrictEqual } from 'node:util';
import { type Catalogue, nameOfCode, problemOfCode, withCodes } from '@yujue/classification';
import {
  type AnyEvent,
  COMMAND_SCHEMAS,
  type DepartmentYearRegistered,
  PLAN_REGISTERS,
  Refusal,
  type RegisterContent,
  type RegisterEntryRecorded,
  type RegisterName,
  UNOPENED,
  type UnitYear,
  budgetStream,
  decide,
  departmentStream,
  fields,
  recordEntry,
  registerDepartmentYear,
} from '@yujue/ledger';
import { ZodError } from 'zod';
import { type ExpectedState } from '@yujue/event-store';
import { type RegisterBook } from '../recording/register-book';
import {
  type CodeRegistration,
  type EntryRegistration,
  type ProjectRegistration,
  type Registration,
  RegistrationFault,
  type RegistrationState,
  type UnitRegistration,
} from './registration';
import { statementClash } from './statement-clash';
import { schemaSentence } from '../schema-sentence';

/** A department's year with everything that a registration may refer to, as the log now has it. */
export interface RegisteredDepartment {
  readonly year: DepartmentYearRegistered['data'];
  /** What an append to the stream of the department's year must expect. */
  readonly state: ExpectedState;
  /** The department's own registers, and those of the units that the registrations name; of all units for 说明数. */
  readonly books: ReadonlyMap<string, RegisterBook>;
  /** The years of the units that the registrations name. */
  readonly unitYears: ReadonlyMap<string, UnitYear>;
  /** The year's catalogue, without the department's own codes. */
  readonly catalogue: Catalogue;
}

/** Events of one stream, to follow its end. */
export interface PlannedStream {
  readonly stream: string;
  readonly state: ExpectedState;
  readonly events: readonly AnyEvent[];
}

/** What registrations would do. Nothing of it is written. */
export interface RegistrationPlan {
  /** Of each registration, in their order. */
  readonly states: readonly (RegistrationState | RegistrationFault)[];
  /** Units' years first, the department's year last, which alone makes them visible. */
  readonly streams: readonly PlannedStream[];
}

/** Decides what registrations change; a later one sees what the earlier ones register. */
export function planRegistrations(
  department: RegisteredDepartment,
  registrations: readonly Registration[],
): RegistrationPlan {
  return new Planner(department, registrations).plan();
}

/** What a project has that is registered by its code and name alone. */
const NEW_PROJECT = { parentCode: null, category: '项目支出', goal: '' } as const;

const UNIT_FIELDS = new Map([
  ['unit.code', '单位编码'],
  ['unit.name', '单位名称'],
]);

type State = RegistrationState | RegistrationFault;
type Statement = RegisterContent<'statements'>;

class Planner {
  private readonly entries = new Map<string, RegisterEntryRecorded[]>();
  private readonly openings: PlannedStream[] = [];
  private readonly units: string[];
  private readonly own: RegisterBook;
  private readonly projects: Map<string, RegisterContent<'projects'>>;
  private readonly catalogue: Catalogue;

  constructor(
    private readonly department: RegisteredDepartment,
    private readonly registrations: readonly Registration[],
  ) {
    this.units = [...department.year.units];
    this.own = department.books.get(department.year.department.code)!;
    this.projects = this.own.all('projects');
    const codes = registrations.flatMap((it) => (it.kind === 'code' ? [it.content] : []));
    this.catalogue = withCodes(department.catalogue, [...this.own.all('codes').values(), ...codes]);
  }

  plan(): RegistrationPlan {
    const states = this.registrations.map((registration) => this.stateOf(registration));
    const checked = states.map((state, index) => this.checkParent(this.registrations[index]!, state));
    if (checked.some((state) => state instanceof RegistrationFault)) return { states: checked, streams: [] };
    return { states: checked, streams: this.streams() };
  }

  private stateOf(registration: Registration): State {
    switch (registration.kind) {
      case 'project':
        return this.project(registration);
      case 'unit':
        return this.unit(registration);
      case 'code':
        return this.code(registration);
      case 'entry':
        return this.entry(registration);
    }
  }

  private project({ content: given }: ProjectRegistration): State {
    const known = this.projects.get(given.code);
    const content = { ...NEW_PROJECT, ...known, ...given };
    this.projects.set(given.code, content);
    return this.record('projects', given.code, content);
  }

  /** Parents may be registered by a later row, so they are looked at when all are known. */
  private checkParent(registration: Registration, state: State): State {
    if (registration.kind !== 'project') return state;
    const { code } = registration.content;
    const seen = new Set([code]);
    for (let above = this.projects.get(code)!.parentCode; above !== null;) {
      if (seen.has(above))
        return new RegistrationFault('上级项目编码', `项目 ${code} 的上级项目 ${above} 又在它之下，请核对。`);
      const parent = this.projects.get(above);
      if (!parent)
        return new RegistrationFault('上级项目编码', `项目 ${code} 的上级项目 ${above} 没有登记，请先登记或一并登记。`);
      seen.add(above);
      above = parent.parentCode;
    }
    return state;
  }

  private unit({ code, name, unitKind }: UnitRegistration): State {
    const { fiscalYear, department } = this.department.year;
    const opening = this.openingOf(code);
    if (opening && opening.department.code !== department.code)
      return new RegistrationFault(
        '单位编码',
        `单位 ${code} ${fiscalYear} 年度已在部门 ${opening.department.code} ${opening.department.name} 开账，不能登记在${department.name}名下。`,
      );
    const kind = unitKind ?? opening?.unit.kind;
    if (kind === undefined)
      return new RegistrationFault('单位性质', `单位 ${code} 是新单位，缺少单位性质，应为行政、参公、事业之一。`);
    if (opening && opening.unit.kind !== kind)
      return new RegistrationFault(
        '单位性质',
        `单位 ${code} 已按${opening.unit.kind}单位开账，本年度不能改为${kind}。请核对。`,
      );
    if (!opening) {
      const data = { unit: { code, name, kind }, department, fiscalYear, occurredOn: `${fiscalYear}-01-01` };
      // What opens a year by a list is held to the same form as what opens it by command.
      const parsed = COMMAND_SCHEMAS.openFiscalYear.safeParse(data);
      if (!parsed.success) return new RegistrationFault('单位编码', schemaSentence(parsed.error, UNIT_FIELDS));
      const opens = { type: 'openFiscalYear' as const, data: parsed.data };
      const events = decide(UNOPENED, opens, { catalogue: this.catalogue, previousYear: null });
      if (events instanceof Refusal) return new RegistrationFault(null, events.message);
      this.openings.push({ stream: budgetStream(code, fiscalYear), state: 'no-stream', events });
    }
    const joins = !this.units.includes(code);
    if (joins && this.units.length === fields.DEPARTMENT_UNITS_MAX)
      return new RegistrationFault('单位编码', `一个部门至多 ${fields.DEPARTMENT_UNITS_MAX} 个预算单位。`);
    if (joins) this.units.push(code);
    const known = this.pending('units', code)?.name ?? opening?.unit.name ?? name;
    const named = known === name ? 'recorded' : this.record('units', code, { code, name });
    if (named instanceof RegistrationFault) return named;
    return joins ? 'new' : named === 'recorded' ? 'recorded' : 'changed';
  }

  private openingOf(code: string): UnitYear['opening'] {
    const opened = this.openings.flatMap(({ events }) => events).find((event) => isOpeningOf(event, code));
    if (opened?.type === 'FiscalYearOpened') return opened.data;
    return this.department.unitYears.get(code)?.opening ?? null;
  }

  private code({ content }: CodeRegistration): State {
    const problem = problemOfCode(this.catalogue, content);
    if (problem !== null) return new RegistrationFault('科目编码', problem);
    const entryNo = `${content.classification}-${content.code}`;
    const isKnown = this.pending('codes', entryNo) === undefined;
    if (isKnown && nameOfCode(this.department.catalogue, content) === content.name) return 'recorded';
    return this.record('codes', entryNo, content);
  }

  private entry({ register, owner, entryNo, content }: EntryRegistration): State {
    if (owner !== this.own.owner && !this.units.includes(owner))
      return new RegistrationFault(null, `${owner} 不是${this.department.year.department.name}的单位，请核对。`);
    const clash = register === 'statements' ? this.clash(owner, entryNo, content as Statement) : null;
    return clash ?? this.unknownReference(register, content) ?? this.record(register, entryNo, content, owner);
  }

  private clash(owner: string, entryNo: string, content: Statement): RegistrationFault | null {
    const { books, year } = this.department;
    const clash = statementClash({ owner, entryNo, content }, books.values(), year.department.code);
    return clash === null ? null : new RegistrationFault(null, clash);
  }

  /** What an entry names must be there; what a unit had the year before may be gone. */
  private unknownReference(register: RegisterName, content: object): RegistrationFault | null {
    if (register === 'priorYear') return null;
    const { projectCode, functionCode } = content as { projectCode?: string | null; functionCode?: string | null };
    if (projectCode && !this.projects.has(projectCode))
      return new RegistrationFault(null, `项目 ${projectCode} 没有登记，请先登记项目。`);
    if (Object.hasOwn(PLAN_REGISTERS, register) && functionCode && !this.catalogue.functions.find(functionCode))
      return new RegistrationFault(
        null,
        `支出功能分类 ${functionCode} 不在 ${this.catalogue.year} 年科目表中，请核对编码，或先登记科目。`,
      );
    return null;
  }

  private record<Name extends RegisterName>(
    register: Name,
    entryNo: string,
    content: RegisterContent<Name>,
    owner = this.own.owner,
  ): State {
    const known = this.pending(register, entryNo, owner);
    if (isDeepStrictEqual(withoutAbsent(known), withoutAbsent(content))) return 'recorded';
    const event = recordEntry(this.department.year.fiscalYear, { register, entryNo, content });
    if (event instanceof ZodError) return new RegistrationFault(null, schemaSentence(event));
    const list = this.entries.get(owner) ?? [];
    list.push(event);
    this.entries.set(owner, list);
    return known === undefined ? 'new' : 'changed';
  }

  /** An entry as the registrations so far leave it. */
  private pending<Name extends RegisterName>(register: Name, entryNo: string, owner = this.own.owner) {
    const planned = this.entries
      .get(owner)
      ?.findLast(({ data }) => data.register === register && data.entryNo === entryNo);
    if (planned) return planned.data.content as RegisterContent<Name>;
    return this.department.books.get(owner)?.find(register, entryNo);
  }

  private streams(): PlannedStream[] {
    const { year, state, books } = this.department;
    const registers = [...this.entries].map(([owner, events]) => {
      const book = books.get(owner)!;
      return { stream: book.stream, state: book.state, events };
    });
    const registered = registerDepartmentYear({ ...year, units: this.units });
    if (registered instanceof ZodError) throw registered;
    const joined = { stream: departmentStream(year.department.code, year.fiscalYear), state, events: [registered] };
    return [...this.openings, ...registers, ...(this.units.length > year.units.length ? [joined] : [])];
  }
}

const isOpeningOf = (event: AnyEvent, code: string): boolean =>
  event.type === 'FiscalYearOpened' && event.data.unit.code === code;

/** As JSON would keep it: a field that is undefined is not there. */
const withoutAbsent = (content: object | undefined): object | undefined =>
  content && Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
