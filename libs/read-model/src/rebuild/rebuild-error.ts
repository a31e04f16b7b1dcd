import { CodedError } from '@yujue/errors';

/** A rebuild that cannot be done; the live tables are as they were. `message` is Chinese and says what to do. */
export class RebuildError extends CodedError {
  readonly kind = 'conflict';

  constructor(
    readonly code: 'REBUILD_RUNNING' | 'TABLES_BUSY',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
