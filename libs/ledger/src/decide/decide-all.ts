import { type LedgerCommand } from '../commands';
import { type LedgerEvent } from '../events';
import { Refusal, together } from '../refusal';
import { type UnitYear, fold } from '../unit-year';
import { decide } from './decide';
import { type Decision, type Rulebook } from './decision';

/**
 * Decides commands that are recorded together, each on what those before it leave: the events of all, or everything that can be
 * seen to be wrong. What follows a refused command is decided as if it had not been asked.
 */
export function decideAll(year: UnitYear, commands: readonly LedgerCommand[], rules: Rulebook): Decision {
  const events: LedgerEvent[] = [];
  const refusals: Refusal[] = [];
  let state = year;
  for (const [index, command] of commands.entries()) {
    const decision = decide(state, command, rules);
    if (decision instanceof Refusal) {
      refusals.push(ofCommand(decision, index, commands.length));
    } else {
      events.push(...decision);
      state = fold(decision, state);
    }
  }
  return together(...refusals) ?? events;
}

/** A refusal of one of several commands: it says of which. */
export const ofCommand = (refusal: Refusal, index: number, count: number): Refusal =>
  together(
    ...refusal.all.map(({ code, message, data, path }) => {
      const place = path === '' ? `commands.${index}` : `commands.${index}.data.${path}`;
      return new Refusal(code, count === 1 ? message : `第 ${index + 1} 笔：${message}`, data, place);
    }),
  )!;
