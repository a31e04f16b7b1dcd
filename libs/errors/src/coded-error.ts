/**
 * What a caller can do about an error.
 * - `refused`: what was asked cannot be done; ask for something else.
 * - `conflict`: the data changed, or something else is under way; look again and decide anew.
 * - `unavailable`: the same may succeed later.
 * - `fault`: of the program or its data; an operator must look at it.
 */
export type ErrorKind = 'refused' | 'conflict' | 'unavailable' | 'fault';

/**
 * Base of every error whose message is written for people: a Chinese sentence that says what is wrong and what to do. The
 * answer over HTTP and the exit code follow from `kind` and `code`.
 */
export abstract class CodedError extends Error {
  abstract readonly kind: ErrorKind;
  /** For programs; such as `DATASET_NOT_FOUND`. */
  abstract readonly code: string;
  /** More about it, a sentence each; absent where the message says all. */
  readonly details?: readonly string[];

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The message and, on lines below it, the details that it does not contain already. */
export const textOf = ({ message, details = [] }: CodedError): string =>
  [message, ...details.filter((detail) => !message.includes(detail))].join('\n');
