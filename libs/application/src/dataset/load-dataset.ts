import { type Append, ConcurrencyError, type EventStore, type ExpectedState, stateAfter } from '@yujue/event-store';
import {
  type DepartmentYearRegistered,
  type LedgerEvent,
  type RegisterEvent,
  Refusal,
  UNOPENED,
  budgetStream,
  decide,
  departmentStream,
  fold,
  registersStream,
} from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { type Catalogues } from '../configuration/catalogues';
import { newEvents } from '../unit-year/new-events';
import { UserError } from '../user-error';
import { Problems } from './csv';
import { type DatasetCommand, ledgerCommands } from './ledger-commands';
import { type Dataset, invalid } from './read-dataset';
import { registerEntries } from './register-entries';

/** Events that go into the log in one append; EventStoreDB takes at most 1 MB at once. */
const APPEND_EVENTS = 500;
/** Namespace of the command ids of loads, so that the same folder always asks under the same ids. */
const LOADS = '6f0d3c5e-2a57-5d6b-9a0e-3c1f5f0f7b11';

/** What a load did. */
export interface Loaded {
  readonly dataset: string;
  readonly department: string;
  readonly fiscalYear: number;
  readonly events: number;
  readonly payments: number;
  readonly position: string;
  /** True when the same folder had been loaded before and nothing changed. */
  readonly alreadyLoaded: boolean;
}

interface Planned {
  readonly stream: string;
  readonly events: readonly (LedgerEvent | RegisterEvent)[];
}

/**
 * Loads a dataset whole or not at all. Everything is decided before anything is written; then the units' streams are
 * appended, and last the department's year, which alone makes them visible in reports. A load that was interrupted is
 * finished by running it again: its command ids follow from the folder's content.
 * Throws UserError DATASET_INVALID with every problem, or DATASET_CLASHES when the year holds other data.
 */
export async function loadDataset(
  store: EventStore,
  catalogues: Catalogues,
  dataset: Dataset,
  progress: (done: number, total: number) => void,
): Promise<Loaded> {
  const { manifest, fingerprint } = dataset;
  const problems = new Problems();
  const plan = planDataset(dataset, catalogues, problems);
  if (problems.any) throw invalid(problems.sentences);
  const total = plan.reduce((sum, { events }) => sum + events.length, 0);
  let done = 0;
  let last = { position: '', repeated: true };
  for (const planned of plan) {
    let expected: ExpectedState = 'no-stream';
    for (let from = 0; from < planned.events.length; from += APPEND_EVENTS) {
      const events = planned.events.slice(from, from + APPEND_EVENTS);
      const commandId = uuidFrom(`${fingerprint}/${planned.stream}/${from}`, LOADS);
      const append: Append = {
        stream: planned.stream,
        expected,
        commandId,
        fingerprint,
        events: newEvents(planned.stream, events, { commandId, actor: '数据装载' }),
      };
      last = await store.append(append).catch((error: unknown) => clash(error, dataset));
      expected = stateAfter(append);
      progress((done += events.length), total);
    }
  }
  const payments = plan.flatMap(({ events }) => events).filter(({ type }) => type === 'DisbursementMade').length;
  return {
    dataset: manifest.dataset,
    department: manifest.department.code,
    fiscalYear: manifest.fiscalYear,
    events: total,
    payments,
    position: last.position,
    alreadyLoaded: last.repeated,
  };
}

function planDataset(dataset: Dataset, catalogues: Catalogues, problems: Problems): Planned[] {
  const { manifest } = dataset;
  const { fiscalYear, source } = manifest;
  const { authority, ...department } = manifest.department;
  const commands = ledgerCommands(dataset, problems);
  const catalogue = catalogues.ofYear(fiscalYear);
  const entries = registerEntries(dataset, catalogue, problems);
  // Deciding on rows that could not be read would only bury their own problems under others.
  if (problems.any) return [];
  const budgets = [...commands].map(([unit, list]) => ({
    stream: budgetStream(unit, fiscalYear),
    events: decideAll(list, { catalogue }, problems),
  }));
  const registers = [...entries].map(([owner, events]) => ({ stream: registersStream(owner, fiscalYear), events }));
  const registered: DepartmentYearRegistered = {
    type: 'DepartmentYearRegistered',
    data: {
      department,
      ...(authority !== undefined && { authority }),
      ...(source !== undefined && { source }),
      fiscalYear,
      title: manifest.title,
      units: manifest.units.map(({ code }) => code),
      editions: manifest.editions,
    },
  };
  return [...budgets, ...registers, { stream: departmentStream(department.code, fiscalYear), events: [registered] }];
}

function decideAll(
  commands: readonly DatasetCommand[],
  rules: Parameters<typeof decide>[2],
  problems: Problems,
): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  let year = UNOPENED;
  for (const { command, row } of commands) {
    const decision = decide(year, command, rules);
    if (decision instanceof Refusal) {
      problems.at(row, decision.message);
      continue;
    }
    events.push(...decision);
    year = fold(decision, year);
  }
  return events;
}

function clash(error: unknown, { manifest }: Dataset): never {
  if (!(error instanceof ConcurrencyError)) throw error;
  throw new UserError(
    'DATASET_CLASHES',
    `${manifest.department.name} ${manifest.fiscalYear} 年度已有其他数据（${error.stream}），未装载本文件夹。如上次装载中断后改过文件，请恢复原文件后重新装载。`,
    409,
  );
}
