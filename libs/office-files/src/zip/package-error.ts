import { CodedError } from '@yujue/errors';

/** The file is no zip, unpacks to more than any report is, or holds text that cannot be read. */
export class PackageError extends CodedError {
  readonly kind = 'refused';
  readonly code = 'FILE_UNSAFE';
}
