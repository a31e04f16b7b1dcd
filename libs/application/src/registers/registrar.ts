import { Inject, Injectable } from '@nestjs/common';
import {
  type Append,
  type AppendResult,
  CommandReusedError,
  ConcurrencyError,
  type EventStore,
} from '@yujue/event-store';
import { type UnitYear, budgetStream, departmentStream, registersStream } from '@yujue/ledger';
import { Catalogues } from '../configuration/catalogues';
import { type Author, appendsOf, commandIdIn } from '../appending/appends-of';
import { fingerprintOf } from '../appending/new-events';
import { type Envelope } from '../appending/envelope';
import { UnitYears } from '../recording/unit-year/unit-years';
import { UserError } from '../user-error';
import { type RegisteredDepartment, type RegistrationPlan, hasFaults, planRegistrations } from './plan-registrations';
import { RegisterBook } from '../recording/register-book';
import { readDepartmentYear } from '../recording/year-opening/department-years';
import { type Registration } from './registration';
import { EVENT_STORE } from '../tokens';

/** Whose registers, of which year. */
export interface DepartmentTarget {
  readonly department: string;
  readonly fiscalYear: number;
}

/** What a registration left behind. */
export interface Registered {
  /** How many events were written now. */
  readonly events: number;
  /** Position of the last one; null where everything was there already. */
  readonly position: string | null;
  /** True when nothing had to be written. */
  readonly repeated: boolean;
}

/** How often registrations are planned again after another writer was first. */
const ATTEMPTS_MAX = 20;

/** Registers projects, units, 科目 and entries of other registers in a department's year, at any time of it. */
@Injectable()
export class Registrar {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly unitYears: UnitYears,
    private readonly catalogues: Catalogues,
  ) {}

  /** What registering would do; see `planRegistrations`. Throws UserError DEPARTMENT_YEAR_NOT_FOUND. */
  async plan(
    target: DepartmentTarget,
    registrations: readonly Registration[],
    unsound?: ReadonlySet<string>,
  ): Promise<RegistrationPlan> {
    return planRegistrations(await this.departmentOf(target, registrations), registrations, unsound);
  }

  /** Writes what was planned. Rejects with ConcurrencyError when somebody else was first. */
  async write({ streams }: RegistrationPlan, author: Author): Promise<Registered> {
    const appends = streams.flatMap(({ stream, state, events }) => appendsOf(stream, state, events, author));
    if (appends.length === 0) return { events: 0, position: null, repeated: true };
    const results = await this.append(appends);
    const last = results.at(-1)!;
    const events = appends.reduce((total, append) => total + append.events.length, 0);
    return { events, position: last.position, repeated: last.repeated };
  }

  /**
   * Registers, all or none; what is there and equal is left alone. A repeat of the command takes effect once. Throws
   * UserError REGISTRATION_REFUSED, and CommandReusedError when the command id belongs to something else.
   */
  async register(
    target: DepartmentTarget,
    registrations: readonly Registration[],
    { commandId, actor }: Envelope,
  ): Promise<Registered> {
    const fingerprint = fingerprintOf([target, registrations]);
    const position = await this.positionOf(target, registrations, { commandId, fingerprint });
    for (let attempt = 1; ; attempt++) {
      const plan = await this.plan(target, registrations);
      const faults = plan.states.filter(hasFaults).flat();
      if (faults[0]) {
        const more = faults.slice(1).map(({ message }) => message);
        throw new UserError('REGISTRATION_REFUSED', faults[0].message, { details: more });
      }
      try {
        const registered = await this.write(plan, { actor, command: { commandId, fingerprint } });
        return { ...registered, position: registered.position ?? position };
      } catch (error) {
        if (!(error instanceof ConcurrencyError) || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  /**
   * At once; or, as EventStoreDB takes one append at a time, one after the other in the order in which they were planned, so
   * that one that is cut off shows nothing half, and is finished by asking again.
   */
  private async append(registrations: readonly Append[]): Promise<readonly AppendResult[]> {
    if (this.store.appendsTogether) return this.store.appendTogether(registrations);
    const results: AppendResult[] = [];
    for (const append of registrations) results.push(await this.store.append(append));
    return results;
  }

  /** Where the command was recorded, if it was before. */
  private async positionOf(
    { department, fiscalYear }: DepartmentTarget,
    registrations: readonly Registration[],
    { commandId, fingerprint }: { readonly commandId: string; readonly fingerprint: string },
  ): Promise<string | null> {
    const streams = new Set([
      departmentStream(department, fiscalYear),
      ...ownersOf(department, registrations).map((owner) => registersStream(owner, fiscalYear)),
      ...unitsOf(registrations).map((unit) => budgetStream(unit, fiscalYear)),
    ]);
    let position: string | null = null;
    for (const stream of streams) {
      const known = await this.store.findCommand(stream, commandIdIn(stream, commandId));
      if (known && known.fingerprint !== fingerprint) throw new CommandReusedError(commandId);
      if (known && (position === null || known.position > position)) position = known.position;
    }
    return position;
  }

  private async departmentOf(
    { department, fiscalYear }: DepartmentTarget,
    registrations: readonly Registration[],
  ): Promise<RegisteredDepartment> {
    const { registered: year, state } = await readDepartmentYear(this.store, department, fiscalYear);
    if (!year) throw departmentYearNotFound(department, fiscalYear);
    const books = new Map<string, RegisterBook>();
    // 说明数 of one 口径 are added up over the units.
    const isSummed = registrations.some((it) => it.kind === 'entry' && it.register === 'statements');
    for (const owner of new Set([...ownersOf(department, registrations), ...(isSummed ? year.units : [])]))
      books.set(owner, await RegisterBook.read(this.store, owner, fiscalYear));
    const unitYears = new Map<string, UnitYear>();
    for (const unit of unitsOf(registrations))
      unitYears.set(unit, (await this.unitYears.read({ unit, fiscalYear })).year);
    return { year, state, books, unitYears, catalogue: this.catalogues.ofYear(fiscalYear) };
  }
}

/** A department's year that nothing was loaded for. */
export const departmentYearNotFound = (department: string, fiscalYear: number): UserError =>
  new UserError(
    'DEPARTMENT_YEAR_NOT_FOUND',
    `没有部门 ${department} 的 ${fiscalYear} 年度。请先用 yujue load 装载该部门的数据集文件夹（只有 dataset.yaml 和空的指标.csv 也可以）。`,
  );

const ownersOf = (department: string, registrations: readonly Registration[]): string[] => [
  ...new Set([department, ...registrations.flatMap((it) => (it.kind === 'entry' ? [it.owner] : []))]),
];

const unitsOf = (registrations: readonly Registration[]): string[] => [
  ...new Set(registrations.flatMap((it) => (it.kind === 'unit' ? [it.code] : []))),
];
