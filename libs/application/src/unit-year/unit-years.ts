import {
  type AppendResult,
  CommandReusedError,
  ConcurrencyError,
  type EventStore,
  type SnapshotStore,
} from '@yujue/event-store';
import { type LedgerCommand, Refusal, type UnitYear, budgetStream, decide } from '@yujue/ledger';
import { type Catalogues } from '../configuration/catalogues';
import { fingerprintOf, newEvents } from './new-events';
import { UnitYearSession } from './session';
import { type Envelope, type Recorded, type UnitYearTarget } from './target';

/** Units' years that are kept in memory at once; the least recently used goes first. */
const SESSIONS_MAX = 500;
/** How often a command is decided anew after somebody else was first, before it is told to try again later. */
const ATTEMPTS_MAX = 50;

/** The write side: loads a unit's year, decides, and appends. */
export class UnitYears {
  private readonly sessions = new Map<string, Promise<UnitYearSession>>();

  constructor(
    private readonly store: EventStore,
    private readonly snapshots: SnapshotStore,
    private readonly catalogues: Catalogues,
  ) {}

  /**
   * Records a command, or refuses it. Rejects with ConcurrencyError when `expectedRevision` is given and is no longer
   * the latest, and with CommandReusedError when the command id stands for something else.
   */
  async record(target: UnitYearTarget, command: LedgerCommand, envelope: Envelope): Promise<Recorded | Refusal> {
    const stream = budgetStream(target.unit, target.fiscalYear);
    const fingerprint = fingerprintOf([stream, command]);
    for (let attempt = 1; ; attempt++) {
      const session = await this.session(stream);
      const decision = this.decide(session, target, command, envelope);
      if (decision instanceof Refusal || decision instanceof ConcurrencyError) {
        const known = await this.confirm(session, envelope.commandId, fingerprint);
        if (known === 'decide again') continue;
        if (known) return recorded(known);
        if (decision instanceof Refusal) return decision;
        throw decision;
      }
      try {
        const content = { commandId: envelope.commandId, fingerprint, events: newEvents(stream, decision, envelope) };
        return recorded(await session.append(decision, content));
      } catch (error) {
        if (!(error instanceof ConcurrencyError) || attempt === ATTEMPTS_MAX) throw error;
      } finally {
        if (session.isAbandoned) this.forget(stream, session);
      }
    }
  }

  /** A unit's year as it now stands in the log, with its revision. */
  async read(target: UnitYearTarget): Promise<{ year: UnitYear; revision: number }> {
    const session = await this.session(budgetStream(target.unit, target.fiscalYear));
    await session.settle();
    if (session.isAbandoned) return this.read(target);
    await session.catchUp();
    return { year: session.year, revision: session.revision };
  }

  private decide(
    session: UnitYearSession,
    target: UnitYearTarget,
    command: LedgerCommand,
    { expectedRevision }: Envelope,
  ) {
    if (expectedRevision !== undefined && expectedRevision !== session.revision) {
      return new ConcurrencyError(session.stream, expectedRevision, session.revision);
    }
    return decide(session.year, command, { catalogue: this.catalogues.ofYear(target.fiscalYear) });
  }

  /**
   * A refusal was reached on what this process knows. It stands only if that is durable and the latest, and if the
   * command is not a repeat of one that went through: that one gets its first answer.
   */
  private async confirm(
    session: UnitYearSession,
    commandId: string,
    fingerprint: string,
  ): Promise<AppendResult | 'decide again' | null> {
    await session.settle();
    if (session.isAbandoned) {
      this.forget(session.stream, session);
      return 'decide again';
    }
    const known = await this.store.findCommand(session.stream, commandId);
    if (known && known.fingerprint !== fingerprint) throw new CommandReusedError(commandId);
    if (known) return { ...known, repeated: true };
    return (await session.catchUp()) ? 'decide again' : null;
  }

  private async session(stream: string): Promise<UnitYearSession> {
    const known = this.sessions.get(stream);
    if (known) {
      this.sessions.delete(stream);
      this.sessions.set(stream, known);
      return known;
    }
    const loading = UnitYearSession.load(this.store, this.snapshots, stream);
    this.sessions.set(stream, loading);
    loading.catch(() => this.sessions.delete(stream));
    const oldest = this.sessions.keys().next().value;
    if (this.sessions.size > SESSIONS_MAX && oldest !== undefined) this.sessions.delete(oldest);
    return loading;
  }

  private forget(stream: string, session: UnitYearSession): void {
    const known = this.sessions.get(stream);
    void known?.then((current) => {
      if (current === session && this.sessions.get(stream) === known) this.sessions.delete(stream);
    });
  }
}

const recorded = ({ lastRevision, position, repeated }: AppendResult): Recorded => ({
  revision: lastRevision,
  position,
  repeated,
});
