import { Client, type ClientConfig } from 'pg';

/** The operating system detects a peer that vanished without closing the connection after a few of these intervals. */
const KEEP_ALIVE_MS = 5_000;

/**
 * A connection that may break at any time without ending the process; without its error listener it would. Statements on a
 * broken connection reject.
 */
export class WatchedClient extends Client {
  constructor(config: ClientConfig) {
    super({ keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_MS, ...config });
    this.on('error', () => {});
  }

  /** Closes the socket without waiting for the server: statements under way reject with the reason. */
  cut(reason: Error): void {
    this.connection.stream.destroy(reason);
  }

  /** Lets the process end although the connection is open. */
  letGo(): void {
    const { stream } = this.connection as unknown as { stream: { unref?: () => void } };
    stream.unref?.();
  }
}
