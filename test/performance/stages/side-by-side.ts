import { type Work, timed } from '../stopwatch';

/** Does something once, and returns how much it did. */
export type Act = () => Promise<number>;

export const clientsOf = (count: number, act: Act): Act[] => Array.from({ length: count }, () => act);

/** Lets clients act side by side for a time; what was begun in it is finished and counted. */
export const sideBySide = (clients: readonly Act[], ms: number): Promise<Work> =>
  timed(async () => {
    const end = performance.now() + ms;
    const counts = clients.map(async (act) => {
      let count = 0;
      while (performance.now() < end) count += await act();
      return count;
    });
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  });
