import { type ContractContext } from './store-fixture';

/** One snapshot a stream, never older than before. */
export function snapshotContract(context: ContractContext): void {
  const snapshot = (revision: number, schema = 'v1') => ({
    stream: 's',
    revision,
    schema,
    state: `{"at":${revision}}`,
  });

  it('gives back the newest snapshot of a stream', async () => {
    const snapshots = context.fixture.openSnapshots();
    expect(await snapshots.load('s', 'v1')).toBeNull();
    await snapshots.save(snapshot(10));
    await snapshots.save(snapshot(20));
    expect(await snapshots.load('s', 'v1')).toEqual(snapshot(20));
  });

  it('never goes back to an older revision', async () => {
    const snapshots = context.fixture.openSnapshots();
    await snapshots.save(snapshot(20));
    await snapshots.save(snapshot(10));
    expect(await snapshots.load('s', 'v1')).toEqual(snapshot(20));
  });

  it('ignores the snapshot of another fold', async () => {
    const snapshots = context.fixture.openSnapshots();
    await snapshots.save(snapshot(20, 'v1'));
    expect(await snapshots.load('s', 'v2')).toBeNull();
    await snapshots.save(snapshot(20, 'v2'));
    expect(await snapshots.load('s', 'v2')).toEqual(snapshot(20, 'v2'));
    expect(await snapshots.load('s', 'v1')).toBeNull();
  });
}
