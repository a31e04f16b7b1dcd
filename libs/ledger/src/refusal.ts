import { type Fen, formatYuan, withSeparators } from '@yujue/money';

/** Why a command was refused; programs decide by the code. */
export type RefusalCode =
  | 'COMMAND_INVALID'
  | 'TARGET_MISMATCH'
  | 'TURNOVER_EXCEEDED'
  | 'YEAR_NOT_OPENED'
  | 'YEAR_ALREADY_OPENED'
  | 'YEAR_CLOSED'
  | 'DATE_OUTSIDE_YEAR'
  | 'DATE_BEFORE_ORIGINAL'
  | 'MONTH_CLOSED'
  | 'MONTH_OUT_OF_ORDER'
  | 'MONTH_NOT_CLOSED'
  | 'AMOUNT_MALFORMED'
  | 'AMOUNT_TOO_PRECISE'
  | 'AMOUNT_OUT_OF_RANGE'
  | 'AMOUNT_NOT_POSITIVE'
  | 'UNKNOWN_LINE'
  | 'LINE_DIMENSIONS_FIXED'
  | 'LINE_ID_RESERVED'
  | 'UNKNOWN_CODE'
  | 'CODE_NOT_LEAF'
  | 'ORIGIN_YEAR_INVALID'
  | 'AVAILABLE_EXCEEDED'
  | 'HOLDINGS_EXCEEDED'
  | 'FROZEN_EXCEEDED'
  | 'TRANSFER_NOT_BALANCED'
  | 'TRANSFER_CROSSES_FUND_NATURE'
  | 'TRANSFER_CROSSES_ORIGIN_YEAR'
  | 'TRANSFER_CROSSES_PAYMENT_MODE'
  | 'TRANSFER_CHANGES_CARRIED_USE'
  | 'RECEIPT_ON_TREASURY_LINE'
  | 'COMMITMENT_EXISTS'
  | 'UNKNOWN_COMMITMENT'
  | 'COMMITMENT_EXCEEDED'
  | 'COMMITMENT_OF_OTHER_LINE'
  | 'PAYMENT_EXISTS'
  | 'UNKNOWN_PAYMENT'
  | 'REFUND_EXCEEDED'
  | 'BUDGET_ALREADY_APPROVED'
  | 'AHEAD_GROUND_INVALID'
  | 'AHEAD_BEYOND_LAST_YEAR'
  | 'SAME_LINE'
  | 'BASIC_BALANCE_IS_CARRYOVER'
  | 'CARRYOVER_MIXES_KINDS'
  | 'CARRYOVER_MIXES_NATURES'
  | 'CARRYOVER_TOO_OLD'
  | 'ALREADY_CARRIED_FORWARD'
  | 'SURPLUS_NOT_SPENDABLE'
  | 'PREVIOUS_YEAR_NOT_CLOSED'
  | 'ALREADY_BROUGHT_FORWARD'
  | 'CARRYOVER_DIFFERS'
  | 'CARRYOVER_NOT_BROUGHT'
  | 'SURPLUS_OF_FISCAL_MONEY'
  | 'LINES_UNSETTLED'
  | 'CORRECTS_NOT_APPLICABLE'
  | 'UNKNOWN_ENTRY'
  | 'ENTRY_OF_OTHER_KIND'
  | 'ENTRY_ALREADY_REVERSED'
  | 'ENTRY_AMOUNT_DIFFERS'
  | 'ENTRY_AMBIGUOUS'
  | 'UNKNOWN_VOUCHER'
  | 'VOUCHER_STATE'
  | 'VOUCHER_SIZE'
  | 'VOUCHER_MIXES_OPENING'
  | 'OWN_DOCUMENT'
  | 'VOUCHER_STOPPED';

/**
 * A business refusal: a value, not an exception. `data` holds amounts in 元 and ids, for programs. The codes are those of a unit's
 * year; another domain names its own.
 */
export class Refusal<Code extends string = RefusalCode> {
  constructor(
    readonly code: Code,
    /** A Chinese sentence: what is wrong, how much there is, what to do. */
    readonly message: string,
    readonly data: Readonly<Record<string, string | number | readonly string[]>> = {},
    /** Where in the command: members and indices joined by dots, such as `lines.2.amount`; empty for the command as a whole. */
    readonly path: string = '',
    /** What else is wrong with the same command, in the order in which it is checked. */
    readonly others: readonly Refusal<Code>[] = [],
  ) {}

  /** The same refusal, of a place in the command. */
  at(path: string): Refusal<Code> {
    return new Refusal(this.code, this.message, this.data, path, this.others);
  }

  /** Everything that is wrong, each without others. */
  get all(): readonly Refusal<Code>[] {
    if (this.others.length === 0) return [this];
    return [new Refusal(this.code, this.message, this.data, this.path), ...this.others];
  }
}

/** One refusal of everything that is wrong: the first, with the rest as its others. Null if nothing is. */
export function together(...found: readonly (Refusal | null)[]): Refusal | null {
  const refused = found.filter((refusal) => refusal !== null);
  if (refused.length === 0) return null;
  const [first, ...others] = refused.flatMap(({ all }) => all) as [Refusal, ...Refusal[]];
  return others.length === 0 ? first : new Refusal(first.code, first.message, first.data, first.path, others);
}

/** What is left of parts when none of them is a refusal. */
type Accepted<Parts extends readonly unknown[]> = { readonly [Index in keyof Parts]: Exclude<Parts[Index], Refusal> };

/** All of these parts, or everything that is wrong with them, in their order. For parts that do not depend on each other. */
export function allOf<const Parts extends readonly unknown[]>(...parts: Parts): Accepted<Parts> | Refusal {
  const refused = parts.filter((part) => part instanceof Refusal);
  return together(...refused) ?? (parts as unknown as Accepted<Parts>);
}

/** 元 as a person reads it: "1,000.00 元". */
export const yuan = (amount: Fen): string => `${withSeparators(formatYuan(amount))} 元`;
