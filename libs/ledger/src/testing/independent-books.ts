import { parseYuan } from '@yujue/money';
import { type LedgerEvent } from '../events';
import { postings } from '../postings';

/** A second, plain way to keep the books: every event adds to and takes from them as a clerk would. */
export function independentBooks() {
  const [left, held, frozen, committed]: FourBooks = [new Map(), new Map(), new Map(), new Map()];
  const [spent, carried, ahead, nonTax]: FourBooks = [new Map(), new Map(), new Map(), new Map()];
  const aheadOf = new Map<string, boolean>();
  const isAhead = (paymentId: string) => aheadOf.get(paymentId) ?? false;
  const take = (event: LedgerEvent): void => {
    const lines = 'lines' in event.data ? event.data.lines : [];
    const each = (sign: 1 | -1, ...books: Book[]) =>
      lines.forEach(({ lineId, amount: text }) => books.forEach((it) => move(it, lineId, sign * parseYuan(text))));
    const value = 'amount' in event.data ? parseYuan(event.data.amount) : 0;
    switch (event.type) {
      case 'BudgetAppropriated':
      case 'BudgetSupplemented':
        each(1, left);
        break;
      case 'BudgetReduced':
        each(-1, left);
        break;
      case 'BudgetUnfrozen':
        each(1, left);
        each(-1, frozen);
        break;
      case 'BudgetFrozen':
        each(-1, left);
        each(1, frozen);
        break;
      case 'CarryoverBroughtForward':
        each(1, left, held);
        break;
      case 'BudgetTransferred':
        event.data.from.forEach((it) => move(left, it.lineId, -parseYuan(it.amount)));
        event.data.to.forEach((it) => move(left, it.lineId, parseYuan(it.amount)));
        break;
      case 'RevenueReceived':
        move(held, event.data.lineId, value);
        break;
      case 'NonTaxRevenueCollected':
        move(nonTax, event.data.category, value);
        break;
      case 'CommitmentMade':
        move(left, event.data.lineId, -value);
        move(committed, event.data.lineId, value);
        break;
      case 'CommitmentReleased':
        move(left, event.data.lineId, value);
        move(committed, event.data.lineId, -value);
        break;
      case 'DisbursementMade':
        move(event.data.commitmentId === undefined ? left : committed, event.data.lineId, -value);
        move(spent, event.data.lineId, value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, -value);
        aheadOf.set(event.data.paymentId, event.data.ahead !== undefined);
        if (event.data.ahead !== undefined) move(ahead, event.data.lineId, value);
        break;
      case 'DisbursementRefunded':
        move(left, event.data.lineId, value);
        move(spent, event.data.lineId, -value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, value);
        if (isAhead(event.data.paymentId)) move(ahead, event.data.lineId, -value);
        break;
      case 'DisbursementReclassified': {
        const { from, to, paymentId, newPaymentId } = event.data;
        for (const [side, sign] of [
          [from, 1],
          [to, -1],
        ] as const) {
          move(left, side.lineId, sign * parseYuan(side.amount));
          move(spent, side.lineId, -sign * parseYuan(side.amount));
          if (side.drawnOn === 'holdings') move(held, side.lineId, sign * parseYuan(side.amount));
        }
        aheadOf.set(newPaymentId, event.data.ahead !== undefined);
        if (isAhead(paymentId)) move(ahead, from.lineId, -parseYuan(from.amount));
        if (event.data.ahead !== undefined) move(ahead, to.lineId, parseYuan(to.amount));
        break;
      }
      case 'BalanceCarriedForward':
        move(left, event.data.lineId, -value);
        move(carried, event.data.lineId, value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, -value);
        break;
      case 'BalanceSurrendered':
        move(left, event.data.lineId, -parseYuan(event.data.authority));
        move(held, event.data.lineId, -parseYuan(event.data.holdings));
        break;
      case 'SurplusAllocated':
        move(held, event.data.lineId, -value);
        break;
      case 'EntryReversed': {
        const { reverses } = event.data;
        const sums = 'lines' in reverses ? reverses.lines : [reverses];
        for (const { amount: text, ...on } of sums) {
          const back = parseYuan(text);
          if (reverses.type === 'NonTaxRevenueCollected') move(nonTax, reverses.category, -back);
          if (!('lineId' in on)) continue;
          if (reverses.type === 'RevenueReceived') move(held, on.lineId, -back);
          if (reverses.type === 'CarryoverBroughtForward') [left, held].forEach((it) => move(it, on.lineId, -back));
          if (reverses.type !== 'BalanceCarriedForward') continue;
          move(left, on.lineId, back);
          move(carried, on.lineId, -back);
          if (reverses.drawnOn === 'holdings') move(held, on.lineId, back);
        }
        break;
      }
      default:
        expect(postings(event)).toEqual([]);
    }
  };
  return { take, available: left, held, frozen, committed, spent, carried, ahead, nonTax };
}

/** Amounts in 分, by line. */
export type Book = Map<string, number>;
type FourBooks = [Book, Book, Book, Book];

const move = (book: Book, key: string, by: number) => book.set(key, (book.get(key) ?? 0) + by);

/** The sum of two books, line by line. */
export function sumOf(one: Book, other: Book): Book {
  const both = new Map(one);
  for (const [key, by] of other) move(both, key, by);
  return both;
}
