import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type AvailabilityCounts, type EventStore, sealLog } from '@yujue/event-store';
import { type ProjectionStatus, Projector, ReadModel } from '@yujue/read-model';
import { EVENT_STORE } from '../tokens';
import { finishApprovals } from '../vouchers/finish-approvals';
import { UnitVouchers } from '../vouchers/unit-vouchers';
import { LogContinuity } from '../log-continuity/log-continuity';

/** Blocks are small enough that little of a day's work is outside of a seal, and large enough to cost nearly nothing. */
const SEAL_EVERY_EVENTS = 1_000;
const SEAL_INTERVAL_MS = 60_000;

const FINISH_AGAIN_AFTER_MS = 30_000;

/** The status of a process that follows the log. */
export interface Standing extends ProjectionStatus {
  /** A sentence that says that the log went back, until a person acknowledges it; null when it did not. */
  readonly logBreak: string | null;
}

/**
 * What a long-running process does in the background: the read model is kept up with the log, the log is sealed, and
 * approvals that another process left half done are finished.
 */
@Injectable()
export class Following implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private background: Promise<unknown> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly readModel: ReadModel,
    private readonly unitVouchers: UnitVouchers,
    private readonly continuity: LogContinuity,
  ) {}

  start(): void {
    this.projector.start();
    this.background ??= Promise.all([this.sealFromTimeToTime(), this.finishApprovals()]);
  }

  /** Makes calls fail at once from now on when the store is away; otherwise stopping would wait for their repeats. */
  endPatience(): void {
    this.store.availability.close();
  }

  beforeApplicationShutdown(): void {
    this.endPatience();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.background;
  }

  /** Tries an event again that could not be projected. */
  retry(): void {
    this.projector.retry();
  }

  async status(): Promise<Standing> {
    const [logBreak] = await this.continuity.notices();
    return { ...(await this.projector.status()), logBreak: logBreak ?? null };
  }

  /** The counts for the log's server: repeated calls, reconnections, seconds during which it was away. */
  availability(): AvailabilityCounts {
    return this.store.availability.counts;
  }

  /** Read your writes: true once reports cover `position`, false when `timeoutMs` passes before. */
  waitFor(position: string, timeoutMs: number): Promise<boolean> {
    return this.readModel.waitFor(position as Parameters<ReadModel['waitFor']>[0], timeoutMs);
  }

  private async sealFromTimeToTime(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(SEAL_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
      // A seal that cannot be set now is set at the next turn; nothing waits for it.
      if (!signal.aborted) await sealLog(this.store, { everyEvents: SEAL_EVERY_EVENTS }).catch(() => undefined);
    }
  }

  private async finishApprovals(): Promise<void> {
    const { signal } = this.stopping;
    let isDone = this.store.appendsTogether;
    while (!signal.aborted && !isDone) {
      isDone = await finishApprovals(this.readModel, this.unitVouchers, signal).catch(() => false);
      if (!isDone) await sleep(FINISH_AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
