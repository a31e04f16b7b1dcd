import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type EventStore, InMemorySnapshotStore } from '@yujue/event-store';
import { type LedgerCommand, type NewLine, Refusal } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { Catalogues, UnitYears } from '@yujue/application/testing';
import { type Answer, CARRIED, CLOSED_UNIT, DEPARTMENT, FISCAL_YEAR, UNITS, linesOf } from './desk';

const HOOK = join(__dirname, '..', '..', 'libs', 'database', 'src', 'testing', 'typescript-hook.cjs');
const PROGRAM = join(__dirname, 'desk-program.ts');

/** Opens the units' years and gives each line so little that the desks run out of it. */
export async function openOffice(store: EventStore): Promise<void> {
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), Catalogues.of([ledger.RULES.catalogue]));
  const record = async (unit: string, command: LedgerCommand) => {
    const envelope = { commandId: randomUUID(), actor: '开账' };
    const outcome = await unitYears.record({ unit, fiscalYear: FISCAL_YEAR }, command, envelope);
    if (outcome instanceof Refusal) throw new Error(outcome.message);
  };
  for (const unit of UNITS) {
    await record(unit, openingOf(unit));
    for (const line of linesOf(unit)) await record(unit, ledger.appropriate(line, '300.00'));
  }
  const [line] = linesOf(CLOSED_UNIT) as [NewLine, ...NewLine[]];
  const untilClosed = [ledger.appropriate(line, CARRIED), ledger.carry(line, CARRIED), ...ledger.closeMonths(12)];
  for (const command of [openingOf(CLOSED_UNIT), ...untilClosed, ledger.closeYear]) await record(CLOSED_UNIT, command);
}

/** The command that opens a unit's year, which also registers it in the department's year. */
const openingOf = (code: string): LedgerCommand => ({
  type: 'openFiscalYear',
  data: {
    unit: { code, name: `单位${code}`, kind: '参公' },
    department: { code: DEPARTMENT, name: '示例局' },
    fiscalYear: FISCAL_YEAR,
    occurredOn: `${FISCAL_YEAR}-01-01`,
  },
});

/** Lets desks race, each in a separate process, until all are done; `trouble` is made meanwhile, again and again. */
export async function race(
  url: string,
  desks: readonly { readonly name: string; readonly seed: number }[],
  actions: number,
  trouble: () => Promise<void>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let running = desks.length;
  const children: ChildProcess[] = [];
  const ends = desks.map(async ({ name, seed }) => {
    const args = ['-r', HOOK, PROGRAM, url, name, String(seed), String(actions)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    try {
      await listen(child, (answer) => answers.push(answer));
    } finally {
      running -= 1;
    }
  });
  const troubles = (async () => {
    while (running > 0) await trouble();
  })();
  try {
    await Promise.all(ends);
  } finally {
    children.forEach((child) => child.kill('SIGKILL'));
    await Promise.allSettled([...ends, troubles]);
  }
  return answers;
}

/** Rejects when the process ended before it said that it was done: no fault of the store may end it. */
async function listen(child: ChildProcess, take: (answer: Answer) => void): Promise<void> {
  let isDone = false;
  for await (const line of createInterface(child.stdout!)) {
    const said = JSON.parse(line) as Answer | { readonly kind: 'done' };
    if (said.kind === 'done') isDone = true;
    else take(said);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (!isDone) throw new Error(`A desk ended by itself (exit code ${child.exitCode}).`);
}
