import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

/**
 * Runs a program to its end and returns its exit code. A signal that asks this process to end is passed on to the
 * program; once that has ended, so does this process, by what shells have for a signal.
 */
export async function runProgram(command, args, options) {
  const child = spawn(command, args, options);
  let interruptedBy;
  const passOn = (signal) => {
    interruptedBy = signal;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  const [code] = await once(child, 'exit');
  for (const signal of signals) process.off(signal, passOn);
  if (interruptedBy !== undefined) process.exit(128 + constants.signals[interruptedBy]);
  return code;
}
