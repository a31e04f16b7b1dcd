import { type Snapshot, type SnapshotStore } from '../port';

/** Snapshots in the memory of one process, beside the InMemoryEventStore. */
export class InMemorySnapshotStore implements SnapshotStore {
  private readonly newest = new Map<string, Snapshot>();

  async load(stream: string, schema: string): Promise<Snapshot | null> {
    const snapshot = this.newest.get(stream);
    return snapshot?.schema === schema ? snapshot : null;
  }

  async save(snapshot: Snapshot): Promise<void> {
    const kept = this.newest.get(snapshot.stream);
    if (!kept || snapshot.revision >= kept.revision) this.newest.set(snapshot.stream, { ...snapshot });
  }
}
