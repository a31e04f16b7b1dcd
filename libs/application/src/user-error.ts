import { CodedError, type ErrorKind } from '@yujue/errors';

interface UserErrorOptions extends ErrorOptions {
  /** `refused` when absent. */
  readonly kind?: ErrorKind;
  readonly details?: readonly string[];
}

/** Something that was asked for and cannot be done. */
export class UserError extends CodedError {
  readonly kind: ErrorKind;
  override readonly details: readonly string[];

  constructor(
    readonly code: string,
    message: string,
    { kind = 'refused', details = [], ...options }: UserErrorOptions = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.details = details;
  }
}
