import { surviveFaults } from '@yujue/application';
import { outcomeOf } from './failure';
import { listenForInterruption } from './interruption';
import { createProgram } from './program';
import { note } from './terminal/output';

/** Runs one command line, tells what went wrong as a sentence on stderr, and returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  listenForInterruption();
  // When a reader goes away (`yujue report … | head`), `print` rejects; without this the error would also end the process.
  surviveFaults(note);
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const { exitCode, message } = outcomeOf(error);
    if (message !== '') note(message);
    return exitCode;
  }
}
