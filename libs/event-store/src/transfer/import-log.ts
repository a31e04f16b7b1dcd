import { type Readable } from 'node:stream';
import { type Append, type EventStore, type ExpectedState, stateAfter, type StoredEvent } from '../port';
import { type TransferOptions } from './export-log';
import { check, readLogFile, type NumberedLine } from './read-log-file';

/** How many commands may be on their way to the store at once. */
const COMMANDS_IN_FLIGHT_MAX = 500;

export interface ImportResult {
  /** Events that stood in the store before, equal to the file's. */
  readonly present: number;
  readonly imported: number;
}

/**
 * Brings the log of another store into this one, which is empty or holds the beginning of the same log: so an import that
 * was broken off goes on, and one that was done changes nothing. Ids, revisions, hashes and both dates stay.
 * @throws ImportRefusedError when the file is damaged, or is not a continuation of what the store holds.
 */
export async function importLog(
  store: EventStore,
  input: Readable,
  { onProgress }: TransferOptions = {},
): Promise<ImportResult> {
  const existing = eventsOf(store.readAll());
  const writer = new ImportWriter(store);
  let present = 0;
  let command: NumberedLine[] = [];
  try {
    for await (const line of readLogFile(input)) {
      const { value: stored } = await existing.next();
      if (stored) {
        const isSame = stored.id === line.event.id && stored.hash === line.event.hash;
        check(isSame, `第 ${line.lineNo} 行：与库中已有的事件不同。请导入到空库，或改用同一账本导出的文件。`);
        writer.pass(line);
        present += 1;
      } else {
        if (!belongsTogether(command[0], line)) {
          await writer.write(command);
          command = [];
        }
        command.push(line);
      }
      onProgress?.(present + writer.events + command.length);
    }
    // Only now is it certain that the last command is complete.
    await writer.write(command);
  } finally {
    await writer.finish();
  }
  return { present, imported: writer.events };
}

/** Turns the lines of one command into one append, and keeps many of them on their way. */
class ImportWriter {
  events = 0;
  private inFlight: Promise<void>[] = [];
  private failure: { readonly error: unknown } | undefined;
  /** The last event of each stream so far. */
  private readonly states = new Map<string, ExpectedState>();

  constructor(private readonly store: EventStore) {}

  /** Takes note of an event that is there already. */
  pass({ event }: NumberedLine): void {
    this.states.set(event.stream, { revision: event.revision, eventId: event.id });
  }

  /** Begins to store a command; waits only when too many are on their way. */
  async write(lines: readonly NumberedLine[]): Promise<void> {
    const [first] = lines;
    if (!first) return;
    const append = appendOf(first, lines, this.states.get(first.event.stream) ?? 'no-stream');
    this.states.set(append.stream, stateAfter(append));
    this.inFlight.push(
      this.store.append(append).then(
        () => {},
        (error: unknown) => this.fail(error),
      ),
    );
    this.events += lines.length;
    if (this.inFlight.length >= COMMANDS_IN_FLIGHT_MAX) await this.inFlight.shift();
    if (this.failure) throw this.failure.error;
  }

  async finish(): Promise<void> {
    await Promise.all(this.inFlight);
    this.inFlight = [];
    if (this.failure) throw this.failure.error;
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
  }
}

function belongsTogether(first: NumberedLine | undefined, { event }: NumberedLine): boolean {
  return (
    first !== undefined &&
    first.event.stream === event.stream &&
    first.event.metadata.commandId === event.metadata.commandId
  );
}

function appendOf({ event, lineNo }: NumberedLine, lines: readonly NumberedLine[], expected: ExpectedState): Append {
  const isOneMoment = lines.every((line) => line.event.recordedAt === event.recordedAt);
  check(isOneMoment, `第 ${lineNo} 行：同一命令的事件记录时间不一致，文件已损坏，请重新导出。`);
  return {
    stream: event.stream,
    expected,
    commandId: event.metadata.commandId,
    fingerprint: event.metadata.fingerprint,
    recordedAt: event.recordedAt,
    events: lines.map((line) => line.event),
  };
}

async function* eventsOf(pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<StoredEvent, undefined> {
  for await (const page of pages) yield* page;
  return undefined;
}
