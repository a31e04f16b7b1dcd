/** Why a text is no amount, or a sum is out of bounds. */
export type MoneyErrorCode = 'NOT_AN_AMOUNT' | 'TOO_MANY_DECIMALS' | 'OUT_OF_RANGE';

/** A malformed or impossible amount. `message` is a Chinese sentence for people, `code` is for programs. */
export class MoneyError extends Error {
  constructor(
    readonly code: MoneyErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'MoneyError';
  }
}
