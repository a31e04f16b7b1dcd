import {
  type BalanceCarriedForward,
  type CarryoverBroughtForward,
  type NonTaxRevenueCollected,
  type RevenueReceived,
  type Reversible,
} from './events';

/** Events that only 红字冲销 can undo; a payment is taken back by 退回 or 更正, which name its number. */
export type ReversibleEvent =
  RevenueReceived | NonTaxRevenueCollected | CarryoverBroughtForward | BalanceCarriedForward;

/** What can be reversed, in the field's words. */
export const REVERSIBLE_KINDS = ['收入', '非税收入', '上年结转', '结转下年'] as const;

export type ReversibleKind = (typeof REVERSIBLE_KINDS)[number];

const KINDS: Readonly<Record<Reversible['type'], ReversibleKind>> = {
  RevenueReceived: '收入',
  NonTaxRevenueCollected: '非税收入',
  CarryoverBroughtForward: '上年结转',
  BalanceCarriedForward: '结转下年',
};

/** The kind of entry that a reversal takes back, as the field names it. */
export const reversibleKind = ({ type }: Pick<Reversible, 'type'>): ReversibleKind => KINDS[type];

/** The money of an event without its words. */
export function moneyOf({ type, data }: ReversibleEvent): Reversible {
  switch (type) {
    case 'RevenueReceived':
      return { type, lineId: data.lineId, amount: data.amount };
    case 'NonTaxRevenueCollected':
      return { type, category: data.category, account: data.account, amount: data.amount };
    case 'CarryoverBroughtForward':
      return { type, lines: data.lines.map(({ lineId, amount }) => ({ lineId, amount })) };
    case 'BalanceCarriedForward':
      return { type, lineId: data.lineId, amount: data.amount, drawnOn: data.drawnOn };
  }
}
