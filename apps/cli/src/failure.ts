import { CodedError } from '@yujue/errors';

/** The command line itself cannot be read; the sentence says what it should be. Exit code 2. */
export class UsageError extends CodedError {
  readonly kind = 'refused';
  readonly code = 'USAGE_INVALID';
}

/** What was asked is done or known, and is not in order; the sentence says why. Exit code 1. */
export class Failure extends CodedError {
  readonly kind = 'refused';
  readonly code = 'NOT_IN_ORDER';
}
