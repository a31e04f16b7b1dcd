import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type CallOptions, type Client, Metadata, status } from '@grpc/grpc-js';
import { type EventStoreError } from '../port';
import { SilenceError, withDeadline } from './deadline';
import { asReadError } from './wire-errors';

/** A server that sends nothing for this long counts as frozen, unless SERVER_SILENCE_SECONDS sets another time. */
export const SILENCE_MAX_MS_DEFAULT = 5_000;
/** The client waits until all its streams have ended, and a stream that is cut off at the wrong moment never ends. */
const DISPOSE_WITHIN_MS = 2_000;

/** Methods of the client (6.2.1, the version that package.json pins) that its types do not declare. */
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

/** The connection to the server, or to the leader of a cluster; it finds the leader again after it was lost. */
export class ServerConnection {
  readonly client: EventStoreDBClient;
  readonly silenceMaxMs: number;
  private readonly inside: ClientInside;

  constructor({ url, silenceMaxMs = SILENCE_MAX_MS_DEFAULT }: ServerConnectionOptions) {
    this.silenceMaxMs = silenceMaxMs;
    this.client = withoutWarnings(() => EventStoreDBClient.connectionString(withDefaults(url, silenceMaxMs)));
    this.inside = this.client as unknown as ClientInside;
    // The client does not await this promise. It rejects when a discovery that began meanwhile fails, and ends the process.
    const handleError = this.inside.handleError;
    this.inside.handleError = (...failure) => handleError(...failure).catch(() => undefined);
  }

  /** Returns the answer of one call; rejects with SilenceError when none comes in time. */
  ask<Answer>(call: (client: EventStoreDBClient) => Promise<Answer>): Promise<Answer> {
    return withDeadline(call(this.client), this.silenceMaxMs);
  }

  /** The gRPC service of streams, with the metadata and options of a call that only the leader may answer. */
  async streams(): Promise<{
    readonly service: StreamsClient;
    readonly metadata: Metadata;
    readonly options: CallOptions;
  }> {
    const service = await withDeadline(this.service(), this.silenceMaxMs);
    const [metadata, options] = this.inside.callArguments({ requiresLeader: true }, { deadline: Infinity });
    return { service, metadata, options };
  }

  /** Closes the channel to the server after a failed call on `service`, if another server may be the leader now. */
  async lost(error: Error, service?: StreamsClient): Promise<void> {
    try {
      await this.inside.handleError(service ?? (await withDeadline(this.service(), this.silenceMaxMs)), error);
    } catch {
      // There is no connection to close; the next call opens one.
    }
  }

  /** Converts a failure of a read for the callers of the port. Closes the channel to a silent server. */
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

/** An error that makes the client close its channel. */
export const gone = (details: string): Error =>
  Object.assign(new Error(details), { code: status.UNAVAILABLE, details, metadata: new Metadata() });

/**
 * Adds the settings that the address does not have. By default the client would notice a frozen server after 20 seconds,
 * and wait 5 seconds when it asks a node for its peers.
 */
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

/** The client warns on the console about short keep-alives; ours are short on purpose. */
function withoutWarnings<Result>(work: () => Result): Result {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return work();
  } finally {
    console.warn = warn;
  }
}
