import { randomUUID } from 'node:crypto';
import { chainAppends, encodeAppend } from '../appending/encoded-append';
import { GENESIS_HASH } from '../hash-chain';
import { InMemorySnapshotStore } from '../in-memory/in-memory-snapshot-store';
import { type Append, type Position, type StoredEvent } from '../port';
import { sampleAppend } from '../testing';
import { CommandIndex } from './command-index';
import { StreamCache } from './stream-cache';
import { type WrittenEvent } from './wire-event';

const RECORDED_AT = '2020-06-30T08:00:00.000Z';

/** A stream on a server: what is appended, and how many events were read. */
class Stream {
  events: WrittenEvent[] = [];
  read = 0;
  isAway = false;
  private last: Append | 'no-stream' = 'no-stream';

  append(events = 1): Append {
    const append = sampleAppend('s', this.last, { events });
    const encoded = encodeAppend(append);
    const previousHash = this.events.at(-1)?.event.hash ?? GENESIS_HASH;
    for (const [index, chained] of chainAppends(previousHash, [encoded], RECORDED_AT).entries()) {
      const metadata = { ...append.events[index]!.metadata, fingerprint: append.fingerprint };
      const position = String(this.events.length).padStart(40, '0') as Position;
      const event: StoredEvent = { ...append.events[index]!, ...chained, data: {}, metadata, position };
      this.events.push({ event, attempt: randomUUID() });
    }
    this.last = append;
    return append;
  }

  readonly reader = {
    read: async function* (this: Stream, _: string, from: number, { maxEvents = Infinity } = {}) {
      if (this.isAway) throw new Error('away');
      const events = this.events.slice(from, from + maxEvents);
      this.read += events.length;
      if (events.length > 0) yield events;
    }.bind(this),
  };

  open(snapshots = new InMemorySnapshotStore()): StreamCache {
    return new StreamCache('s', this.reader, snapshots);
  }
}

/** A stream of so many commands, and the snapshot that a process left of it. */
async function longStream(commands: number) {
  const stream = new Stream();
  const appends = Array.from({ length: commands }, () => stream.append());
  const snapshots = new InMemorySnapshotStore();
  await stream.open(snapshots).catchUp();
  stream.read = 0;
  return { stream, appends, snapshots };
}

describe('what is known of a stream on EventStoreDB', () => {
  it('finds every command, however old, with the revisions of all its events', async () => {
    const stream = new Stream();
    const [first, second] = [stream.append(3), stream.append(2)];
    const book = stream.open();
    await book.catchUp();
    expect(await book.find(first.commandId)).toMatchObject({ command: { firstRevision: 0, lastRevision: 2 } });
    expect(await book.find(second.commandId)).toMatchObject({
      command: { firstRevision: 3, lastRevision: 4, fingerprint: second.fingerprint, repeated: true },
      attempt: stream.events[4]!.attempt,
    });
    expect(await book.find(randomUUID())).toBeUndefined();
  });

  it('reads of a long stream only what follows the snapshot, and knows the commands before it', async () => {
    const { stream, appends, snapshots } = await longStream(2_500);
    const more = Array.from({ length: 10 }, () => stream.append());
    const book = stream.open(snapshots);
    await book.catchUp();
    expect(stream.read).toBe(11);
    for (const { commandId } of [appends[0]!, appends[1_234]!, more[9]!]) expect(book.knows(commandId)).toBe(true);
    expect(book.last).toMatchObject({ revision: 2_509, hash: stream.events.at(-1)!.event.hash });
  });

  it('has not read a stream whose snapshot it has and whose events it could not read', async () => {
    const { stream, snapshots } = await longStream(1_500);
    const book = stream.open(snapshots);
    stream.isAway = true;
    await expect(book.catchUp()).rejects.toThrow('away');
    // It has no hash to chain the next event to yet.
    expect(book.isRead).toBe(false);
    stream.isAway = false;
    await book.catchUp();
    expect(book).toMatchObject({
      isRead: true,
      last: { hash: stream.events.at(-1)!.event.hash, recordedAt: RECORDED_AT },
    });
  });

  it('forgets all when the stream went back, also where it has grown past the old end since', async () => {
    const { stream, appends, snapshots } = await longStream(1_500);
    const book = stream.open(snapshots);
    await book.catchUp();
    const another = new Stream();
    const others = Array.from({ length: 1_600 }, () => another.append());
    stream.events = another.events;
    await book.catchUp();
    expect(book.knows(appends[0]!.commandId)).toBe(false);
    expect(book.knows(others[0]!.commandId)).toBe(true);
    expect(book.last.revision).toBe(1_599);
    stream.events = [];
    await book.catchUp();
    expect(book.last).toMatchObject({ revision: -1, eventId: null, hash: GENESIS_HASH });
  });

  it('keeps two who catch up at the same time from mixing what they read', async () => {
    const stream = new Stream();
    for (let count = 0; count < 50; count += 1) stream.append();
    const book = stream.open();
    await Promise.all([book.catchUp(), book.catchUp(), book.catchUp()]);
    expect(book.last.revision).toBe(49);
    expect(book.size).toBe(50);
  });
});

describe('the index of commands', () => {
  it('is the same after it was written and read', () => {
    const index = new CommandIndex();
    const ids = Array.from({ length: 100 }, () => randomUUID());
    let revision = 0;
    for (const [number, id] of ids.entries())
      for (let event = 0; event <= number % 3; event += 1) index.add(id, revision++);
    const read = new CommandIndex();
    read.read(index.write());
    expect(ids.map((id) => read.place(id))).toEqual(ids.map((id) => index.place(id)));
    expect(read.size).toBe(100);
  });

  it('holds an append of as many events as one may have, at a revision beyond any stream', () => {
    const index = new CommandIndex();
    const id = randomUUID();
    const first = 4_000_000_000;
    for (let event = 0; event < 1_000; event += 1) index.add(id, first + event);
    expect(index.place(id)).toEqual({ firstRevision: first, lastRevision: first + 999 });
  });
});
