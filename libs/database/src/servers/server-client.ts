import { type Client, type ClientConfig } from 'pg';
import { NoWriterError, READ_ONLY } from './server-away';
import { CONNECT_MAX_MS, type Server } from './server';
import { type Servers } from './servers';
import { WatchedClient } from './watched-client';

const CONNECT_ALONE_MAX_MS = 10_000;

/** A setting that a server reports when a connection is made (PostgreSQL 14 and later). */
interface ParameterStatus {
  readonly parameterName: string;
  readonly parameterValue: string;
}

/** A connection to the server of an address that takes writes. It finds out which one that is when it connects. */
export class ServerClient extends WatchedClient {
  private readonly reported = new Map<string, string>();
  private isEnding = false;

  constructor(
    config: ClientConfig,
    private readonly servers: Servers,
  ) {
    super({
      ...config,
      connectionString: servers.url,
      // With only one server, a short timeout gains nothing.
      connectionTimeoutMillis: servers.areSeveral
        ? CONNECT_MAX_MS
        : (config.connectionTimeoutMillis ?? CONNECT_ALONE_MAX_MS),
    });
    this.connection.on('parameterStatus', ({ parameterName, parameterValue }: ParameterStatus) =>
      this.reported.set(parameterName, parameterValue),
    );
    // The server no longer takes writes, or an address in front of the servers leads to another one now.
    this.connection.on('errorMessage', (error: { readonly code?: string }) => {
      if (error.code === READ_ONLY) setImmediate(() => this.cut(new NoWriterError()));
    });
  }

  override connect(): Promise<Client>;
  override connect(callback: (error: Error | null, client?: Client) => void): void;
  override connect(callback?: (error: Error | null, client?: Client) => void): Promise<Client> | void {
    const connected = this.connectToWriter();
    if (!callback) return connected;
    connected.then(
      () => process.nextTick(callback, null, this),
      (error: unknown) => process.nextTick(callback, error),
    );
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    this.isEnding = true;
    return callback ? super.end(callback) : super.end();
  }

  private async connectToWriter(): Promise<Client> {
    const server = await this.servers.writer();
    if (this.isEnding) throw new Error('Connection terminated');
    this.host = server.host;
    this.port = server.port;
    this.once('error', () => this.servers.doubt(server));
    try {
      await super.connect();
      if (this.servers.areSeveral && (await this.isReadOnly())) throw new NoWriterError();
    } catch (error) {
      this.servers.doubt(server);
      this.cut(new Error('Connection terminated'));
      throw error;
    }
    this.watchedBy(server);
    return this;
  }

  private async isReadOnly(): Promise<boolean> {
    const inRecovery = this.reported.get('in_hot_standby');
    const isReadOnly = this.reported.get('default_transaction_read_only');
    if (inRecovery !== undefined && isReadOnly !== undefined) return inRecovery === 'on' || isReadOnly === 'on';
    const { rows } = await this.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
    return rows[0]?.transaction_read_only !== 'off';
  }

  /** Watches the connection, unless it was lost meanwhile. */
  private watchedBy(server: Server): void {
    if (!this.connection.stream.destroyed) server.watch(this);
  }
}
