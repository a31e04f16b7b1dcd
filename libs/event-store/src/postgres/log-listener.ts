import { newClient } from '@yujue/database';
import { type Client } from 'pg';
import { SESSION } from './connection';

/** How long a lost notification, or a listener that is being reconnected, can delay a subscriber. */
const POLL_MS = 500;
const RECONNECT_FIRST_MS = 100;
const RECONNECT_MAX_MS = 10_000;

/**
 * Hears that something was appended, on a separate connection. It only saves waiting: subscribers look for themselves
 * every POLL_MS, so a notification that is lost or a connection that breaks makes them later, never wrong.
 */
export class LogListener {
  /** How often it has heard something. */
  heard = 0;
  private readonly waiting = new Set<() => void>();
  private client: Client | undefined;
  private reconnect: NodeJS.Timeout | undefined;
  private isStarted = false;
  private isClosed = false;

  constructor(private readonly url: string) {}

  /** Connects; further calls do nothing. */
  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.connectInBackground(RECONNECT_FIRST_MS);
  }

  /** Resolves when it hears something beyond `heard`, after POLL_MS, or when `signal` aborts. */
  next(heard: number, signal: AbortSignal): Promise<void> {
    if (this.heard !== heard || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(poll);
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      const poll = setTimeout(wake, POLL_MS);
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.reconnect);
    this.wakeAll();
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const client = newClient({ ...SESSION, connectionString: this.url, keepAlive: true });
    this.client = client;
    client.on('notification', () => this.wakeAll());
    try {
      await client.connect();
      await client.query('LISTEN event_store_appended');
    } catch (error) {
      await client.end();
      throw error;
    }
    client.once('end', () => this.connectLater(RECONNECT_FIRST_MS));
    this.wakeAll();
  }

  /** Nothing awaits this: if it fails, subscribers look for themselves. */
  private connectInBackground(retryAfterMs: number): void {
    this.connect().catch(() => this.connectLater(retryAfterMs));
  }

  private connectLater(afterMs: number): void {
    if (this.isClosed) return;
    const nextMs = Math.min(afterMs * 2, RECONNECT_MAX_MS);
    this.reconnect = setTimeout(() => this.connectInBackground(nextMs), afterMs);
  }

  private wakeAll(): void {
    this.heard += 1;
    for (const wake of this.waiting) wake();
  }
}
