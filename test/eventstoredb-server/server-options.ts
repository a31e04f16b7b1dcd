import { type Reading } from './reading';

export interface ServerOptions {
  /** The folder of the log; an existing log is continued. */
  readonly directory: string;
  /** A free port when 0 or absent. */
  readonly port?: number;
  /** Whether ServerFeatures offers BatchAppend; true when absent. */
  readonly batchAppend?: boolean;
  /** Names and passwords; without it every client may do everything. Clients send a password only over TLS. */
  readonly users?: Readonly<Record<string, string>>;
  /** Users who are refused every write. */
  readonly mayOnlyRead?: readonly string[];
  /** Users who are refused reads of `$all` and subscriptions to it, like every user without `$r` in its metadata. */
  readonly mayNotReadAll?: readonly string[];
  /** Serves over TLS, with its own certificate, which `url` makes the client trust. */
  readonly tls?: boolean;
  /** 1 MiB when absent. */
  readonly maxAppendBytes?: number;
  /** How long an append takes from its decision until it is committed, readable and answered; no time when absent. */
  readonly commitDelayMs?: number;
  /** After this time without a commit the server answers that the append timed out; 2.5 seconds when absent. */
  readonly commitTimeoutMs?: number;
  /** Chooses between behaviours that the documentation leaves open; as a current server when absent. */
  readonly reading?: Partial<Reading>;
}
