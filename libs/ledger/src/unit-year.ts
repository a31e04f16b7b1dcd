import { type Fen, ZERO, add, fen, greatest, negate, parseYuan, subtract } from '@yujue/money';
import { type Balance, EMPTY_BALANCE, available } from './balance';
import { type CarryoverNature } from './carryover';
import { type Entry, withEntry } from './entry';
import { assertIdentities } from './identities';
import { type FiscalYearOpened, type LedgerEvent } from './events';
import { type BudgetLine, type DrawnOn, type LineId, drawnOn } from './line';
import { type Measure } from './measure';
import { type Payments } from './payments';
import { type Posting, isOfNonTax, postings } from './postings';
import { type DayChange, changeBetween, standingOf, withChange } from './standing';
import { VersionedMap } from './versioned-map';

/** A budget line, the sums of what was posted to it, and what deciding needs to know beside them. */
export interface Line {
  readonly dimensions: BudgetLine;
  readonly balance: Balance;
  /** What its latest business day changed, which leads to the days before it; null before the first posting. */
  readonly latestDay: DayChange | null;
  /** The day of its first 年初预算; null before that. */
  readonly approvedOn: string | null;
  /** What was paid ahead of the budget, less what of it was refunded or moved away. */
  readonly ahead: Fen;
  /** What the money brought forward is; null where there is none. */
  readonly broughtAs: CarryoverNature | null;
  /** As what its balance is carried forward; null before that. */
  readonly carriedAs: CarryoverNature | null;
  /** 可用额度 that was left when the balance was carried forward, and still is; null before that. */
  readonly uncarried: Fen | null;
}

/** A contract's claim on a line, with what has been neither paid nor released. */
export interface Commitment {
  readonly lineId: LineId;
  readonly remaining: Fen;
  readonly occurredOn: string;
}

/**
 * One unit's year as far as deciding needs it: the balances of its lines, its open payments and commitments, the entries
 * that can be reversed, and how far the books are closed. Immutable; `evolve` returns the next one, and a year with 100,000
 * payments costs no more to evolve than a small one.
 */
export interface UnitYear {
  readonly opening: FiscalYearOpened['data'] | null;
  /** The day of the year's first 年初预算, whichever line it was for; null before that. */
  readonly approvedOn: string | null;
  readonly lines: VersionedMap<LineId, Line>;
  readonly payments: Payments;
  readonly commitments: VersionedMap<string, Commitment>;
  /** By number: the 单据号, or where another entry has that already, one made of it. */
  readonly entries: VersionedMap<string, Entry>;
  /** Months are closed in order; 0 when none is. */
  readonly closedThrough: number;
  readonly closed: boolean;
  /** All that was ever posted, regardless of sign and measure; 非税 too. It bounds every sum of the year. */
  readonly turnover: Fen;
}

export const UNOPENED: UnitYear = {
  opening: null,
  approvedOn: null,
  lines: VersionedMap.of(),
  payments: VersionedMap.of(),
  commitments: VersionedMap.of(),
  entries: VersionedMap.of(),
  closedThrough: 0,
  closed: false,
  turnover: ZERO,
};

/** What has happened, and what happened next. Pure; throws only for a stream that no `decide` could have written. */
export function evolve(year: UnitYear, event: LedgerEvent): UnitYear {
  const opened = 'opens' in event.data && event.data.opens ? withLines(year, event.data.opens) : year;
  const entries = postings(event);
  const posted = { ...post(noted(opened, event), event, entries), turnover: grown(year.turnover, entries) };
  switch (event.type) {
    case 'FiscalYearOpened':
      return { ...posted, opening: event.data };
    case 'CommitmentMade': {
      const { commitmentId, lineId, amount, occurredOn } = event.data;
      const made = { lineId, remaining: parseYuan(amount), occurredOn };
      return { ...posted, commitments: posted.commitments.set(commitmentId, made) };
    }
    case 'CommitmentReleased':
      return unclaim(posted, event.data.commitmentId, parseYuan(event.data.amount));
    case 'DisbursementMade': {
      const { paymentId, lineId, commitmentId, amount, drawnOn: from, occurredOn, ahead } = event.data;
      const paid = { lineId, drawnOn: from, remaining: parseYuan(amount), occurredOn, ...(ahead && { ahead }) };
      const recorded = { ...posted, payments: posted.payments.set(paymentId, paid) };
      return commitmentId === undefined ? recorded : unclaim(recorded, commitmentId, paid.remaining);
    }
    case 'DisbursementRefunded':
      return takeBack(posted, event.data.paymentId, parseYuan(event.data.amount));
    case 'DisbursementReclassified': {
      const { paymentId, newPaymentId, to, occurredOn, ahead } = event.data;
      const remaining = parseYuan(to.amount);
      const moved = { lineId: to.lineId, drawnOn: to.drawnOn, remaining, occurredOn, ...(ahead && { ahead }) };
      const left = takeBack(posted, paymentId, remaining);
      return { ...left, payments: left.payments.set(newPaymentId, moved) };
    }
    case 'CarryoverBroughtForward':
    case 'RevenueReceived':
    case 'NonTaxRevenueCollected':
    case 'BalanceCarriedForward':
      return { ...posted, entries: withEntry(posted.entries, event) };
    case 'EntryReversed':
      return { ...posted, entries: reversed(posted.entries, event.data.corrects) };
    case 'MonthClosed':
      return { ...posted, closedThrough: event.data.month };
    case 'MonthReopened':
      return { ...posted, closedThrough: event.data.month - 1 };
    case 'FiscalYearClosed':
      return { ...posted, closed: true };
    case 'BudgetAppropriated':
      return { ...posted, approvedOn: earlier(posted.approvedOn, event.data.occurredOn) };
    case 'BudgetSupplemented':
    case 'BudgetReduced':
    case 'BudgetTransferred':
    case 'BudgetFrozen':
    case 'BudgetUnfrozen':
    case 'BalanceSurrendered':
    case 'SurplusAllocated':
    case 'ApprovalRefused':
      return posted;
  }
}

/** What events post, regardless of sign. */
export const turnoverOf = (events: readonly LedgerEvent[]): number =>
  events.reduce((total, event) => total + sumOf(postings(event)), 0);

/** A log from before there was a limit may be beyond it; then the year stays readable, and takes nothing more. */
const grown = (turnover: Fen, entries: readonly Posting[]): Fen =>
  fen(Math.min(turnover + sumOf(entries), Number.MAX_SAFE_INTEGER));

const sumOf = (entries: readonly Posting[]): number =>
  entries.reduce((total, { amount }) => total + Math.abs(amount), 0);

/** A unit's year from all of its events. */
export const fold = (events: Iterable<LedgerEvent>, from = UNOPENED): UnitYear => {
  let year = from;
  for (const event of events) year = evolve(year, event);
  return year;
};

/** What a payment on a line of this year draws on. */
export const drawnOnBy = (year: UnitYear, line: Line): DrawnOn => drawnOn(line.dimensions, year.opening!.fiscalYear);

/** The same year with lines that it did not have; those that it has stay as they are. */
export function withLines(year: UnitYear, opens: readonly BudgetLine[]): UnitYear {
  const fresh = opens.filter(({ id }) => !year.lines.has(id));
  if (fresh.length === 0) return year;
  return { ...year, lines: fresh.reduce((lines, line) => lines.set(line.id, emptyLine(line)), year.lines) };
}

const emptyLine = (dimensions: BudgetLine): Line => ({
  dimensions,
  balance: EMPTY_BALANCE,
  latestDay: null,
  approvedOn: null,
  ahead: ZERO,
  broughtAs: null,
  carriedAs: null,
  uncarried: null,
});

/** What an event says about its lines apart from its postings. */
function noted(year: UnitYear, event: LedgerEvent): UnitYear {
  switch (event.type) {
    case 'BudgetAppropriated':
      return withNotes(year, event.data.lines, ({ approvedOn }) => ({
        approvedOn: earlier(approvedOn, event.data.occurredOn),
      }));
    case 'CarryoverBroughtForward':
      return withNotes(year, event.data.lines, (_line, { nature }) => ({ broughtAs: nature }));
    case 'BalanceCarriedForward':
      return withNotes(year, [event.data], (_line, { nature }) => ({ carriedAs: nature }));
    case 'DisbursementMade':
      return event.data.ahead === undefined ? year : withAhead(year, event.data.lineId, parseYuan(event.data.amount));
    case 'DisbursementRefunded':
      return withoutAhead(year, event.data.paymentId, parseYuan(event.data.amount));
    case 'DisbursementReclassified': {
      const { paymentId, to, ahead } = event.data;
      const left = withoutAhead(year, paymentId, parseYuan(to.amount));
      return ahead === undefined ? left : withAhead(left, to.lineId, parseYuan(to.amount));
    }
    default:
      return year;
  }
}

function withNotes<Named extends { readonly lineId: LineId }>(
  year: UnitYear,
  named: readonly Named[],
  notes: (line: Line, named: Named) => Partial<Line>,
): UnitYear {
  let { lines } = year;
  for (const each of named) {
    const line = lines.get(each.lineId);
    if (line) lines = lines.set(each.lineId, { ...line, ...notes(line, each) });
  }
  return { ...year, lines };
}

const withAhead = (year: UnitYear, lineId: LineId, amount: Fen): UnitYear =>
  withNotes(year, [{ lineId }], ({ ahead }) => ({ ahead: add(ahead, amount) }));

function withoutAhead(year: UnitYear, paymentId: string, amount: Fen): UnitYear {
  const payment = year.payments.get(paymentId);
  return payment?.ahead === undefined ? year : withAhead(year, payment.lineId, negate(amount));
}

function post(year: UnitYear, event: LedgerEvent, entries: readonly Posting[]): UnitYear {
  // Non-tax revenue is a separate book and limits no line.
  const onLines = entries.filter((posting) => !isOfNonTax(posting));
  if (onLines.length === 0) return year;
  const { fiscalYear } = year.opening!;
  let { lines } = year;
  for (const [lineId, balance] of balancesAfter(lines, onLines)) {
    const line = settledBy(event, lines.get(lineId)!, balance);
    assertIdentities(line, fiscalYear);
    lines = lines.set(lineId, line);
  }
  return { ...year, lines };
}

/** The balances of the lines that an event posts to. */
function balancesAfter(lines: UnitYear['lines'], entries: readonly Posting[]): Map<LineId, Balance> {
  const balances = new Map<LineId, Record<Measure, Fen>>();
  for (const { lineId, measure, amount } of entries) {
    let balance = balances.get(lineId);
    if (!balance) {
      const line = lines.get(lineId);
      if (!line) throw new Error(`The stream posts to line ${lineId} before any event names it.`);
      balances.set(lineId, (balance = { ...line.balance }));
    }
    balance[measure] = add(balance[measure], amount);
  }
  return balances;
}

/** A line after an event's postings: with what they changed on its day, and with notes that no longer hold dropped. */
function settledBy({ type, data }: LedgerEvent, before: Line, balance: Balance): Line {
  const isCarried = balance.carriedForward !== 0;
  const change = changeBetween(standingOf(before.balance), standingOf(balance));
  return {
    ...before,
    balance,
    latestDay: withChange(before.latestDay, data.occurredOn, change),
    broughtAs: balance.broughtForward === 0 ? null : before.broughtAs,
    carriedAs: isCarried ? before.carriedAs : null,
    uncarried: isCarried ? uncarriedAfter(type, before, available(balance)) : null,
  };
}

/** What is used, or goes back, after a balance was carried forward comes first out of what was left then. */
function uncarriedAfter(type: LedgerEvent['type'], { uncarried, balance }: Line, now: Fen): Fen {
  if (uncarried === null) return now;
  const change = subtract(now, available(balance));
  return type === 'BalanceCarriedForward' || change >= 0 ? uncarried : greatest(add(uncarried, change), ZERO);
}

function unclaim(year: UnitYear, id: string, amount: Fen): UnitYear {
  const made = year.commitments.get(id);
  if (!made) return year;
  const left = { ...made, remaining: subtract(made.remaining, amount) };
  return { ...year, commitments: year.commitments.set(id, left) };
}

function takeBack(year: UnitYear, paymentId: string, amount: Fen): UnitYear {
  const paid = year.payments.get(paymentId);
  if (!paid) return year;
  const left = { ...paid, remaining: subtract(paid.remaining, amount) };
  return { ...year, payments: year.payments.set(paymentId, left) };
}

function reversed(entries: UnitYear['entries'], number: string): UnitYear['entries'] {
  const entry = entries.get(number);
  return entry ? entries.set(number, { ...entry, reversed: true }) : entries;
}

const earlier = (known: string | null, day: string): string => (known !== null && known < day ? known : day);
