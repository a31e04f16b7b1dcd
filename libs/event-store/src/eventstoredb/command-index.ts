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
 * Every command of a stream, however old, and its place. EventStoreDB has no index of them. A command takes some 110 bytes of
 * memory, and 32 in a snapshot.
 */
export class CommandIndex {
  /** By command id; one number holds the last revision and the number of events. */
  private readonly places = new Map<string, number>();

  get size(): number {
    return this.places.size;
  }

  has(commandId: string): boolean {
    return this.places.has(commandId);
  }

  place(commandId: string): CommandPlace | undefined {
    const place = this.places.get(commandId);
    if (place === undefined) return undefined;
    const lastRevision = Math.floor(place / COUNTS);
    return { firstRevision: lastRevision - (place % COUNTS) + 1, lastRevision };
  }

  /** Adds an event of a command. Call it in the order of the stream. */
  add(commandId: string, revision: number): void {
    const before = this.places.get(commandId);
    this.places.set(commandId, revision * COUNTS + (before === undefined ? 1 : (before % COUNTS) + 1));
  }

  clear(): void {
    this.places.clear();
  }

  /** Returns the index as text for a snapshot. */
  write(): string {
    const bytes = Buffer.alloc(this.places.size * ENTRY_BYTES);
    let offset = 0;
    for (const [commandId, place] of this.places) {
      bytes.write(commandId.replaceAll('-', ''), offset, 'hex');
      bytes.writeDoubleBE(place, offset + ID_BYTES);
      offset += ENTRY_BYTES;
    }
    return bytes.toString('base64');
  }

  /** Adds the commands in a text that `write` returned. */
  read(text: string): void {
    const bytes = Buffer.from(text, 'base64');
    for (let offset = 0; offset + ENTRY_BYTES <= bytes.length; offset += ENTRY_BYTES) {
      const hex = bytes.toString('hex', offset, offset + ID_BYTES);
      const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
      this.places.set(id, bytes.readDoubleBE(offset + ID_BYTES));
    }
  }
}
