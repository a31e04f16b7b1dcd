import { Refusal } from '@yujue/ledger';
import { decidePeople } from '../people/decide';
import { type PeopleEvent, type RecordedPeopleEvent } from '../people/events';
import { foldPeople } from '../people/evolve';
import { type People } from '../people/people';
import { type AccessRefusalCode } from '../refusal';
import { type Asked } from './sample';

const FIRST_RECORDED = Date.parse('2026-01-05T01:00:00.000Z');
const MINUTE_MS = 60_000;

/** The events as the store has them: a minute after each other, by who asked. */
export function recorded(
  events: readonly PeopleEvent[],
  { by }: Asked,
  before: readonly RecordedPeopleEvent[],
): RecordedPeopleEvent[] {
  const actor = by.kind === 'person' ? by.loginName : 'system';
  return events.map((event, index) => ({
    ...event,
    actor,
    recordedAt: new Date(FIRST_RECORDED + (before.length + index) * MINUTE_MS).toISOString(),
  }));
}

/** What happens when all of this is asked, each of which must be accepted. */
export function happened(...asked: readonly Asked[]): RecordedPeopleEvent[] {
  const log: RecordedPeopleEvent[] = [];
  for (const next of asked) {
    const decision = decidePeople(foldPeople(log), next.command, next.by);
    if (decision instanceof Refusal)
      throw new Error(`The given command ${next.command.type} was refused: ${decision.message}`);
    log.push(...recorded(decision, next, log));
  }
  return log;
}

/** Given that all of this was asked and accepted, when somebody asks more, then events or a refusal. */
export function given(...history: readonly Asked[]) {
  const log = happened(...history);
  const people = foldPeople(log);
  return {
    when(asked: Asked) {
      const decision = decidePeople(people, asked.command, asked.by);
      return {
        refused(code: AccessRefusalCode, data: Record<string, unknown> = {}) {
          if (!(decision instanceof Refusal)) throw new Error(`Accepted: ${JSON.stringify(decision)}`);
          expect({ code: decision.code, ...decision.data }).toMatchObject({ code, ...data });
          expect(decision.message).toMatch(/。$/);
        },
        refusedSaying(code: AccessRefusalCode, message: string) {
          expect(decision).toMatchObject({ code, message });
        },
        then(...events: readonly { type: PeopleEvent['type']; data?: object }[]) {
          expect(decision).toMatchObject(events);
        },
        state(check: (people: People) => void) {
          if (decision instanceof Refusal) throw new Error(`Refused: ${decision.message}`);
          check(foldPeople(recorded(decision, asked, log), people));
        },
      };
    },
    state(check: (people: People) => void) {
      check(people);
    },
  };
}
