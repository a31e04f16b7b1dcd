import { Injectable } from '@nestjs/common';
import { type AnsweredCommand } from '@yujue/ledger';
import { type Remembered, type RememberedEvent } from './remembered';

/** Commands answered within this time before the newest one are kept. */
export const COMMANDS_KEPT_MS = 10 * 60_000;
/** At most this many of them are kept: some 150 bytes each, written once a second. */
export const COMMANDS_MAX = 1_000;
/** How many last events of ended processes and of earlier logs are kept. */
const EARLIER_MAX = 32;

/** An earlier event that still has to be looked up in the log, or that the log was found to lack. */
interface Earlier extends Remembered {
  readonly isLost: boolean;
}

/**
 * What a process remembers of the log: the last event that it answered or projected, the commands that it answered in the
 * last minutes, and what earlier processes remembered. Reads no store and no file itself.
 */
@Injectable()
export class LogMemory {
  private last: RememberedEvent | null = null;
  private commands: AnsweredCommand[] = [];
  /** The last event that was found in the log. It is looked up again: a log that went back may have grown past `last`. */
  private confirmed: RememberedEvent | null = null;
  private earlier: readonly Earlier[] = [];
  /** Counts the changes that the file must contain. */
  private changes = 0;

  get version(): number {
    return this.changes;
  }

  get isEmpty(): boolean {
    return this.last === null && this.earlier.length === 0;
  }

  /** An event was read from the log, or written to it. */
  sees(event: RememberedEvent): void {
    if (this.last !== null && event.position <= this.last.position) return;
    this.last = event;
    this.changes += 1;
  }

  /** A command was answered as recorded. */
  answers(command: AnsweredCommand): void {
    this.commands.push(command);
    if (this.commands.length > 2 * COMMANDS_MAX) this.commands = this.commands.slice(-COMMANDS_MAX);
    this.changes += 1;
  }

  /** Adds what other processes remembered. Each event is looked up, and forgotten once the log has it. */
  takeOver(others: readonly Remembered[]): void {
    const byEvent = new Map(this.earlier.map((it) => [it.event.eventId, it]));
    for (const { event, commands } of others) {
      // Processes that followed one log knew the same last event, but each answered different commands.
      const known = byEvent.get(event.eventId);
      const all = recent([...(known?.commands ?? []), ...commands]);
      byEvent.set(event.eventId, { event, commands: all, isLost: known?.isLost ?? false });
    }
    this.earlier = [...byEvent.values()].slice(-EARLIER_MAX);
  }

  /** The server was away: the next event may come from another log, and must not replace the last event unchecked. */
  holdsLast(): void {
    if (this.last) this.takeOver([{ event: this.last, commands: [] }]);
  }

  /** The events to look up in the log. */
  suspects(): readonly RememberedEvent[] {
    const events = [...this.earlier.map(({ event }) => event), this.confirmed, this.last];
    return [...new Map(events.flatMap((event) => (event ? [[event.eventId, event]] : []))).values()];
  }

  /** The log has the event. */
  finds(event: RememberedEvent): void {
    if (event.eventId === this.last?.eventId) this.confirmed = this.last;
    const found = this.earlier.filter((it) => it.event.eventId === event.eventId);
    if (found.length === 0) return;
    this.commands = recent([...found.flatMap(({ commands }) => commands), ...this.commands]);
    this.forget(new Set([event.eventId]));
  }

  /** The log does not have the event. Commands that are answered from now on belong to the log as it is now. */
  misses(event: RememberedEvent): void {
    const known = this.earlier.find((it) => it.event.eventId === event.eventId);
    const isOfThisProcess = [this.confirmed, this.last].some((it) => it?.eventId === event.eventId);
    const lost = { event, commands: recent([...(known?.commands ?? []), ...(isOfThisProcess ? this.commands : [])]) };
    if (known?.isLost && !isOfThisProcess) return;
    this.earlier = [...this.earlier.filter((it) => it !== known), { ...lost, isLost: true }].slice(-EARLIER_MAX);
    if (isOfThisProcess) this.commands = [];
    if (this.confirmed?.eventId === event.eventId) this.confirmed = null;
    if (this.last?.eventId === event.eventId) this.last = null;
    this.changes += 1;
  }

  /** Forgets earlier events: the log has them, or a person has acknowledged that they are lost. */
  forget(eventIds: ReadonlySet<string>): void {
    const left = this.earlier.filter(({ event }) => !eventIds.has(event.eventId));
    if (left.length === this.earlier.length) return;
    this.earlier = left;
    this.changes += 1;
  }

  /** The events that the log was found to lack, with the commands that were answered before. */
  get lost(): readonly Remembered[] {
    return this.earlier.filter(({ isLost }) => isLost);
  }

  /** The content of the file. */
  get remembered(): readonly Remembered[] {
    const present = this.last ? [{ event: this.last, commands: recent(this.commands) }] : [];
    return [...this.earlier.map(({ event, commands }) => ({ event, commands })), ...present];
  }
}

/** The newest of the commands, each once, in the order in which they were answered. */
function recent(commands: readonly AnsweredCommand[]): AnsweredCommand[] {
  const each = new Map(commands.map((command) => [`${command.stream} ${command.commandId}`, command]));
  const inOrder = [...each.values()].sort((a, b) => a.answeredAt.localeCompare(b.answeredAt));
  const newest = inOrder.at(-1);
  if (!newest) return [];
  const since = Date.parse(newest.answeredAt) - COMMANDS_KEPT_MS;
  return inOrder.filter(({ answeredAt }) => Date.parse(answeredAt) >= since).slice(-COMMANDS_MAX);
}
