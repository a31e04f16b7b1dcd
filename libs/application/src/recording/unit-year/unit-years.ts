import { Inject, Injectable } from '@nestjs/common';
import {
  type Append,
  type AppendResult,
  CommandReusedError,
  ConcurrencyError,
  type EventStore,
  type ExpectedState,
  type SnapshotStore,
} from '@yujue/event-store';
import { type Catalogue } from '@yujue/classification';
import {
  type LedgerCommand,
  type LedgerEvent,
  Refusal,
  type Rulebook,
  type UnitYear,
  asksPreviousYear,
  budgetStream,
  decide,
  decideAll,
  otherTarget,
  otherTargetAmong,
  previousYearOf,
} from '@yujue/ledger';
import { LRUCache } from 'lru-cache';
import { Catalogues } from '../../configuration/catalogues';
import { OfficeCatalogues } from '../office-catalogues';
import { YearOpenings } from '../year-opening/year-openings';
import { fingerprintOf, newEvents } from '../../appending/new-events';
import { expectedOf, revisionOf, UnitYearSession } from './session';
import { type Envelope, type Recorded, type UnitYearTarget } from '../../appending/envelope';
import { EVENT_STORE, SNAPSHOT_STORE } from '../../tokens';

/** What the years that are kept in memory may take, as estimated below; the least recently used goes first. */
const SESSIONS_BYTES_MAX = 128_000_000;
const SESSION_BYTES = 2_000;
/** Measured on the sample year and on 80,000 payments: a line with its balance, a payment or commitment with its place. */
const LINE_BYTES = 1_500;
const PAYMENT_BYTES = 350;
/** How often a command is decided again after another writer was first, before the answer is to try again later. */
const ATTEMPTS_MAX = 50;

/** A unit's year as the log holds it. */
export interface UnitYearInLog {
  readonly year: UnitYear;
  /** −1 for a stream that does not exist. */
  readonly revision: number;
  /** What an append that is decided on this year must expect. */
  readonly state: ExpectedState;
}

/** The write side: loads a unit's year, decides, and appends. */
@Injectable()
export class UnitYears {
  private readonly sessions = new LRUCache<string, UnitYearSession>({ maxSize: SESSIONS_BYTES_MAX });
  private readonly loading = new Map<string, Promise<UnitYearSession>>();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(SNAPSHOT_STORE) private readonly snapshots: SnapshotStore,
    private readonly catalogues: Catalogues,
    private readonly openings: YearOpenings = new YearOpenings(store, catalogues, { forNextYear: () => [] }),
    /** Knows the codes that departments registered; without it, the catalogues alone count. */
    @Inject(OfficeCatalogues) private readonly office: OfficeCatalogues | null = null,
  ) {}

  /**
   * Records a command, or refuses it. Rejects with ConcurrencyError when `expectedRevision` is given and is no longer
   * the latest, and with CommandReusedError when the command id belongs to something else.
   */
  async record(target: UnitYearTarget, command: LedgerCommand, envelope: Envelope): Promise<Recorded | Refusal> {
    const elsewhere = otherTarget(target, command);
    if (elsewhere) return elsewhere;
    if (command.type === 'openFiscalYear') return this.openings.open(target, command, envelope);
    return this.settle(target, command, envelope, (refusal) => refusal);
  }

  /**
   * Records several commands in one append, all or none. A refusal is recorded too, by an event in place of the commands' own,
   * so that it is final.
   */
  async recordOutcome(
    target: UnitYearTarget,
    commands: readonly LedgerCommand[],
    envelope: Envelope,
    onRefusal: (refusal: Refusal) => LedgerEvent,
  ): Promise<Recorded> {
    for (const command of commands)
      if (command.type === 'openFiscalYear' && !otherTarget(target, command))
        await this.openings.register(target, command, envelope);
    return (await this.settle(target, commands, envelope, (refusal) => [onRefusal(refusal)])) as Recorded;
  }

  private async settle(
    target: UnitYearTarget,
    asked: Asked,
    envelope: Envelope,
    refused: (refusal: Refusal) => Refusal | readonly LedgerEvent[],
  ): Promise<Recorded | Refusal> {
    const stream = budgetStream(target.unit, target.fiscalYear);
    const fingerprint = fingerprintOf([stream, ...commandsOf(asked)]);
    for (let attempt = 1; ; attempt++) {
      const rules = await this.rules(target, commandsOf(asked));
      const session = await this.session(stream);
      let decision = otherTargetAmong(target, commandsOf(asked)) ?? decideOn(session, asked, rules, envelope);
      if (decision instanceof Refusal || decision instanceof ConcurrencyError) {
        const known = await this.confirm(session, envelope.commandId, fingerprint);
        if (known === 'decide again') continue;
        if (known) return recorded(known);
        if (decision instanceof ConcurrencyError) throw decision;
        decision = refused(decision);
        if (decision instanceof Refusal) return decision;
      }
      try {
        const content = { commandId: envelope.commandId, fingerprint, events: newEvents(decision, envelope) };
        return recorded(await session.append(decision, content));
      } catch (error) {
        if (!(error instanceof ConcurrencyError) || attempt === ATTEMPTS_MAX) throw error;
      } finally {
        if (!session.isAbandoned) this.keep(session);
      }
    }
  }

  /**
   * What commands append to the log as it now is, for those who append it together with something else; what they
   * appended, if they are recorded already. Rejects with CommandReusedError when the command id belongs to something else.
   */
  async decided(
    target: UnitYearTarget,
    commands: readonly LedgerCommand[],
    envelope: Envelope,
  ): Promise<readonly Append[] | AppendResult | Refusal> {
    const stream = budgetStream(target.unit, target.fiscalYear);
    const fingerprint = fingerprintOf([stream, ...commands]);
    const known = await this.recordedBefore(stream, envelope.commandId, fingerprint);
    if (known) return known;
    const { year, state } = await this.read(target);
    const decision =
      otherTargetAmong(target, commands) ?? decideAll(year, commands, await this.rules(target, commands));
    // The command itself may be what was recorded since, by another process.
    if (decision instanceof Refusal)
      return (await this.recordedBefore(stream, envelope.commandId, fingerprint)) ?? decision;
    const { commandId } = envelope;
    const append = { stream, expected: state, commandId, fingerprint, events: newEvents(decision, envelope) };
    const [command] = commands;
    return command?.type === 'openFiscalYear'
      ? [...(await this.openings.registering(command.data, envelope)), append]
      : [append];
  }

  /** A unit's year as the log now holds it: nothing in it is still on its way. */
  async read(target: UnitYearTarget): Promise<UnitYearInLog> {
    for (;;) {
      const session = await this.session(budgetStream(target.unit, target.fiscalYear));
      await session.catchUp();
      if (!session.isAbandoned) {
        const { year } = session.inLog;
        return { year, revision: revisionOf(session.inLog), state: expectedOf(session.inLog) };
      }
    }
  }

  /** What commands on a unit's year are decided by; the year before is read only where one asks for it. Without commands, for any. */
  async rules(target: UnitYearTarget, commands?: readonly LedgerCommand[]): Promise<Rulebook> {
    const catalogue = await this.catalogueFor(target, commands);
    if (commands && !commands.some(asksPreviousYear)) return { catalogue, previousYear: null };
    const { year } = await this.read({ unit: target.unit, fiscalYear: target.fiscalYear - 1 });
    return { catalogue, previousYear: previousYearOf(year) };
  }

  /** A command that names codes is decided on those that the unit's department has registered by now, in any process. */
  private async catalogueFor(
    { unit, fiscalYear }: UnitYearTarget,
    commands?: readonly LedgerCommand[],
  ): Promise<Catalogue> {
    if (!this.office || (commands && !commands.some(namesCodes))) return this.catalogues.ofYear(fiscalYear);
    const { opening } = (await this.session(budgetStream(unit, fiscalYear))).inLog.year;
    return opening ? this.office.of(opening.department.code, fiscalYear) : this.catalogues.ofYear(fiscalYear);
  }

  /**
   * A refusal was reached on what this process knows. It is final only if that is durable and the latest, and if the
   * command is not a repeat of one that went through: that one gets its first answer.
   */
  private async confirm(
    session: UnitYearSession,
    commandId: string,
    fingerprint: string,
  ): Promise<AppendResult | 'decide again' | null> {
    await session.settle();
    if (session.isAbandoned) return 'decide again';
    const known = await this.recordedBefore(session.stream, commandId, fingerprint);
    if (known) return known;
    const isNewer = await session.catchUp();
    // A log that went back has no new events, and lacks those that the refusal was decided on.
    return isNewer || session.isAbandoned ? 'decide again' : null;
  }

  private async recordedBefore(stream: string, commandId: string, fingerprint: string): Promise<AppendResult | null> {
    const known = await this.store.findCommand(stream, commandId);
    if (known && known.fingerprint !== fingerprint) throw new CommandReusedError(commandId);
    return known && { ...known, repeated: true };
  }

  private async session(stream: string): Promise<UnitYearSession> {
    const known = this.sessions.get(stream);
    if (known && !known.isAbandoned) return known;
    const loading = this.loading.get(stream) ?? this.load(stream, known);
    this.loading.set(stream, loading);
    return loading;
  }

  /** Continues an abandoned session from its durable state, so that a busy year is not read again after each lost race. */
  private async load(stream: string, abandoned: UnitYearSession | undefined): Promise<UnitYearSession> {
    try {
      const renewed = await abandoned?.renewed();
      const session = renewed ?? (await UnitYearSession.load(this.store, this.snapshots, stream));
      this.keep(session);
      return session;
    } finally {
      this.loading.delete(stream);
    }
  }

  /** Keeps a session, with its size as it now is. */
  private keep(session: UnitYearSession): void {
    const { lines, payments, commitments } = session.expected.year;
    const size = SESSION_BYTES + lines.size * LINE_BYTES + (payments.size + commitments.size) * PAYMENT_BYTES;
    this.sessions.set(session.stream, session, { size });
  }
}

function decideOn(
  { expected, stream }: UnitYearSession,
  asked: Asked,
  rules: Rulebook,
  { expectedRevision }: Envelope,
): readonly LedgerEvent[] | Refusal | ConcurrencyError {
  if (expectedRevision !== undefined && expectedRevision !== revisionOf(expected)) {
    return new ConcurrencyError(stream, expectedRevision, revisionOf(expected));
  }
  return isOne(asked) ? decide(expected.year, asked, rules) : decideAll(expected.year, asked, rules);
}

/** What is recorded in one append: a command, or those of a voucher. */
type Asked = LedgerCommand | readonly LedgerCommand[];

const isOne = (asked: Asked): asked is LedgerCommand => 'type' in asked;

const commandsOf = (asked: Asked): readonly LedgerCommand[] => (isOne(asked) ? [asked] : asked);

const namesCodes = ({ type, data }: LedgerCommand): boolean =>
  type === 'collectNonTaxRevenue' || ('opens' in data && (data.opens?.length ?? 0) > 0);

const recorded = ({ lastRevision, position, repeated }: AppendResult): Recorded => ({
  revision: lastRevision,
  position,
  repeated,
});
