/** Something a person asked for that cannot be: a code for programs, a Chinese sentence for people. */
export class UserError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** How it is told over HTTP: 404 for what is not there, 409 for a clash with others, else 422. */
    readonly status: 404 | 409 | 422 = 422,
    readonly details: readonly string[] = [],
  ) {
    super(message);
    this.name = 'UserError';
  }
}
