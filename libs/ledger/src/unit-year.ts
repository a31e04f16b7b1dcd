import { Map as ImmutableMap } from 'immutable';
import { type Fen, add, parseYuan, subtract } from '@yujue/money';
import { type Balance, EMPTY_BALANCE } from './balance';
import { assertIdentities } from './identities';
import { type FiscalYearOpened, type LedgerEvent } from './events';
import { type BudgetLine, type DrawnOn, type LineId, drawnOn } from './line';
import { type Posting, postings } from './postings';

/** A budget line and the sums of what was posted to it. */
export interface Line {
  readonly dimensions: BudgetLine;
  readonly balance: Balance;
}

/** A payment (or the part of one that a 更正 moved) with what has not been refunded or moved away. */
export interface Payment {
  readonly lineId: LineId;
  readonly drawnOn: DrawnOn;
  readonly remaining: Fen;
}

/** A contract's claim on a line, with what has been neither paid nor released. */
export interface Commitment {
  readonly lineId: LineId;
  readonly remaining: Fen;
}

/**
 * One unit's year as far as deciding needs it: the balances of its lines, its open payments and commitments, and how
 * far the books are closed. Immutable; `evolve` returns the next one. The maps share structure, so that a year with
 * 100,000 payments costs no more to evolve than a small one.
 */
export interface UnitYear {
  readonly opening: FiscalYearOpened['data'] | null;
  readonly lines: ImmutableMap<LineId, Line>;
  readonly payments: ImmutableMap<string, Payment>;
  readonly commitments: ImmutableMap<string, Commitment>;
  /** Months are closed in order; 0 when none is. */
  readonly closedThrough: number;
  readonly closed: boolean;
}

export const UNOPENED: UnitYear = {
  opening: null,
  lines: ImmutableMap(),
  payments: ImmutableMap(),
  commitments: ImmutableMap(),
  closedThrough: 0,
  closed: false,
};

/** What has happened, and what happened next. Pure; throws only for a stream that no `decide` could have written. */
export function evolve(year: UnitYear, event: LedgerEvent): UnitYear {
  const opened = 'opens' in event.data ? open(year, event.data.opens) : year;
  const posted = post(opened, postings(event));
  switch (event.type) {
    case 'FiscalYearOpened':
      return { ...posted, opening: event.data };
    case 'CommitmentMade':
      return claim(posted, event.data.commitmentId, {
        lineId: event.data.lineId,
        remaining: parseYuan(event.data.amount),
      });
    case 'CommitmentReleased':
      return unclaim(posted, event.data.commitmentId, parseYuan(event.data.amount));
    case 'DisbursementMade': {
      const { paymentId, lineId, commitmentId } = event.data;
      const paid = { lineId, drawnOn: event.data.drawnOn, remaining: parseYuan(event.data.amount) };
      const recorded = { ...posted, payments: posted.payments.set(paymentId, paid) };
      return commitmentId === undefined ? recorded : unclaim(recorded, commitmentId, paid.remaining);
    }
    case 'DisbursementRefunded':
      return takeBack(posted, event.data.paymentId, parseYuan(event.data.amount));
    case 'DisbursementReclassified': {
      const { paymentId, newPaymentId, to } = event.data;
      const moved = { lineId: to.lineId, drawnOn: to.drawnOn, remaining: parseYuan(to.amount) };
      const left = takeBack(posted, paymentId, moved.remaining);
      return { ...left, payments: left.payments.set(newPaymentId, moved) };
    }
    case 'MonthClosed':
      return { ...posted, closedThrough: event.data.month };
    case 'MonthReopened':
      return { ...posted, closedThrough: event.data.month - 1 };
    case 'FiscalYearClosed':
      return { ...posted, closed: true };
    case 'BudgetAppropriated':
    case 'BudgetSupplemented':
    case 'BudgetReduced':
    case 'BudgetTransferred':
    case 'BudgetFrozen':
    case 'BudgetUnfrozen':
    case 'CarryoverBroughtForward':
    case 'RevenueReceived':
    case 'NonTaxRevenueCollected':
    case 'BalanceCarriedForward':
    case 'BalanceSurrendered':
    case 'SurplusAllocated':
    case 'ApprovalRefused':
      return posted;
  }
}

/** A unit's year from all of its events. */
export const fold = (events: Iterable<LedgerEvent>, from = UNOPENED): UnitYear => {
  let year = from;
  for (const event of events) year = evolve(year, event);
  return year;
};

/** What a payment on a line of this year draws on. */
export const drawnOnBy = (year: UnitYear, line: Line): DrawnOn => drawnOn(line.dimensions, year.opening!.fiscalYear);

function open(year: UnitYear, opens: readonly BudgetLine[]): UnitYear {
  const fresh = opens.filter(({ id }) => !year.lines.has(id));
  if (fresh.length === 0) return year;
  return {
    ...year,
    lines: year.lines.withMutations((lines) =>
      fresh.forEach((line) => lines.set(line.id, { dimensions: line, balance: EMPTY_BALANCE })),
    ),
  };
}

function post(year: UnitYear, entries: readonly Posting[]): UnitYear {
  // Non-tax revenue is a book of its own and limits no line.
  const onLines = entries.filter(({ measure }) => measure !== 'nonTax');
  if (onLines.length === 0) return year;
  const lines = year.lines.withMutations((changing) => onLines.forEach((entry) => postOne(changing, entry)));
  for (const { lineId } of onLines) {
    const { dimensions, balance } = lines.get(lineId)!;
    assertIdentities(dimensions, balance, year.opening!.fiscalYear);
  }
  return { ...year, lines };
}

function postOne(lines: ImmutableMap<LineId, Line>, { lineId, measure, amount }: Posting): void {
  const line = lines.get(lineId);
  if (!line) throw new Error(`The stream posts to line ${lineId} before any event names it.`);
  lines.set(lineId, { ...line, balance: { ...line.balance, [measure]: add(line.balance[measure], amount) } });
}

const claim = (year: UnitYear, id: string, commitment: Commitment): UnitYear => ({
  ...year,
  commitments: year.commitments.set(id, commitment),
});

const unclaim = (year: UnitYear, id: string, amount: Fen): UnitYear => ({
  ...year,
  commitments: year.commitments.update(
    id,
    (it) => it && { ...it, remaining: subtract(it.remaining, amount) },
  ) as UnitYear['commitments'],
});

const takeBack = (year: UnitYear, paymentId: string, amount: Fen): UnitYear => ({
  ...year,
  payments: year.payments.update(
    paymentId,
    (it) => it && { ...it, remaining: subtract(it.remaining, amount) },
  ) as UnitYear['payments'],
});
