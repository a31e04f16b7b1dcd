import { Catalogues, UnitVouchers, UnitYears } from '@yujue/application/testing';
import { type EventStore, InMemorySnapshotStore, type StoredEvent, verifyLog } from '@yujue/event-store';
import {
  type Vouchers,
  type LedgerEvent,
  UNOPENED,
  type UnitYear,
  available,
  budgetStream,
  evolve,
  readEvent,
} from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { type Answer, CARRIED, CLOSED_UNIT, FISCAL_YEAR, UNITS } from './desk';

/** What a unit's streams hold in the end. */
interface UnitInLog {
  readonly year: UnitYear;
  readonly events: readonly StoredEvent[];
  readonly payments: ReadonlyMap<string, number>;
  readonly vouchers: Vouchers;
}

/** Holds what the desks were answered against the log. Returns every violation as a sentence; none is what is wanted. */
export async function judge(store: EventStore, answers: readonly Answer[]): Promise<string[]> {
  // A desk may have given up in the middle of an approval; the next read of the vouchers finishes it.
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), Catalogues.of([ledger.RULES.catalogue]));
  const unitVouchers = new UnitVouchers(store, unitYears);
  const vouchers = new Map<string, Vouchers>();
  for (const unit of UNITS) vouchers.set(unit, (await unitVouchers.read({ unit, fiscalYear: FISCAL_YEAR })).vouchers);
  const units = new Map<string, UnitInLog>();
  for (const unit of UNITS) units.set(unit, await unitInLog(store, unit, vouchers.get(unit)!));
  const { fault } = await verifyLog(store);
  return [
    ...(fault ? [fault.message] : []),
    ...(await datesBackwards(store)),
    ...[...units].flatMap(([unit, inLog]) => faultsOfUnit(unit, inLog)),
    ...answers.flatMap((answer) => faultsOfAnswer(answer, units)),
    ...(await faultsOfNextYear(
      store,
      answers.some(({ kind }) => kind === 'next year'),
    )),
  ];
}

/** Folds the streams; the fold itself asserts the identities of both books. */
async function unitInLog(store: EventStore, unit: string, vouchers: Vouchers): Promise<UnitInLog> {
  const events = await allOf(store.readStream(budgetStream(unit, FISCAL_YEAR)));
  let year = UNOPENED;
  const payments = new Map<string, number>();
  for (const stored of events) {
    const event = readEvent<LedgerEvent>(stored);
    year = evolve(year, event);
    if (event.type === 'DisbursementMade')
      payments.set(event.data.paymentId, (payments.get(event.data.paymentId) ?? 0) + 1);
  }
  return { year, events, payments, vouchers };
}

/** Checks that the next year was opened once, with what was carried, however many desks opened it. */
async function faultsOfNextYear(store: EventStore, wasOpened: boolean): Promise<string[]> {
  const opened = await allOf(store.readStream(budgetStream(CLOSED_UNIT, FISCAL_YEAR + 1)));
  const types = opened.map(({ type }) => type);
  const wanted = ['FiscalYearOpened', 'CarryoverBroughtForward'];
  if (wasOpened && types.join() !== wanted.join()) return [`the next year was opened, and holds ${types.join()}`];
  if (types.length > wanted.length) return [`the next year holds ${types.join()}`];
  const [carried] = opened.slice(1).map((event) => (event.data as { lines: { amount: string }[] }).lines[0]!.amount);
  return carried === undefined || carried === CARRIED ? [] : [`${carried} came of ${CARRIED} that were carried`];
}

function faultsOfUnit(unit: string, { year, payments }: UnitInLog): string[] {
  const overdrawn = [...year.lines.values()].filter(({ balance }) => available(balance) < 0);
  const twice = [...payments].filter(([, count]) => count > 1);
  return [
    ...overdrawn.map(({ dimensions, balance }) => `${unit} ${dimensions.id} is overdrawn: ${available(balance)}`),
    ...twice.map(([payment]) => `${unit} paid ${payment} twice`),
  ];
}

function faultsOfAnswer(answer: Answer, units: ReadonlyMap<string, UnitInLog>): string[] {
  const isPaid = (payment: string) => [...units.values()].some(({ payments }) => payments.has(payment));
  switch (answer.kind) {
    case 'recorded': {
      const stored = units.get(answer.unit)!.events[answer.revision];
      const isThere = stored?.metadata.commandId === answer.commandId;
      return isThere ? [] : [`${answer.commandId} was answered with revision ${answer.revision}, which is another's`];
    }
    case 'refused':
      return answer.payments.filter(isPaid).map((payment) => `${payment} was refused and is paid`);
    case 'list':
      return answer.payments.filter((payment) => !isPaid(payment)).map((payment) => `${payment} is lost from its list`);
    case 'next year':
      return [];
    case 'fault':
      return [answer.message];
    case 'document': {
      const state = units.get(answer.unit)!.vouchers.get(answer.documentId)?.state;
      const shouldBePaid = state === '已审核';
      return isPaid(answer.payment) === shouldBePaid
        ? []
        : [`voucher ${answer.documentId} is ${state}, and its payment is ${shouldBePaid ? 'not there' : 'there'}`];
    }
  }
}

async function datesBackwards(store: EventStore): Promise<string[]> {
  const last = new Map<string, string>();
  const faults: string[] = [];
  for (const { stream, recordedAt, revision } of await allOf(store.readAll())) {
    // EventStoreDB dates in the order of each stream only.
    const order = store.appendsTogether ? 'the log' : stream;
    if (recordedAt < (last.get(order) ?? '')) faults.push(`${stream} ${revision} is dated before the one before it`);
    last.set(order, recordedAt);
  }
  return faults;
}

async function allOf(pages: AsyncIterable<readonly StoredEvent[]>): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const page of pages) events.push(...page);
  return events;
}
