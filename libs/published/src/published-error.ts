import { CodedError } from '@yujue/errors';

/** Why a published document cannot be read at all; programs read the code, people the message. */
export type PublishedDocumentErrorCode = 'NO_EDITION_FITS';

/** A file that is no published document: what was recognised, and what to do, in a Chinese sentence. */
export class PublishedDocumentError extends CodedError {
  readonly kind = 'refused';

  constructor(
    readonly code: PublishedDocumentErrorCode,
    message: string,
    /** What was recognised in the file, for a list below the sentence. */
    override readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}
