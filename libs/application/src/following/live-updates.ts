import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type EventStore, type Position, type StoredEvent } from '@yujue/event-store';
import { parseStream } from '@yujue/ledger';
import { ReadModel } from '@yujue/read-model';
import { EVENT_STORE } from '../tokens';
import { Subject } from 'rxjs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Something changed in a unit's or department's year, and reports already show it. */
export interface LiveUpdate {
  readonly position: string;
  readonly kind: 'budget' | 'registers' | 'department';
  /** Code of the unit or department. */
  readonly owner: string;
  readonly fiscalYear: number;
  /** Types of the events, each once. */
  readonly events: readonly string[];
}

/** How long an update waits for the read model; after that it is sent anyway, and the reader sees the lag. */
const READ_MODEL_WAIT_MS = 10_000;
const RETRY_AFTER_MS = 1_000;

/** Tells, as they happen, which years changed; for screens that are open. Misses nothing while the process runs. */
@Injectable()
export class LiveUpdates implements OnApplicationShutdown {
  readonly updates = new Subject<LiveUpdate>();
  private readonly stopping = new AbortController();
  private following: Promise<void> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(ReadModel) private readonly readModel: Pick<ReadModel, 'position' | 'waitFor'>,
  ) {}

  start(): void {
    this.following ??= this.follow();
  }

  /** Completes `updates` at once, without waiting for a page of the log that still waits for its reports. */
  endScreens(): void {
    this.stopping.abort();
    this.updates.complete();
  }

  async onApplicationShutdown(): Promise<void> {
    this.endScreens();
    await this.following;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    let shown: Position | null | undefined;
    let after: Position | undefined;
    while (!signal.aborted) {
      try {
        if (shown === undefined) shown = await this.readModel.position();
        after ??= startOf(shown, await this.store.head());
        for await (const page of this.store.subscribeAll({ signal, ...(after && { after }) })) {
          await this.tell(page);
          after = page.at(-1)?.position ?? after;
        }
      } catch {
        // Health checks report the store's state; here it is enough to continue from where we were.
        await sleep(RETRY_AFTER_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async tell(page: readonly StoredEvent[]): Promise<void> {
    const last = page.at(-1);
    if (!last) return;
    const { signal } = this.stopping;
    await this.readModel.waitFor(last.position, READ_MODEL_WAIT_MS, signal);
    if (signal.aborted) return;
    for (const [stream, events] of groupByStream(page)) {
      const named = parseStream(stream);
      // No page shows 单据 that are pending.
      if (!named || named.kind === 'documents') continue;
      const { kind, owner, fiscalYear } = named;
      const types = [...new Set(events.map(({ type }) => type))];
      this.updates.next({ position: events.at(-1)!.position, kind, owner, fiscalYear, events: types });
    }
  }
}

/**
 * Where to begin: after the position that the reports show, because an open screen may lack everything after it, also when
 * the store could not be read for a while. Reports that are empty or come from another log have no position in this log:
 * then begin at its end.
 */
function startOf(shown: Position | null, head: Position | null): Position | undefined {
  const isInLog = shown !== null && head !== null && shown.length === head.length && shown <= head;
  return (isInLog ? shown : head) ?? undefined;
}

function groupByStream(page: readonly StoredEvent[]): Map<string, StoredEvent[]> {
  const streams = new Map<string, StoredEvent[]>();
  for (const event of page) {
    const events = streams.get(event.stream);
    if (events) events.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}
