/**
 * An immutable map: `set` returns the next version, and every earlier one can still be read. All versions share one native Map,
 * which holds the content of one of them; each of the others knows the entry by which it differs from its neighbour on the
 * way there. Reading a version makes the Map hold its content (rerooting; H. G. Baker, "Shallow binding makes functional
 * arrays fast", 1991). The newest version, which nearly every read asks for, costs what a Map costs: hash tries cost a payment
 * four times as much. A version that was left behind by n changes costs n steps once.
 */
export class VersionedMap<Key, Value extends object> {
  /** The Map, while it holds this version; null in all other versions. */
  private content: Map<Key, Value> | null;
  private difference: Difference<Key, Value> | null = null;

  private constructor(content: Map<Key, Value>) {
    this.content = content;
  }

  static of<Key, Value extends object>(entries: Iterable<readonly [Key, Value]> = []): VersionedMap<Key, Value> {
    return new VersionedMap(new Map(entries));
  }

  get size(): number {
    return this.held().size;
  }

  has(key: Key): boolean {
    return this.held().has(key);
  }

  get(key: Key): Value | undefined {
    return this.held().get(key);
  }

  set(key: Key, value: Value): VersionedMap<Key, Value> {
    const content = this.held();
    // Years that all begin with the same empty map must not share a Map, which would go back and forth between them.
    if (content.size === 0) return VersionedMap.of([[key, value]]);
    const before = content.get(key);
    content.set(key, value);
    const next = new VersionedMap(content);
    this.leaveTo(next, key, before);
    return next;
  }

  /** In the order in which the keys were first set. A copy: reading another version would change the Map under an iterator. */
  entries(): [Key, Value][] {
    return [...this.held()];
  }

  keys(): Key[] {
    return [...this.held().keys()];
  }

  values(): Value[] {
    return [...this.held().values()];
  }

  [Symbol.iterator](): Iterator<[Key, Value]> {
    return this.entries()[Symbol.iterator]();
  }

  private held(): Map<Key, Value> {
    return this.content ?? VersionedMap.reroot(this);
  }

  /** Undoes (or makes again) the changes between the version that the Map holds and the wanted one, one by one. */
  private static reroot<Key, Value extends object>(wanted: VersionedMap<Key, Value>): Map<Key, Value> {
    const path: VersionedMap<Key, Value>[] = [];
    let holder = wanted;
    for (; holder.difference; holder = holder.difference.from) path.push(holder);
    const content = holder.content!;
    for (const version of path.reverse()) {
      const { key, value } = version.difference!;
      holder.leaveTo(version, key, content.get(key));
      // Changes are undone from the last to the first, so a key that goes is the last one, and the order of the others stays.
      if (value === undefined) content.delete(key);
      else content.set(key, value);
      version.content = content;
      version.difference = null;
      holder = version;
    }
    return content;
  }

  private leaveTo(neighbour: VersionedMap<Key, Value>, key: Key, value: Value | undefined): void {
    this.content = null;
    this.difference = { from: neighbour, key, value };
  }
}

/** A version is `from` with another value of one key, or without that key. */
interface Difference<Key, Value extends object> {
  readonly from: VersionedMap<Key, Value>;
  readonly key: Key;
  readonly value: Value | undefined;
}
