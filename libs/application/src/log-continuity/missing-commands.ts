import { type EventStore } from '@yujue/event-store';
import { type AnsweredCommand } from '@yujue/ledger';
import { type Remembered } from './remembered';

/** How many are looked up at once. */
const AT_ONCE = 16;

/** Returns the commands that were answered before the log went back and are not in it, in the order of their answers. */
export async function missingOf(
  store: Pick<EventStore, 'findCommand'>,
  lost: readonly Remembered[],
): Promise<readonly AnsweredCommand[]> {
  const answered = new Map(
    lost.flatMap(({ commands }) => commands).map((command) => [`${command.stream} ${command.commandId}`, command]),
  );
  const inOrder = [...answered.values()].toSorted((a, b) => a.answeredAt.localeCompare(b.answeredAt));
  const missing: AnsweredCommand[] = [];
  for (let from = 0; from < inOrder.length; from += AT_ONCE) {
    const some = inOrder.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map(({ stream, commandId }) => store.findCommand(stream, commandId)));
    missing.push(...some.filter((_, index) => found[index] === null));
  }
  return missing;
}
