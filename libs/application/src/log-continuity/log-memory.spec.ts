import { COMMANDS_MAX, LogMemory } from './log-memory';
import { type RememberedEvent } from './remembered';

const START = Date.parse('2020-06-30T08:00:00.000Z');
const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString();
const event = (no: number, history = 'a'): RememberedEvent => ({
  stream: 'budget-310002-2020',
  revision: no - 1,
  eventId: `${history}${no}`,
  position: String(no).padStart(20, '0'),
  hash: null,
  recordedAt: at(no),
});
const command = (no: number) => ({
  stream: 'budget-310002-2020',
  commandId: `command ${no}`,
  eventType: 'DisbursementMade',
  answeredAt: at(no),
});
const ids = (events: readonly RememberedEvent[]) => events.map(({ eventId }) => eventId);

/** A memory with this many answered commands; the last event was found in the log. */
function given(events: number): LogMemory {
  const memory = new LogMemory();
  for (let no = 1; no <= events; no++) {
    memory.sees(event(no));
    memory.answers(command(no));
  }
  memory.finds(event(events));
  return memory;
}

describe('what is remembered of the log', () => {
  it('is its last event, in any order of the answers', () => {
    const memory = new LogMemory();
    for (const no of [2, 5, 3]) memory.sees(event(no));
    expect(ids(memory.suspects())).toEqual(['a5']);
  });

  it('does not include an event of another process that was found in the log', () => {
    const memory = new LogMemory();
    memory.takeOver([{ event: event(7), commands: [command(7)] }]);
    memory.finds(event(7));
    memory.sees(event(8));
    expect(memory.remembered).toEqual([{ event: event(8), commands: [command(7)] }]);
    expect(memory.lost).toEqual([]);
  });

  it('holds the commands of every process that knew the same last event', () => {
    const memory = new LogMemory();
    for (const no of [1, 2]) memory.takeOver([{ event: event(7), commands: [command(no)] }]);
    memory.misses(event(7));
    expect(memory.lost).toMatchObject([{ commands: [command(1), command(2)] }]);
  });

  it('keeps the commands of ten minutes, and at most COMMANDS_MAX', () => {
    const memory = given(1);
    memory.answers(command(601));
    memory.answers(command(602));
    expect(memory.remembered[0]!.commands).toEqual([command(601), command(602)]);
    for (let no = 1; no <= 5 * COMMANDS_MAX; no++) memory.answers({ ...command(602), commandId: `burst ${no}` });
    const { commands } = memory.remembered[0]!;
    expect(commands).toHaveLength(COMMANDS_MAX);
    expect(commands.at(-1)!.commandId).toBe(`burst ${5 * COMMANDS_MAX}`);
  });
});

describe('an event that the log does not have', () => {
  it('is lost, with the commands answered before it; later commands belong to the log as it is now', () => {
    const memory = given(3);
    memory.misses(event(3));
    memory.sees(event(2, 'b'));
    memory.answers(command(100));
    expect(memory.lost).toMatchObject([{ event: event(3), commands: [command(1), command(2), command(3)] }]);
    expect(memory.remembered.at(-1)).toEqual({ event: event(2, 'b'), commands: [command(100)] });
  });

  it('does not expire: its commands stay until the event is acknowledged', () => {
    const memory = given(3);
    memory.misses(event(3));
    memory.sees(event(2, 'b'));
    memory.answers(command(100_000));
    expect(memory.lost[0]!.commands).toHaveLength(3);
    memory.forget(new Set(['a3']));
    expect(memory.lost).toEqual([]);
    expect(ids(memory.suspects())).toEqual(['b2']);
  });

  it('is looked up even when another log has already grown past it', () => {
    const memory = given(3);
    memory.sees(event(9, 'b'));
    expect(ids(memory.suspects())).toEqual(['a3', 'b9']);
    memory.misses(event(3));
    memory.finds(event(9, 'b'));
    expect(ids(memory.lost.map((it) => it.event))).toEqual(['a3']);
  });

  it('is looked up when it was answered after the last check and before the server went away', () => {
    const memory = given(3);
    memory.sees(event(4));
    memory.holdsLast();
    memory.sees(event(9, 'b'));
    expect(ids(memory.suspects())).toContain('a4');
  });

  it('is no longer lost when it is found again', () => {
    const memory = given(3);
    memory.misses(event(3));
    memory.finds(event(3));
    expect(memory.lost).toEqual([]);
  });

  it('is kept together with those that were lost before it', () => {
    const memory = given(3);
    memory.misses(event(3));
    memory.sees(event(2, 'b'));
    memory.misses(event(2, 'b'));
    expect(ids(memory.lost.map((it) => it.event))).toEqual(['a3', 'b2']);
  });
});
