import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { type WatchedClient } from './watched-client';

const BEAT_EVERY_MS = 1_000;
/** Silence is measured in steps of this length, each at least one turn of the event loop. */
const STEP_MS = 250;
/** A process that is paused itself receives nothing, so a step counts at most this much, however long it took. */
const STEP_COUNTS_MAX_MS = 500;

export interface PulseOptions {
  /** A connection that has not been opened yet. */
  readonly newClient: () => WatchedClient;
  readonly silenceMs: () => number;
  /** The server does not answer, or nothing listens at its address any more. */
  readonly onSilence: () => void;
}

/**
 * Repeatedly asks a server for a sign of life, on a separate connection. A statement may rightly take long (it waits for a
 * lock, or reads much), so its duration does not show that the server is frozen.
 */
export class Pulse {
  private client: WatchedClient | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isBeating = false;

  constructor(private readonly options: PulseOptions) {}

  start(): void {
    if (this.isBeating) return;
    this.isBeating = true;
    this.beatLater();
  }

  stop(): void {
    this.isBeating = false;
    clearTimeout(this.timer);
    this.client?.end().catch(() => {});
    this.client = undefined;
  }

  private beatLater(): void {
    // The pulse does not keep the process running.
    this.timer = setTimeout(() => this.beatInBackground(), BEAT_EVERY_MS).unref();
  }

  private beatInBackground(): void {
    this.isAlive().then(
      (isAlive) => {
        if (!this.isBeating) return;
        if (isAlive) this.beatLater();
        else this.report();
      },
      () => this.beatLater(),
    );
  }

  private report(): void {
    this.drop();
    this.stop();
    this.options.onSilence();
  }

  private async isAlive(): Promise<boolean> {
    const answer = this.hasAnswered();
    let silentMs = 0;
    while (silentMs < this.options.silenceMs()) {
      const since = performance.now();
      const heard = await Promise.race([answer, sleep(STEP_MS, 'nothing' as const, { ref: false })]);
      if (heard !== 'nothing') return heard;
      silentMs += Math.min(performance.now() - since, STEP_COUNTS_MAX_MS);
    }
    return false;
  }

  /** True for any answer, a refusal included; false when nothing listens. Does not resolve while the server is silent. */
  private async hasAnswered(): Promise<boolean> {
    if (this.client && (await this.ask(this.client))) return true;
    if (!this.isBeating) return false;
    // Perhaps only this connection was closed: try a new one.
    this.drop();
    const client = this.options.newClient();
    this.client = client;
    try {
      await client.connect();
      client.letGo();
      return await this.ask(client);
    } catch (error) {
      this.drop();
      return error instanceof DatabaseError;
    }
  }

  private ask(client: WatchedClient): Promise<boolean> {
    return client.query('SELECT').then(
      () => true,
      (error: unknown) => error instanceof DatabaseError,
    );
  }

  private drop(): void {
    this.client?.cut(new Error('The pulse has ended.'));
    this.client = undefined;
  }
}
