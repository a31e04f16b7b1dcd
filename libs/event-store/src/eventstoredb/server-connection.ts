import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type CallOptions, type Client, Metadata, status } from '@grpc/grpc-js';
import { type EventStoreError } from '../port';
import { SilenceError, withDeadline } from './deadline';
import { asReadError } from './wire-errors';

/** After so long without a sign of life a server counts as frozen, unless SERVER_SILENCE_SECONDS says otherwise. */
export const SILENCE_MAX_MS_DEFAULT = 5_000;
/** The client waits until all its streams have ended, and one that was cut off at the wrong moment never does. */
const DISPOSE_WITHIN_MS = 2_000;

/** What is used of the client (6.2.1, the version that package.json pins) beyond its types. */
interface ClientInside {
  getGRPCClient(constructor: typeof StreamsClient, name: string): Promise<StreamsClient>;
  callArguments(options: { requiresLeader: boolean }, callOptions: CallOptions): [Metadata, CallOptions];
  /** Closes the client's channel when the error says that the server is gone, so that the next call finds the leader. */
  handleError(client: Client, error: Error): Promise<void>;
}

export interface ServerConnectionOptions {
  readonly url: string;
  /** SILENCE_MAX_MS_DEFAULT when absent. */
  readonly silenceMaxMs?: number | undefined;
}

/** The connection to the server, or to the leader of a cluster: found again after it was lost. */
export class ServerConnection {
  readonly client: EventStoreDBClient;
  readonly silenceMaxMs: number;
  private readonly inside: ClientInside;

  constructor({ url, silenceMaxMs = SILENCE_MAX_MS_DEFAULT }: ServerConnectionOptions) {
    this.silenceMaxMs = silenceMaxMs;
    this.client = withoutWarnings(() => EventStoreDBClient.connectionString(withDefaults(url, silenceMaxMs)));
    this.inside = this.client as unknown as ClientInside;
    // The client does not wait for this, and it rejects when a discovery that began meanwhile fails: the process would end.
    const handleError = this.inside.handleError;
    this.inside.handleError = (...failure) => handleError(...failure).catch(() => undefined);
  }

  /** The answer of one call; rejects with SilenceError when there is none in time. */
  ask<Answer>(call: (client: EventStoreDBClient) => Promise<Answer>): Promise<Answer> {
    return withDeadline(call(this.client), this.silenceMaxMs);
  }

  /** The service of streams as gRPC has it, and what a call that only the leader may answer carries. */
  async streams(): Promise<{
    readonly service: StreamsClient;
    readonly metadata: Metadata;
    readonly options: CallOptions;
  }> {
    const service = await withDeadline(this.service(), this.silenceMaxMs);
    const [metadata, options] = this.inside.callArguments({ requiresLeader: true }, { deadline: Infinity });
    return { service, metadata, options };
  }

  /** Lets go of the server after a call on `service` failed, if the failure says that another one may be there. */
  async lost(error: Error, service?: StreamsClient): Promise<void> {
    try {
      await this.inside.handleError(service ?? (await withDeadline(this.service(), this.silenceMaxMs)), error);
    } catch {
      // There is no connection to let go of; the next call looks for one.
    }
  }

  /** A failure of a read as the callers of the port know it. A silent server is let go of. */
  async readFailure(error: unknown): Promise<EventStoreError> {
    if (error instanceof SilenceError) await this.lost(gone(error.message));
    return asReadError(error);
  }

  async close(): Promise<void> {
    await withDeadline(this.client.dispose(), DISPOSE_WITHIN_MS).catch(() => undefined);
  }

  private service(): Promise<StreamsClient> {
    return this.inside.getGRPCClient(StreamsClient, 'streams');
  }
}

/** A failure that makes the client let go of its channel. */
export const gone = (details: string): Error =>
  Object.assign(new Error(details), { code: status.UNAVAILABLE, details, metadata: new Metadata() });

/** What the address does not say itself. The client would notice a frozen server after 20 seconds, and ask one for its peers for 5. */
function withDefaults(url: string, silenceMaxMs: number): string {
  const defaults = {
    keepAliveInterval: Math.ceil(silenceMaxMs / 2),
    keepAliveTimeout: Math.ceil(silenceMaxMs / 2),
    gossipTimeout: 1,
  };
  const address = url.trim().replace(/\/+$/, '');
  const given = address.toLowerCase().replace(/[_-]/g, '');
  const missing = Object.entries(defaults).filter(([name]) => !given.includes(`${name.toLowerCase()}=`));
  const query = missing.map(([name, value]) => `${name}=${value}`).join('&');
  return query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

/** The client writes to the console that keep-alives are short; ours are so on purpose. */
function withoutWarnings<Result>(work: () => Result): Result {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return work();
  } finally {
    console.warn = warn;
  }
}
