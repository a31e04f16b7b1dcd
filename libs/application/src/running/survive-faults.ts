import { inspect } from 'node:util';
import { isServerAway } from '@yujue/database';

/** How a fault that nothing handled begins in the log; tests look for it there. */
export const UNHANDLED = '未处理的错误';

const CAUSES_DEPTH = 6;

/**
 * Keeps a process running through what would end it: a promise that is rejected without a handler, an error event of a lost
 * connection that nobody listens to, a reader of its output that went away. Lint and the tests forbid the first two; where
 * one is left all the same, it is a fault of ours to be read in the log, and no reason to leave everybody without a program.
 * Any other error that nobody caught leaves the program in a state that nobody knows, and ends it.
 */
export function surviveFaults(tell: (text: string) => void): void {
  const told = (fault: unknown) => tell(`${UNHANDLED}\n${inspect(fault, { depth: CAUSES_DEPTH })}`);
  process.on('unhandledRejection', told);
  process.on('uncaughtException', (error) => {
    told(error);
    if (!isServerAway(error)) process.exit(1);
  });
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
