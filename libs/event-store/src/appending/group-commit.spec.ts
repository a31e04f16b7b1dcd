import { setTimeout as sleep } from 'node:timers/promises';
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

  describe('while a batch is being stored', () => {
    /** Says what happens in which order when callers ask three times each. */
    const happenings = async (callers: number, storingMs: number, decide: () => void) => {
      const said: string[] = [];
      let stored = 0;
      const commits = new GroupCommit(async (batch) => {
        said.push(`store ${batch.length}`);
        await sleep(storingMs);
        stored += batch.length;
        return batch.map(() => ({ kind: 'conflict', actualRevision: stored }));
      }, LIMITS);
      const ask = (name: string) =>
        commits.submit(encodeAppend(sampleAppend(name, 'no-stream'))).catch(() => undefined);
      const call = async (name: string) => {
        for (const turn of ['first', 'second', 'third']) {
          await ask(`${name} ${turn}`);
          said.push('answered');
          decide();
        }
      };
      await Promise.all(Array.from({ length: callers }, (_, index) => call(`caller ${index}`)));
      await commits.close();
      return said;
    };

    it('those who decide longer than it takes are stored by halves, so that one half decides meanwhile', async () => {
      const said = await happenings(8, 0, () => busyFor(20));
      const stores = said.filter((what) => what.startsWith('store'));
      // Everyone together at first; nothing is known yet.
      expect(stores.slice(0, 3)).toEqual(['store 8', 'store 4', 'store 4']);
      // The second half is on its way before the first one is answered.
      const half = said.indexOf('store 4');
      expect(said[half + 1]).toBe('store 4');
    });

    it('those who decide at once are stored together', async () => {
      const said = await happenings(8, 100, () => {});
      expect(said.filter((what) => what.startsWith('store'))).toEqual(['store 8', 'store 8', 'store 8']);
    });
  });
});

/** Takes the processor for so many milliseconds. */
function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
