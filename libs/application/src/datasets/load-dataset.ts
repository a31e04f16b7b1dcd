import { type Append, type EventStore } from '@yujue/event-store';
import {
  type AnyEvent,
  type DepartmentYearRegistered,
  type LedgerEvent,
  type PreviousYear,
  Refusal,
  type Rulebook,
  type UnitYear,
  asksPreviousYear,
  budgetStream,
  decide,
  departmentStream,
  fold,
  previousYearOf,
  readEvent,
  registerDepartmentYear,
  registersStream,
} from '@yujue/ledger';
import { ZodError } from 'zod';
import { appendWholeOrInOrder } from '../appending/append-whole';
import { appendsOf, fitsAppend } from '../appending/appends-of';
import { type WholeStream, readWholeStream } from '../appending/read-whole-stream';
import { type Catalogues } from '../configuration/catalogues';
import { type RowCommand } from '../row-commands/asked-command';
import { rowsAtFault } from '../row-commands/rows-at-fault';
import { Problems } from './csv';
import { Differences } from './differences';
import { ledgerCommands } from './ledger-commands';
import { type Dataset, clashing, invalid } from './read-dataset';
import { reconcileRegisters } from './reconcile-registers';
import { reconcileRegistration } from './reconcile-registration';
import { reconcileLines, reconcileUnit } from './reconcile-unit';
import { LOAD_ACTOR } from './recorded-facts';
import { registerEntries } from './register-entries';
import { schemaSentence } from '../schema-sentence';

/** What a load did. */
export interface Loaded {
  readonly dataset: string;
  readonly department: string;
  readonly fiscalYear: number;
  /** Events that were recorded now. */
  readonly events: number;
  readonly payments: number;
  /** Rows that were there already and are equal. */
  readonly rowsKept: number;
  readonly position: string;
  /** True when everything was there before and nothing changed. */
  readonly alreadyLoaded: boolean;
}

interface Plan {
  readonly appends: readonly Append[];
  readonly rowsKept: number;
  /** Of the department's year as it is in the log; empty before the first load. */
  readonly position: string;
}

/**
 * Loads a dataset whole or not at all. Its rows are compared with the log: equal rows are skipped, what is
 * there otherwise is named, and the rest is decided before anything is written. It is stored at once, or, on a store that
 * cannot, unit by unit and last the department's year, which alone makes a new year visible in reports; a load that was
 * interrupted there is finished by running it again. The same way a folder that has grown adds what is new.
 * Throws UserError DATASET_INVALID with every problem, or DATASET_CLASHES with every difference.
 */
export async function loadDataset(
  store: EventStore,
  catalogues: Catalogues,
  dataset: Dataset,
  progress: (done: number, total: number) => void,
): Promise<Loaded> {
  const { manifest } = dataset;
  const { decision: plan, results } = await appendWholeOrInOrder(
    store,
    () => planDataset(store, catalogues, dataset),
    (done, { appends }) => progress(eventsIn(appends.slice(0, done)).length, eventsIn(appends).length),
  );
  const events = eventsIn(plan.appends);
  return {
    dataset: manifest.dataset,
    department: manifest.department.code,
    fiscalYear: manifest.fiscalYear,
    events: events.length,
    payments: events.filter(({ type }) => type === 'DisbursementMade').length,
    rowsKept: plan.rowsKept,
    position: results.at(-1)?.position ?? plan.position,
    // Another program may have loaded the same folder at the same moment.
    alreadyLoaded: results.every(({ repeated }) => repeated),
  };
}

const eventsIn = (appends: readonly Append[]) => appends.flatMap(({ events }) => events);

async function planDataset(store: EventStore, catalogues: Catalogues, dataset: Dataset): Promise<Plan> {
  const { manifest, rows } = dataset;
  const { fiscalYear, department } = manifest;
  const [problems, differences] = [new Problems(), new Differences()];
  const commands = ledgerCommands(dataset, problems);
  const catalogue = catalogues.ofYear(fiscalYear);
  const entries = registerEntries(dataset, catalogue, problems);
  // Deciding on rows that could not be read would only bury their own problems under others.
  if (problems.any) throw invalid(problems.sentences);

  const appends: Append[] = [];
  const append = (stream: string, { state }: WholeStream, events: readonly AnyEvent[]) =>
    appends.push(...appendsOf(stream, state, events, { actor: LOAD_ACTOR }));
  const units = new Map<string, UnitPlan>();
  for (const [unit, asked] of commands)
    units.set(unit, await reconciledUnit(store, unit, fiscalYear, asked, differences));
  reconcileLines(rows['指标.csv'], new Map([...units].map(([unit, { year }]) => [unit, year])), differences);
  for (const [unit, { recorded, year, missing }] of units) {
    if (differences.any) break;
    const rules = { catalogue, previousYear: await previousYear(store, unit, fiscalYear, missing) };
    append(budgetStream(unit, fiscalYear), recorded, decideAll(year, missing, rules, problems));
  }
  for (const owner of new Set([department.code, ...commands.keys(), ...entries.keys()])) {
    const recorded = await readWholeStream(store, registersStream(owner, fiscalYear));
    const missing = reconcileRegisters(entries.get(owner) ?? [], recorded.events, differences);
    append(registersStream(owner, fiscalYear), recorded, missing);
  }
  const stream = departmentStream(department.code, fiscalYear);
  const recorded = await readWholeStream(store, stream);
  const registration = reconcileRegistration(manifest, recorded.events, differences);
  if (registration) append(stream, recorded, wellFormed(registration, problems));

  if (differences.any) throw clashing(manifest, differences.sentences);
  if (problems.any) throw invalid(problems.sentences);
  const rowsKept = [...units.values()].reduce((sum, unit) => sum + unit.rowsKept, 0);
  return { appends, rowsKept, position: recorded.events.at(-1)?.position ?? '' };
}

function wellFormed({ data }: DepartmentYearRegistered, problems: Problems): DepartmentYearRegistered[] {
  const registered = registerDepartmentYear(data);
  if (!(registered instanceof ZodError)) return [registered];
  problems.add(`dataset.yaml：${schemaSentence(registered)}`);
  return [];
}

interface UnitPlan {
  readonly recorded: WholeStream;
  /** As the log has it. */
  readonly year: UnitYear;
  readonly missing: readonly RowCommand[];
  readonly rowsKept: number;
}

async function reconciledUnit(
  store: EventStore,
  unit: string,
  fiscalYear: number,
  asked: readonly RowCommand[],
  differences: Differences,
): Promise<UnitPlan> {
  const recorded = await readWholeStream(store, budgetStream(unit, fiscalYear));
  const year = yearOf(recorded);
  const { commands: missing, rowsKept } = reconcileUnit(asked, recorded.events, differences);
  return { recorded, year, missing, rowsKept };
}

const yearOf = ({ events }: WholeStream): UnitYear => fold(events.map((stored) => readEvent<LedgerEvent>(stored)));

/** The year before, which is read only where a command asks for it. */
async function previousYear(
  store: EventStore,
  unit: string,
  fiscalYear: number,
  commands: readonly RowCommand[],
): Promise<PreviousYear | null> {
  if (!commands.some(({ command }) => asksPreviousYear(command))) return null;
  return previousYearOf(yearOf(await readWholeStream(store, budgetStream(unit, fiscalYear - 1))));
}

function decideAll(
  recorded: UnitYear,
  commands: readonly RowCommand[],
  rules: Rulebook,
  problems: Problems,
): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  let year = recorded;
  for (const asked of commands) {
    const { command, row } = asked;
    const decision = decide(year, command, rules);
    if (decision instanceof Refusal) {
      for (const violation of decision.all)
        for (const place of rowsAtFault(asked, violation).rows) problems.at(place, violation.message);
      continue;
    }
    if (!decision.every(fitsAppend)) problems.at(row, '一个文号的明细过多，一次登记不下，请分到几个文号。');
    else events.push(...decision);
    year = fold(decision, year);
  }
  return events;
}
