import { NO_EVENTS } from '../appending/encoded-append';
import { type StoredCommand } from '../appending/stored-command';
import { GENESIS_HASH } from '../hash-chain';
import { PAGE_SIZE_EVENTS_DEFAULT } from '../port';
import { type StreamReader } from './stream-reader';
import { type WrittenEvent } from './wire-event';

/** A command as found in its stream, with the attempt that wrote it. */
export interface WrittenCommand {
  readonly command: StoredCommand;
  readonly attempt: string;
}

/**
 * What is known of a stream: its last event, and the commands that wrote it. EventStoreDB has no index of commands, but a
 * stream is one unit's year, so it is read once and then only its new events are.
 */
export class StreamBook {
  /** Of the last event known. */
  revision = NO_EVENTS;
  eventId: string | null = null;
  hash = GENESIS_HASH;
  recordedAt = '';
  /** Whether the stream was looked at; one that was never written to, and one that was deleted, have no events. */
  isRead = false;
  private readonly commands = new Map<string, WrittenCommand>();

  constructor(
    readonly stream: string,
    private readonly reader: StreamReader,
  ) {}

  command(commandId: string): WrittenCommand | undefined {
    return this.commands.get(commandId);
  }

  /** Reads what stands behind the last event known. */
  async catchUp(): Promise<void> {
    for await (const group of this.reader.read(this.stream, this.revision + 1, PAGE_SIZE_EVENTS_DEFAULT)) {
      for (const written of group) this.take(written);
    }
    this.isRead = true;
  }

  private take({ event, attempt }: WrittenEvent): void {
    const { revision, position } = event;
    // Somebody else who caught up at the same time has brought it already.
    if (revision <= this.revision) return;
    const { fingerprint } = event.metadata;
    const commandId = event.metadata.commandId.toLowerCase();
    const firstRevision = this.commands.get(commandId)?.command.firstRevision ?? revision;
    const command = { firstRevision, lastRevision: revision, position, repeated: true, fingerprint } as const;
    this.commands.set(commandId, { command, attempt });
    this.revision = revision;
    this.eventId = event.id;
    this.hash = event.hash;
    this.recordedAt = event.recordedAt;
  }
}
