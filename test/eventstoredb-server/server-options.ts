import { type Reading } from './reading';

export interface ServerOptions {
  /** Where the log is kept; carries on from what is there. */
  readonly directory: string;
  /** A free one when 0 or absent. */
  readonly port?: number;
  /** Whether ServerFeatures offers BatchAppend; true when absent. */
  readonly batchAppend?: boolean;
  /** Names and passwords; without it everybody may do everything. Clients send a password only over TLS. */
  readonly users?: Readonly<Record<string, string>>;
  /** Users who are refused every write. */
  readonly mayOnlyRead?: readonly string[];
  /** Users who are refused reads of `$all` and subscriptions to it, as everybody who is not granted `$r` in its metadata. */
  readonly mayNotReadAll?: readonly string[];
  /** Serves over TLS, with a certificate of its own that `url` tells the client to trust. */
  readonly tls?: boolean;
  /** 1 MiB when absent. */
  readonly maxAppendBytes?: number;
  /** How long an append takes from its decision until it is committed, readable and answered; nothing when absent. */
  readonly commitDelayMs?: number;
  /** After so long without a commit an append is answered that it timed out; 2.5 seconds when absent. */
  readonly commitTimeoutMs?: number;
  /** How what the documentation leaves open is read; as a current server does it when absent. */
  readonly reading?: Partial<Reading>;
}
