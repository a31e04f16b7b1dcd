import { type Fen, negate, parseYuan } from '@yujue/money';
import { type LedgerEvent, type LineAmount, type NonTaxAccount, type Reversible } from './events';
import { type DrawnOn, type LineId } from './line';
import { type Measure } from './measure';
import { moneyOf } from './reversible';

/** One entry of the journal: an event's effect on one measure of one line, in 分. */
export interface Posting {
  readonly lineId: LineId;
  readonly measure: Measure;
  readonly amount: Fen;
}

/** The prefix of the numbers of items of 非税收入; a new 指标 cannot have such a number (`decide/lines.ts`). */
export const RESERVED_LINE_PREFIX = '非税:';

/**
 * The number of an item of non-tax revenue, which belongs to no 指标. Older logs have 指标 with such numbers: distinguish the
 * two by `isOfNonTax`, never by the number.
 */
export const nonTaxLineId = (category: string, account: NonTaxAccount): LineId =>
  `${RESERVED_LINE_PREFIX}${category}:${account}`;

/** Whether a posting is to an item of 非税收入, and not to the 指标 that may have the same number. */
export const isOfNonTax = ({ measure }: Posting): boolean => measure === 'nonTax';

/**
 * What an event posts. Both the ledger's own state and the read model are sums of these, so that a balance and its trace
 * cannot disagree.
 */
export function postings(event: LedgerEvent): Posting[] {
  switch (event.type) {
    case 'BudgetAppropriated':
      return each(event.data.lines, 'appropriated');
    case 'BudgetSupplemented':
      return each(event.data.lines, 'supplemented');
    case 'BudgetReduced':
      return each(event.data.lines, 'reduced');
    case 'BudgetTransferred':
      return [...each(event.data.from, 'transferred', negate), ...each(event.data.to, 'transferred')];
    case 'BudgetFrozen':
      return each(event.data.lines, 'frozen');
    case 'BudgetUnfrozen':
      return each(event.data.lines, 'frozen', negate);
    case 'CommitmentMade':
      return each([event.data], 'committed');
    case 'CommitmentReleased':
      return each([event.data], 'committed', negate);
    case 'DisbursementMade': {
      const releases = event.data.commitmentId === undefined ? [] : each([event.data], 'committed', negate);
      return [...releases, ...paid(event.data)];
    }
    case 'DisbursementRefunded':
      return [...each([event.data], 'refunded'), ...income(event.data, negate)];
    case 'DisbursementReclassified':
      return [...paid(event.data.from, negate), ...paid(event.data.to)];
    case 'CarryoverBroughtForward':
    case 'RevenueReceived':
    case 'NonTaxRevenueCollected':
    case 'BalanceCarriedForward':
      return ofReversible(moneyOf(event));
    case 'EntryReversed':
      return ofReversible(event.data.reverses).map((posting) => ({ ...posting, amount: negate(posting.amount) }));
    case 'BalanceSurrendered':
      return [
        ...each([{ lineId: event.data.lineId, amount: event.data.authority }], 'lapsed'),
        ...each([{ lineId: event.data.lineId, amount: event.data.holdings }], 'surrendered'),
      ].filter(({ amount }) => amount !== 0);
    case 'SurplusAllocated':
      return each([event.data], 'allocated');
    case 'FiscalYearOpened':
    case 'MonthClosed':
    case 'MonthReopened':
    case 'FiscalYearClosed':
    case 'ApprovalRefused':
      return [];
  }
}

function ofReversible(money: Reversible): Posting[] {
  switch (money.type) {
    case 'CarryoverBroughtForward':
      return each(money.lines, 'broughtForward');
    case 'RevenueReceived':
      return each([money], 'received');
    case 'NonTaxRevenueCollected':
      return each([{ lineId: nonTaxLineId(money.category, money.account), amount: money.amount }], 'nonTax');
    case 'BalanceCarriedForward':
      return [...each([money], 'carriedForward'), ...income(money)];
  }
}

type Drawn = LineAmount & { readonly drawnOn: DrawnOn };

const unchanged = (amount: Fen): Fen => amount;

const each = (lines: readonly LineAmount[], measure: Measure, sign = unchanged): Posting[] =>
  lines.map(({ lineId, amount }) => ({ lineId, measure, amount: sign(parseYuan(amount)) }));

const paid = (drawn: Drawn, sign = unchanged): Posting[] => [
  ...each([drawn], 'disbursed', sign),
  ...income(drawn, sign),
];

/** Treasury money is income at the moment it is paid (or carried forward); money that is held was income before. */
const income = (drawn: Drawn, sign = unchanged): Posting[] =>
  drawn.drawnOn === 'treasury' ? each([drawn], 'received', sign) : [];
