import { type CodedError, type ErrorKind } from '@yujue/errors';

const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  refused: 422,
  conflict: 409,
  unavailable: 503,
  fault: 500,
};

/** Errors for which HTTP has a status of their own. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  ADDRESS_INVALID: 400,
  ADDRESS_TOO_LONG: 413,
  APPEND_TOO_LARGE: 413,
  COMMAND_UNKNOWN: 404,
  // The state that the request named in If-Match is no longer the latest.
  CONCURRENCY: 412,
  CONTENT_ENCODING_UNSUPPORTED: 415,
  CONTENT_TYPE_UNSUPPORTED: 415,
  HOST_NOT_ALLOWED: 421,
  ORIGIN_NOT_ALLOWED: 403,
  REGISTER_UNKNOWN: 404,
  UPLOAD_GONE: 404,
  // What the address names and nobody recorded or wrote.
  DEPARTMENT_YEAR_NOT_FOUND: 404,
  UNIT_YEAR_NOT_FOUND: 404,
  EDITION_NOT_FOUND: 404,
  NARRATIVE_NOT_FOUND: 404,
  // What a report does not have.
  BLANK_CELL: 404,
  COLUMN_NOT_FOUND: 404,
  ROW_AMBIGUOUS: 404,
  ROW_NOT_FOUND: 404,
  UNKNOWN_NAME: 404,
};

/** The status of an answer that reports an error. */
export const statusOf = ({ kind, code }: Pick<CodedError, 'kind' | 'code'>): number =>
  STATUS_OF_CODE[code] ?? STATUS_OF_KIND[kind];
