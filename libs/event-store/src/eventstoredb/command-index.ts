/** The revisions of a command's events in its stream. */
export interface CommandPlace {
  readonly firstRevision: number;
  readonly lastRevision: number;
}

/** An append has at most 1,000 events (APPEND_EVENTS_MAX). */
const COUNTS = 1_024;
const ID_BYTES = 16;
const ENTRY_BYTES = ID_BYTES + 8;

/**
 * Every command of a stream, however old, and its place. EventStoreDB has no index of them. A command takes some 90 bytes of
 * memory, and 32 in a snapshot.
 */
export class CommandIndex {
  /** By the bytes of a command id; one number holds the last revision and the number of events. */
  private readonly places = new Map<string, number>();

  get size(): number {
    return this.places.size;
  }

  has(commandId: string): boolean {
    return this.places.has(keyOf(commandId));
  }

  place(commandId: string): CommandPlace | undefined {
    const place = this.places.get(keyOf(commandId));
    if (place === undefined) return undefined;
    const lastRevision = Math.floor(place / COUNTS);
    return { firstRevision: lastRevision - (place % COUNTS) + 1, lastRevision };
  }

  /** Adds an event of a command. Call it in the order of the stream. */
  add(commandId: string, revision: number): void {
    const key = keyOf(commandId);
    const before = this.places.get(key);
    this.places.set(key, revision * COUNTS + (before === undefined ? 1 : (before % COUNTS) + 1));
  }

  clear(): void {
    this.places.clear();
  }

  /** Returns the index as text for a snapshot. */
  write(): string {
    const bytes = Buffer.alloc(this.places.size * ENTRY_BYTES);
    let offset = 0;
    for (const [key, place] of this.places) {
      bytes.write(key, offset, 'latin1');
      bytes.writeDoubleBE(place, offset + ID_BYTES);
      offset += ENTRY_BYTES;
    }
    return bytes.toString('base64');
  }

  /** Adds the commands in a text that `write` returned. */
  read(text: string): void {
    const bytes = Buffer.from(text, 'base64');
    for (let offset = 0; offset + ENTRY_BYTES <= bytes.length; offset += ENTRY_BYTES)
      this.places.set(bytes.toString('latin1', offset, offset + ID_BYTES), bytes.readDoubleBE(offset + ID_BYTES));
  }
}

/** The 16 bytes of a UUID as a text of 16 characters: a third of the memory, and a snapshot holds them as they are. */
const keyOf = (commandId: string): string => Buffer.from(commandId.replaceAll('-', ''), 'hex').toString('latin1');
