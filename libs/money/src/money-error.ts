import { CodedError } from '@yujue/errors';

/** Why a text is no amount, or a sum is out of bounds. */
export type MoneyErrorCode = 'AMOUNT_NOT_AN_AMOUNT' | 'AMOUNT_TOO_MANY_DECIMALS' | 'AMOUNT_OUT_OF_RANGE';

/** A malformed or impossible amount. `message` is a Chinese sentence for people, `code` is for programs. */
export class MoneyError extends CodedError {
  readonly kind = 'refused';

  constructor(
    readonly code: MoneyErrorCode,
    message: string,
  ) {
    super(message);
  }
}
