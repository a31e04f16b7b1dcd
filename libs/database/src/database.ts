/**
 * Where the data lives. `url` is a postgres:// URL of one server or several, for newPool, newClient and
 * migrate; it holds the password.
 */
export interface Database {
  readonly url: string;
  readonly embedded: boolean;
  /**
   * To be called when the process has closed its own connections. Stops the embedded server when no other process uses it; a
   * database that was given runs on.
   */
  stop(): Promise<void>;
}
