import { CodedError } from '@yujue/errors';

/** Why a file that can be read has no list to import. */
export type ListErrorCode = 'LIST_HEADER_MISSING' | 'LIST_MAPPING_INVALID';

/** A file without a list of the kind that was asked for: a code for programs, a Chinese sentence for people. */
export class ListError extends CodedError {
  readonly kind = 'refused';

  constructor(
    readonly code: ListErrorCode,
    message: string,
    /** What the file has instead and what was expected, one sentence each. */
    override readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}
