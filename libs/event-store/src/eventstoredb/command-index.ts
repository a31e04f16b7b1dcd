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
 * Every command of a stream, however old, and its place. EventStoreDB has no index of them. What comes from a snapshot stays
 * as it is there, sorted, so that a long stream is opened without work for each command; a command takes 24 bytes, and some 90 from
 * when it is added until the next snapshot.
 */
export class CommandIndex {
  /** Entries in the order of their ids: the 16 bytes of the id, and a number that holds the last revision and the number of events. */
  private sorted: Buffer = Buffer.alloc(0);
  /** The numbers of commands that are not in `sorted`, by the bytes of their ids. */
  private readonly added = new Map<string, number>();

  get size(): number {
    return this.sorted.length / ENTRY_BYTES + this.added.size;
  }

  has(commandId: string): boolean {
    return this.place(commandId) !== undefined;
  }

  place(commandId: string): CommandPlace | undefined {
    const key = keyOf(commandId);
    const offset = this.find(key);
    const place = offset === null ? this.added.get(textOf(key)) : this.placeAt(offset);
    if (place === undefined) return undefined;
    const lastRevision = Math.floor(place / COUNTS);
    return { firstRevision: lastRevision - (place % COUNTS) + 1, lastRevision };
  }

  /** Adds an event of a command. Call it in the order of the stream. */
  add(commandId: string, revision: number): void {
    const key = keyOf(commandId);
    const offset = this.find(key);
    const before = offset === null ? this.added.get(textOf(key)) : this.placeAt(offset);
    const place = revision * COUNTS + (before === undefined ? 1 : (before % COUNTS) + 1);
    if (offset === null) this.added.set(textOf(key), place);
    else this.sorted.writeDoubleBE(place, offset + ID_BYTES);
  }

  clear(): void {
    this.sorted = Buffer.alloc(0);
    this.added.clear();
  }

  /** Returns the index as text for a snapshot. */
  write(): string {
    this.sortAdded();
    return this.sorted.toString('base64');
  }

  /** Replaces the content by the commands of a text that `write` returned. */
  read(text: string): void {
    this.sorted = Buffer.from(text, 'base64');
    this.added.clear();
  }

  /** Moves the commands that were added to their places among the sorted ones. */
  private sortAdded(): void {
    const added = [...this.added].map(([text, place]) => entryOf(text, place)).sort(Buffer.compare);
    const merged = Buffer.allocUnsafe(this.sorted.length + added.length * ENTRY_BYTES);
    let [from, to] = [0, 0];
    for (const entry of added) {
      const until = this.firstNotBefore(entry.subarray(0, ID_BYTES));
      to += this.sorted.copy(merged, to, from, until);
      to += entry.copy(merged, to);
      from = until;
    }
    this.sorted.copy(merged, to, from);
    this.sorted = merged;
    this.added.clear();
  }

  /** Where a command is among the sorted ones; null if it is not there. */
  private find(key: Buffer): number | null {
    const offset = this.firstNotBefore(key);
    return offset < this.sorted.length && this.compareAt(offset, key) === 0 ? offset : null;
  }

  /** Where the first sorted entry is whose id is not before this one. */
  private firstNotBefore(key: Buffer): number {
    let [low, high] = [0, this.sorted.length / ENTRY_BYTES];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compareAt(middle * ENTRY_BYTES, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low * ENTRY_BYTES;
  }

  private compareAt(offset: number, key: Buffer): number {
    return this.sorted.compare(key, 0, ID_BYTES, offset, offset + ID_BYTES);
  }

  private placeAt(offset: number): number {
    return this.sorted.readDoubleBE(offset + ID_BYTES);
  }
}

function entryOf(text: string, place: number): Buffer {
  const entry = Buffer.allocUnsafe(ENTRY_BYTES);
  entry.write(text, 'latin1');
  entry.writeDoubleBE(place, ID_BYTES);
  return entry;
}

/** The 16 bytes of a UUID. */
const keyOf = (commandId: string): Buffer => Buffer.from(commandId.replaceAll('-', ''), 'hex');

/** The bytes as a text of 16 characters, which a Map finds. */
const textOf = (key: Buffer): string => key.toString('latin1');
