import { Client, type ClientConfig } from 'pg';

/** A peer that vanished without a word is found out by the system after some such times. */
const KEEP_ALIVE_MS = 5_000;

/**
 * A connection that may break at any time without ending the process, which it would without a listener. What is asked on
 * it then fails, and tells its caller.
 */
export class WatchedClient extends Client {
  constructor(config: ClientConfig) {
    super({ keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_MS, ...config });
    this.on('error', () => {});
  }

  /** Closes the socket, whatever the server is doing: what is under way on it fails with the reason. */
  cut(reason: Error): void {
    this.connection.stream.destroy(reason);
  }

  /** Lets the process end although the connection is open. */
  letGo(): void {
    const { stream } = this.connection as unknown as { stream: { unref?: () => void } };
    stream.unref?.();
  }
}
