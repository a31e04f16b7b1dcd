import {
  type AccessRefusal,
  type By,
  NOBODY,
  PEOPLE_STREAM,
  type People,
  type PeopleCommand,
  type PeopleEvent,
  actorOf,
  decidePeople,
  evolvePeople,
  readPeopleEvent,
} from '@yujue/access';
import {
  CommandReusedError,
  ConcurrencyError,
  type EventStore,
  type ExpectedState,
  type StoredEvent,
} from '@yujue/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { Refusal } from '@yujue/ledger';
import { type Envelope, type Recorded } from '../appending/envelope';
import { fingerprintOf, newEvents } from '../appending/new-events';
import { Turns } from '../appending/turns';
import { EVENT_STORE } from '../tokens';

/** Who asks, and under which ids. The actor follows from who asks, so the log cannot name another. */
export interface PeopleEnvelope extends Omit<Envelope, 'actor'> {
  readonly by: By;
}

/** The people as the log holds them. */
export interface PeopleInLog {
  readonly people: People;
  /** −1 before the first event. */
  readonly revision: number;
}

/** The stream up to one of its events. Immutable, so that it can be kept and read on from. */
interface ReadSoFar {
  readonly people: People;
  readonly state: ExpectedState;
}

const BEGINNING: ReadSoFar = { people: NOBODY, state: 'no-stream' };
/** How often a change is decided again after another writer was first. */
const ATTEMPTS_MAX = 20;

/**
 * Who may do what, as the log says. Every answer is as new as the log: what was read before is kept, and only what was appended since,
 * by any process, is read each time. Rejects if an event cannot be read, because rights must not be computed from a part of them.
 */
@Injectable()
export class PeopleBook {
  private kept = BEGINNING;
  private readonly turns = new Turns();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async read(): Promise<PeopleInLog> {
    const { people, state } = await this.readLog();
    return { people, revision: revisionOf(state) };
  }

  /**
   * Decides commands one after the other, and records what follows from them in one append, all or nothing. A command id that was
   * recorded before gets its first answer. Rejects with ConcurrencyError when `expectedRevision` is given and is no longer the
   * latest, and with CommandReusedError when the command id belongs to something else.
   */
  change(commands: readonly PeopleCommand[], envelope: PeopleEnvelope): Promise<Recorded | AccessRefusal> {
    return this.turns.take(PEOPLE_STREAM, () => this.changeNow(commands, envelope));
  }

  async hasRecorded(commandId: string): Promise<boolean> {
    return (await this.store.findCommand(PEOPLE_STREAM, commandId)) !== null;
  }

  private async changeNow(
    commands: readonly PeopleCommand[],
    { by, ...envelope }: PeopleEnvelope,
  ): Promise<Recorded | AccessRefusal> {
    const { commandId, expectedRevision } = envelope;
    const actor = actorOf(by);
    const fingerprint = fingerprintOf([PEOPLE_STREAM, actor, ...commands]);
    for (let attempt = 1; ; attempt++) {
      const { people, state } = await this.readLog();
      // Asked after reading: what is not found here has no part in what was read.
      const known = await this.recordedBefore(commandId, fingerprint);
      if (known) return known;
      if (expectedRevision !== undefined && expectedRevision !== revisionOf(state))
        throw new ConcurrencyError(PEOPLE_STREAM, expectedRevision, revisionOf(state));
      const decided = decideAll(people, commands, by);
      if (decided instanceof Refusal) return decided;
      try {
        const events = newEvents(decided, { ...envelope, actor });
        const append = { stream: PEOPLE_STREAM, expected: state, commandId, fingerprint, events };
        const { lastRevision, position, repeated } = await this.store.append(append);
        return { revision: lastRevision, position, repeated };
      } catch (error) {
        if (!(error instanceof ConcurrencyError) || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  }

  private async recordedBefore(commandId: string, fingerprint: string): Promise<Recorded | null> {
    const known = await this.store.findCommand(PEOPLE_STREAM, commandId);
    if (!known) return null;
    if (known.fingerprint !== fingerprint) throw new CommandReusedError(commandId);
    return { revision: known.lastRevision, position: known.position, repeated: true };
  }

  private async readLog(): Promise<ReadSoFar> {
    const readSoFar = (await this.readOn(this.kept)) ?? (await this.readAll());
    this.kept = readSoFar;
    return readSoFar;
  }

  private async readAll(): Promise<ReadSoFar> {
    let soFar = BEGINNING;
    for await (const page of this.store.readStream(PEOPLE_STREAM))
      for (const stored of page) soFar = after(soFar, stored);
    return soFar;
  }

  /** Null when there is nothing to read on from, or when the log no longer has the event that was last read. */
  private async readOn(known: ReadSoFar): Promise<ReadSoFar | null> {
    if (known.state === 'no-stream') return null;
    const { revision, eventId } = known.state;
    let soFar: ReadSoFar | null = null;
    for await (const page of this.store.readStream(PEOPLE_STREAM, { from: revision })) {
      for (const stored of page) {
        if (soFar) soFar = after(soFar, stored);
        else if (stored.id === eventId) soFar = known;
        else return null;
      }
    }
    return soFar;
  }
}

const revisionOf = (state: ExpectedState): number => (state === 'no-stream' ? -1 : state.revision);

const after = ({ people }: ReadSoFar, stored: StoredEvent): ReadSoFar => {
  const { actor } = stored.metadata;
  const event = { ...readPeopleEvent(stored), actor, recordedAt: stored.recordedAt };
  return { people: evolvePeople(people, event), state: { revision: stored.revision, eventId: stored.id } };
};

/** Each command is decided on what the ones before it lead to. */
function decideAll(before: People, commands: readonly PeopleCommand[], by: By): readonly PeopleEvent[] | AccessRefusal {
  let people = before;
  const events: PeopleEvent[] = [];
  for (const command of commands) {
    const decided = decidePeople(people, command, by);
    if (decided instanceof Refusal) return decided;
    events.push(...decided);
    // The store dates the events. Until then they have no time, and no decision asks for it.
    for (const event of decided) people = evolvePeople(people, { ...event, actor: actorOf(by), recordedAt: '' });
  }
  return events;
}
