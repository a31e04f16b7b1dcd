import { type ClientConfig } from 'pg';
import { Pulse } from './pulse';
import { ServerSilentError } from './server-away';
import { WatchedClient } from './watched-client';

/** A server that does not accept a connection within this time is skipped. */
export const CONNECT_MAX_MS = 3_000;

/** What a server reports about itself, or the error that the server or the network returned. */
export type Finding =
  | { readonly kind: 'writer'; readonly server: Server; readonly timeline: number }
  | { readonly kind: 'reader'; readonly server: Server }
  | { readonly kind: 'away'; readonly server: Server; readonly error: unknown };

// A promoted server begins a new timeline, whose number is the first part of the names of its WAL files.
const ABOUT_ITSELF = `
  SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS read_only,
    CASE WHEN NOT pg_is_in_recovery()
      THEN ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer END AS timeline`;

/** One server of an address, the connections of this process to it, and the pulse that watches them. */
export class Server {
  readonly host: string;
  readonly port: number;
  private readonly clients = new Set<WatchedClient>();
  private readonly pulse: Pulse;

  constructor(
    private readonly url: string,
    private readonly silenceMs: () => number,
  ) {
    const { host, port } = this.newClient();
    this.host = host;
    this.port = port;
    this.pulse = new Pulse({ newClient: () => this.newClient(), silenceMs, onSilence: () => this.cutAll() });
  }

  /** Watches a connection until it ends. */
  watch(client: WatchedClient): void {
    this.clients.add(client);
    this.pulse.start();
    client.once('end', () => {
      this.clients.delete(client);
      if (this.clients.size === 0) this.pulse.stop();
    });
  }

  /** Asks the server whether it takes writes, and for its timeline. */
  async find(): Promise<Finding> {
    const client = this.newClient({ connectionTimeoutMillis: CONNECT_MAX_MS, query_timeout: CONNECT_MAX_MS });
    try {
      await client.connect();
      const { rows } = await client.query<{ read_only: boolean; timeline: number | null }>(ABOUT_ITSELF);
      const [found] = rows;
      if (!found || found.read_only || found.timeline === null) return { kind: 'reader', server: this };
      return { kind: 'writer', server: this, timeline: found.timeline };
    } catch (error) {
      return { kind: 'away', server: this, error };
    } finally {
      client.cut(new Error('The question is over.'));
    }
  }

  private newClient(more: ClientConfig = {}): WatchedClient {
    return new WatchedClient({ connectionString: this.url, application_name: 'yujue-pulse', ...more });
  }

  private cutAll(): void {
    const reason = new ServerSilentError(this.silenceMs());
    for (const client of this.clients) client.cut(reason);
  }
}
