import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type EventStore } from '@yujue/event-store';
import { Projector } from '@yujue/read-model';
import { EVENT_STORE } from '../tokens';
import { acknowledgedEvents } from './acknowledged-events';
import { type LogBreak, type LogBreakReport, lostEvent, sentenceOfBreak } from './log-break';
import { LogMemory } from './log-memory';
import { MemoryFiles } from './memory-files';
import { missingOf } from './missing-commands';
import { type RememberedEvent, isInLog } from './remembered';

/** How often the memory is written while it changes. */
const WRITE_EVERY_MS = 1_000;
/** How often the log is checked while it changes, and while it does not. Each check reads one event. */
const ASK_EVERY_MS = 1_000;
const ASK_IDLE_EVERY_MS = 5_000;
/** A deposed leader that does not know it yet may answer for a moment, so a missing event is looked up again after this. */
const ASK_AGAIN_AFTER_MS = 500;
/** How long a page waits for the first answer of the log after the start. */
const FIRST_ANSWER_WAIT_MS = 2_000;

/**
 * Detects a log that went back, or that is another one: checks whether the log still has the last event that was answered or
 * projected, at the start, after each reconnection, and from time to time. What was answered is not stored in the log's
 * database: log and reports may share a database and go back together.
 */
@Injectable()
export class LogContinuity implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('LogContinuity');
  private readonly stopping = new AbortController();
  private wake = new AbortController();
  private first: Promise<unknown> = Promise.resolve();
  private asking: Promise<unknown> = Promise.resolve();
  private found: LogBreak | null = null;
  private isLoaded = false;
  /** The memory's version at the last check of the log, and at the last write. */
  private asked = 0;
  private written = 0;
  private writing: Promise<unknown> = Promise.resolve();
  private hasWarned = false;
  private stopListening: () => void = () => undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly memory: LogMemory,
    private readonly files: MemoryFiles,
    /** Knows the last event that the reports cover; it is asked when the home remembers nothing yet. */
    @Inject(Projector) private readonly projector: Pick<Projector, 'checkpoint'>,
  ) {}

  /** Checks the log now, and then in the background until shutdown. The program must start even if the server is away. */
  onApplicationBootstrap(): void {
    this.stopListening = this.store.availability.onReturn(() => {
      this.memory.holdsLast();
      this.wake.abort();
    });
    this.first = this.check().catch(() => undefined);
    this.askFromTimeToTime().catch(() => undefined);
    this.writeFromTimeToTime().catch(() => undefined);
  }

  /** Ends both loops, and writes what is remembered. A check of a store that is away ends when the store is closed. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.stopListening();
    await this.write();
  }

  /** The break that no person has acknowledged yet, as of the last check; null when the log did not go back. */
  async current(): Promise<LogBreak | null> {
    await Promise.race([this.first, sleep(FIRST_ANSWER_WAIT_MS, undefined, { ref: false })]);
    return this.found;
  }

  /** The sentences at the top of every page and in every file while there is a break. */
  async notices(): Promise<readonly string[]> {
    const found = await this.current();
    return found ? [sentenceOfBreak(found)] : [];
  }

  /**
   * Checks the log now, and looks up the commands that were answered before it went back.
   * @throws EventStoreError when the store cannot be reached
   */
  async report(): Promise<LogBreakReport | null> {
    await this.check();
    if (!this.found) return null;
    return { ...this.found, missing: await missingOf(this.store, this.memory.lost) };
  }

  /** Looks up the remembered events in the log. Rejects with EventStoreError when the log cannot be reached. */
  check(): Promise<void> {
    const checked = this.asking.then(() => this.ask());
    this.asking = checked.catch(() => undefined);
    return checked;
  }

  private async ask(): Promise<void> {
    const { store, memory } = this;
    if (!this.isLoaded) await this.load();
    this.asked = memory.version;
    const known = new Set(memory.lost.map(({ event }) => event.eventId));
    for (const event of memory.suspects()) {
      if (await this.isThere(event, known.has(event.eventId))) memory.finds(event);
      else memory.misses(event);
    }
    if (memory.lost.length > 0) memory.forget(await acknowledgedEvents(store));
    await this.settle();
  }

  private async isThere(event: RememberedEvent, isKnownAsLost: boolean): Promise<boolean> {
    if (await isInLog(this.store, event)) return true;
    if (isKnownAsLost) return false;
    await sleep(ASK_AGAIN_AFTER_MS);
    return isInLog(this.store, event);
  }

  /** Updates `found`, and logs a new break. */
  private async settle(): Promise<void> {
    const lost = this.memory.lost.map(({ event }) => lostEvent(event));
    lost.sort((a, b) => a.recordedAt.localeCompare(b.recordedAt));
    const before = this.found?.lost.at(-1)?.eventId;
    this.found = lost.length === 0 ? null : { lost, to: await this.store.head() };
    if (this.found && lost.at(-1)?.eventId !== before) this.logger.error(sentenceOfBreak(this.found));
  }

  private async load(): Promise<void> {
    const { files, memory, store } = this;
    memory.takeOver(await files.read());
    if (memory.isEmpty) {
      const event = projectedEvent(await this.projector.checkpoint());
      // The status of the projection reports that the tables are of another log, and asks for a rebuild.
      if (event && (await isInLog(store, event))) memory.sees(event);
    }
    this.isLoaded = true;
  }

  private async askFromTimeToTime(): Promise<void> {
    const { signal } = this.stopping;
    let idleMs = 0;
    while (!signal.aborted) {
      this.wake = new AbortController();
      await pause(ASK_EVERY_MS, AbortSignal.any([signal, this.wake.signal]));
      idleMs += ASK_EVERY_MS;
      const isDue = this.wake.signal.aborted || this.memory.version !== this.asked;
      if (signal.aborted || (!isDue && idleMs < ASK_IDLE_EVERY_MS)) continue;
      idleMs = 0;
      // The health checks report a store that cannot be reached.
      await this.check().catch(() => undefined);
    }
  }

  private async writeFromTimeToTime(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await pause(WRITE_EVERY_MS, signal);
      if (!signal.aborted) await this.write();
    }
  }

  /** Writes the memory if it changed. If the home cannot be written, this warns once, and recording continues. */
  private write(): Promise<void> {
    const written = this.writing.then(async () => {
      const { files, memory } = this;
      const { version } = memory;
      if (version === this.written) return;
      try {
        await files.write(memory.remembered, (others) => {
          memory.takeOver(others);
          return memory.remembered;
        });
        this.written = version;
      } catch (error) {
        if (!this.hasWarned) this.logger.warn(`最后登记到哪里未能写入数据目录：${String(error)}`);
        this.hasWarned = true;
      }
    });
    this.writing = written;
    return written;
  }
}

const projectedEvent = ({ event, updatedAt }: Awaited<ReturnType<Projector['checkpoint']>>): RememberedEvent | null =>
  event && { ...event, eventId: event.id, recordedAt: updatedAt };

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
