import { isDeepStrictEqual } from 'node:util';
import { type Catalogue, nameOfCode, problemOfCode, withCodes } from '@yujue/classification';
import {
  type AnyEvent,
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
import { malformedUnit, wrongKind } from './unit-faults';
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

/** The state of a registration, or everything that is wrong with it. */
export type StateOrFaults = RegistrationState | readonly RegistrationFault[];

/** What registrations would do. Nothing of it is written. */
export interface RegistrationPlan {
  /** Of each registration, in their order. */
  readonly states: readonly StateOrFaults[];
  /** Units' years first, the department's year last, which alone makes them visible. */
  readonly streams: readonly PlannedStream[];
}

/**
 * Decides what registrations change; a later one sees what the earlier ones register. `unsound` are codes of what was to be
 * registered with them and has faults: that these are not there is no fault of what names them.
 */
export function planRegistrations(
  department: RegisteredDepartment,
  registrations: readonly Registration[],
  unsound: ReadonlySet<string> = new Set(),
): RegistrationPlan {
  return new Planner(department, registrations, unsound).plan();
}

/** What a project has that is registered by its code and name alone. */
const NEW_PROJECT = { parentCode: null, category: '项目支出', goal: '' } as const;

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
    private readonly unsound: ReadonlySet<string>,
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
    if (checked.some(hasFaults)) return { states: checked, streams: [] };
    return { states: checked, streams: this.streams() };
  }

  private stateOf(registration: Registration): StateOrFaults {
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

  private project({ content: given }: ProjectRegistration): StateOrFaults {
    const known = this.projects.get(given.code);
    const content = { ...NEW_PROJECT, ...known, ...given };
    this.projects.set(given.code, content);
    return this.record('projects', given.code, content);
  }

  /** Parents may be registered by a later row, so they are looked at when all are known. */
  private checkParent(registration: Registration, state: StateOrFaults): StateOrFaults {
    const wrong = registration.kind === 'project' ? this.wrongParent(registration.content.code) : null;
    if (wrong === null) return state;
    return [...(hasFaults(state) ? state : []), new RegistrationFault('上级项目编码', wrong)];
  }

  private wrongParent(code: string): string | null {
    const seen = new Set([code]);
    for (let above = this.projects.get(code)!.parentCode; above !== null;) {
      if (seen.has(above)) return `项目 ${code} 的上级项目 ${above} 又在它之下，请核对。`;
      if (this.unsound.has(above)) return null;
      const parent = this.projects.get(above);
      if (!parent) return `项目 ${code} 的上级项目 ${above} 没有登记，请先登记或一并登记。`;
      seen.add(above);
      above = parent.parentCode;
    }
    return null;
  }

  private unit(registration: UnitRegistration): StateOrFaults {
    const { code, name, unitKind } = registration;
    const opening = this.openingOf(code);
    const joins = !this.units.includes(code);
    const faults = this.wrongWithUnit(registration, opening, joins);
    if (faults.length > 0) return faults;
    const kind = unitKind ?? opening?.unit.kind;
    if (!opening && kind) {
      const events = this.open({ code, name, kind });
      if (events instanceof Refusal) return [new RegistrationFault(null, events.message)];
      this.openings.push({ stream: budgetStream(code, this.department.year.fiscalYear), state: 'no-stream', events });
    }
    if (joins) this.units.push(code);
    const known = this.pending('units', code)?.name ?? opening?.unit.name ?? name;
    const named = known === name ? 'recorded' : this.record('units', code, { code, name });
    if (hasFaults(named)) return named;
    return joins ? 'new' : named === 'recorded' ? 'recorded' : 'changed';
  }

  private wrongWithUnit(
    { code, name, unitKind }: UnitRegistration,
    opening: UnitYear['opening'],
    joins: boolean,
  ): RegistrationFault[] {
    const { fiscalYear, department } = this.department.year;
    if (opening && opening.department.code !== department.code)
      return [
        new RegistrationFault(
          '单位编码',
          `单位 ${code} ${fiscalYear} 年度已在部门 ${opening.department.code} ${opening.department.name} 开账，不能登记在${department.name}名下。`,
        ),
      ];
    const kind = wrongKind(code, unitKind, opening);
    const full = joins && this.units.length === fields.DEPARTMENT_UNITS_MAX;
    return [
      ...(opening ? [] : malformedUnit({ code, name })),
      ...(kind === null ? [] : [new RegistrationFault('单位性质', kind)]),
      ...(full ? [new RegistrationFault('单位编码', `一个部门至多 ${fields.DEPARTMENT_UNITS_MAX} 个预算单位。`)] : []),
    ];
  }

  private open(unit: NonNullable<UnitYear['opening']>['unit']) {
    const { fiscalYear, department } = this.department.year;
    const data = { unit, department, fiscalYear, occurredOn: `${fiscalYear}-01-01` };
    const rules = { catalogue: this.catalogue, previousYear: null };
    return decide(UNOPENED, { type: 'openFiscalYear', data }, rules);
  }

  private openingOf(code: string): UnitYear['opening'] {
    const opened = this.openings.flatMap(({ events }) => events).find((event) => isOpeningOf(event, code));
    if (opened?.type === 'FiscalYearOpened') return opened.data;
    return this.department.unitYears.get(code)?.opening ?? null;
  }

  private code({ content }: CodeRegistration): StateOrFaults {
    const problem = problemOfCode(this.catalogue, content);
    // Its parent may be in a row with faults.
    if (problem !== null && [...this.unsound].some((above) => content.code.startsWith(above))) return 'new';
    if (problem !== null) return [new RegistrationFault('科目编码', problem)];
    const entryNo = `${content.classification}-${content.code}`;
    const isKnown = this.pending('codes', entryNo) === undefined;
    if (isKnown && nameOfCode(this.department.catalogue, content) === content.name) return 'recorded';
    return this.record('codes', entryNo, content);
  }

  private entry({ register, owner, entryNo, content }: EntryRegistration): StateOrFaults {
    const isOwner = owner === this.own.owner || this.units.includes(owner);
    const wrong = [
      ...(isOwner ? [] : [`${owner} 不是${this.department.year.department.name}的单位，请核对。`]),
      ...(isOwner && register === 'statements' ? this.clash(owner, entryNo, content as Statement) : []),
      ...this.unknownReferences(register, content),
    ].map((message) => new RegistrationFault(null, message));
    if (wrong.length === 0) return this.record(register, entryNo, content, owner);
    const event = recordEntry(this.department.year.fiscalYear, { register, entryNo, content });
    return event instanceof ZodError ? [...wrong, ...malformed(event)] : wrong;
  }

  private clash(owner: string, entryNo: string, content: Statement): string[] {
    const { books, year } = this.department;
    return [statementClash({ owner, entryNo, content }, books.values(), year.department.code) ?? []].flat();
  }

  /** What an entry names must be there; what a unit had the year before may be gone. */
  private unknownReferences(register: RegisterName, content: object): string[] {
    if (register === 'priorYear') return [];
    const { projectCode, functionCode } = content as { projectCode?: string | null; functionCode?: string | null };
    const isPlan = Object.hasOwn(PLAN_REGISTERS, register);
    const wrong: string[] = [];
    if (projectCode && !this.projects.has(projectCode)) wrong.push(`项目 ${projectCode} 没有登记，请先登记项目。`);
    if (isPlan && functionCode && !this.catalogue.functions.find(functionCode))
      wrong.push(`支出功能分类 ${functionCode} 不在 ${this.catalogue.year} 年科目表中，请核对编码，或先登记科目。`);
    return wrong;
  }

  private record<Name extends RegisterName>(
    register: Name,
    entryNo: string,
    content: RegisterContent<Name>,
    owner = this.own.owner,
  ): StateOrFaults {
    const known = this.pending(register, entryNo, owner);
    if (isDeepStrictEqual(withoutAbsent(known), withoutAbsent(content))) return 'recorded';
    const event = recordEntry(this.department.year.fiscalYear, { register, entryNo, content });
    if (event instanceof ZodError) return malformed(event);
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

/** True if a registration has faults, and no state. */
export const hasFaults = (state: StateOrFaults): state is readonly RegistrationFault[] => typeof state !== 'string';

const malformed = (error: ZodError): RegistrationFault[] => [new RegistrationFault(null, schemaSentence(error))];

const isOpeningOf = (event: AnyEvent, code: string): boolean =>
  event.type === 'FiscalYearOpened' && event.data.unit.code === code;

/** As JSON would keep it: a field that is undefined is not there. */
const withoutAbsent = (content: object | undefined): object | undefined =>
  content && Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
