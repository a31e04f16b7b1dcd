import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Append, type EventStore } from '@yujue/event-store';
import { LOG_CONTINUITY_STREAM, type LogBreakAcknowledged } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { appendWholeOrInOrder } from '../appending/append-whole';
import { readWholeStream } from '../appending/read-whole-stream';
import { EVENT_STORE } from '../tokens';
import { fingerprintOf, newEvents } from '../appending/new-events';
import { type LogBreakReport } from './log-break';
import { LogContinuity } from './log-continuity';

/** Namespace of the command ids: acknowledging the same lost events again has the same command id. */
const ACKNOWLEDGED = '0d5a1c8e-4c1b-5f64-9c55-7b6f2f0d4e23';
/** 160 bytes each, so the event stays far below the size limit of an append. */
const MISSING_LISTED_MAX = 2_000;

/**
 * A person has seen that the log went back. Records this once, in the log itself, and forgets the lost events. Returns what
 * was acknowledged, or null when the log did not go back. Rejects with EventStoreError when it could not be recorded.
 */
export class AcknowledgeLogBreak extends Command<LogBreakReport | null> {
  constructor(readonly actor: string) {
    super();
  }
}

@CommandHandler(AcknowledgeLogBreak)
export class AcknowledgeLogBreakHandler implements ICommandHandler<AcknowledgeLogBreak> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly continuity: LogContinuity,
  ) {}

  async execute({ actor }: AcknowledgeLogBreak): Promise<LogBreakReport | null> {
    const report = await this.continuity.report();
    if (!report) return null;
    await appendWholeOrInOrder(this.store, async () => ({ appends: [await this.append(report, actor)] }));
    await this.continuity.check();
    return report;
  }

  private async append({ lost, to, missing }: LogBreakReport, actor: string): Promise<Append> {
    const event: LogBreakAcknowledged = {
      type: 'LogBreakAcknowledged',
      data: { lost, to, missing: missing.slice(-MISSING_LISTED_MAX), missingTotal: missing.length },
    };
    const ids = lost.map(({ eventId }) => eventId).toSorted();
    const stream = LOG_CONTINUITY_STREAM;
    const commandId = uuidFrom(ids.join(' '), ACKNOWLEDGED);
    return {
      stream,
      expected: (await readWholeStream(this.store, stream)).state,
      commandId,
      fingerprint: fingerprintOf([stream, ids]),
      events: newEvents([event], { commandId, actor }),
    };
  }
}
