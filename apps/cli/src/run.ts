import { outcomeOf } from './outcome';
import { listenForInterruption } from './interruption';
import { createProgram } from './program';
import { inRed } from './terminal/colour';
import { note } from './terminal/output';

/** Runs one command line, reports what went wrong as a sentence on stderr, and returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  listenForInterruption();
  // When a reader goes away (`yujue report … | head`), `print` rejects; without this the error would also end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const { exitCode, message } = outcomeOf(error);
    if (message !== '') note(inRed(message, process.stderr));
    return exitCode;
  }
}
