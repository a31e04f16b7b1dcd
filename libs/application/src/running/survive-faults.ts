import { inspect } from 'node:util';
import { isServerAway } from '@yujue/database';

/** The first line of a log entry about an unhandled fault; tests look for it. */
export const UNHANDLED = '未处理的错误';

const CAUSES_DEPTH = 6;

/**
 * Keeps a process running after faults that would end it: a rejected promise without a handler, an error event of a lost
 * connection without a listener, a reader of its output that went away. Lint and the tests forbid the first two. If one
 * remains, it is our fault and is logged, but the program keeps serving its users. Any other uncaught error leaves the
 * program in an unknown state, so the process ends.
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
