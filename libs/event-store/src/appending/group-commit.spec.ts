import { sampleAppend } from '../testing';
import { encodeAppend } from './encoded-append';
import { GroupCommit } from './group-commit';

const LIMITS = { appends: 500, events: Infinity, bytes: 4_000_000 };

describe('group commit', () => {
  it('refuses appends beyond its limit at once, and takes appends again when the others are answered', async () => {
    let letGo = () => {};
    const stuck = new Promise<void>((resolve) => (letGo = resolve));
    const commits = new GroupCommit(async (batch) => {
      await stuck;
      return batch.map(() => ({ kind: 'conflict', actualRevision: 7 }));
    }, LIMITS);
    const append = encodeAppend(sampleAppend('s', 'no-stream', { amount: '1'.repeat(700_000) }));
    // Some 64 MB of JSON.
    const waiting = Array.from({ length: 92 }, () => commits.submit(append));
    await expect(commits.submit(append)).rejects.toMatchObject({ code: 'STORE_BUSY' });
    letGo();
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(commits.submit(append)).rejects.toMatchObject({ code: 'CONCURRENCY' });
  });

  it('rejects each append of a batch that the store could not take', async () => {
    const commits = new GroupCommit(() => Promise.reject(new Error('broken')), LIMITS);
    const appends = ['a', 'b', 'c'].map((stream) => encodeAppend(sampleAppend(stream, 'no-stream')));
    const outcomes = await Promise.allSettled(appends.map((append) => commits.submit(append)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await commits.close();
    await expect(commits.submit(appends[0]!)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });
});
