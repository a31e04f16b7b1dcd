import { decide } from '../decide/decide';
import { type LedgerEvent } from '../events';
import { Refusal, type RefusalCode } from '../refusal';
import { type UnitYear, fold } from '../unit-year';
import { type Asked } from './ask';
import { RULES } from './sample';

/** Given these commands were accepted, when another is asked, then events or a refusal. */
export function given(...history: readonly Asked[]) {
  const year = history.reduce<UnitYear>((state, command) => fold(accepted(state, command), state), fold([]));
  return {
    when(command: Asked) {
      const decision = decide(year, command, RULES);
      return {
        refused(code: RefusalCode, data: Record<string, unknown> = {}) {
          expect(decision).toBeInstanceOf(Refusal);
          const refusal = decision as Refusal;
          expect({ code: refusal.code, ...refusal.data }).toMatchObject({ code, ...data });
          expect(refusal.message).toMatch(/。$/);
          return refusal.message;
        },
        /** Everything that is named as wrong, in its order. */
        refusedFor(...violations: readonly { path: string; code: RefusalCode; data?: object }[]) {
          expect(decision).toBeInstanceOf(Refusal);
          const { all } = decision as Refusal;
          expect(all).toMatchObject(violations);
          expect(all.flatMap(({ others }) => others)).toEqual([]);
          expect({ ...all[0] }).toEqual({ ...(decision as Refusal), others: [] });
        },
        then(...events: readonly { type: LedgerEvent['type']; data?: object }[]) {
          expect(decision).toMatchObject(events);
        },
        events(check: (events: readonly LedgerEvent[]) => void) {
          expect(decision).not.toBeInstanceOf(Refusal);
          check(decision as readonly LedgerEvent[]);
        },
        state(check: (year: UnitYear) => void) {
          expect(decision).not.toBeInstanceOf(Refusal);
          check(fold(decision as readonly LedgerEvent[], year));
        },
      };
    },
    state(check: (year: UnitYear) => void) {
      check(year);
    },
  };
}

function accepted(year: UnitYear, command: Asked): readonly LedgerEvent[] {
  const decision = decide(year, command, RULES);
  if (decision instanceof Refusal)
    throw new Error(`The given command ${command.type} was refused: ${decision.message}`);
  return decision;
}
