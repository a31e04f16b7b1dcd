/** What a person can do something about. */
type UserErrorStatus = 400 | 403 | 404 | 409 | 413 | 415 | 421 | 422 | 503;

/** Something a person asked for that cannot be: a code for programs, a Chinese sentence for people. */
export class UserError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Its HTTP status: 404 for what is not there, 409 for a clash with others, 503 for no room now, else mostly 422. */
    readonly status: UserErrorStatus = 422,
    readonly details: readonly string[] = [],
  ) {
    super(message);
    this.name = 'UserError';
  }
}
