import { CommanderError } from 'commander';
import { Failure, UsageError } from './failure';
import { Interrupted } from './interruption';
import { usageSentence } from './terminal/chinese';

/** How the program ends. */
export interface Outcome {
  readonly exitCode: number;
  /** For stderr; empty when there is nothing to tell. */
  readonly message: string;
}

/**
 * The exit code and the sentence that an error of the command line ends the program with; undefined for errors of the
 * application, whose classes need not be loaded for a mistyped command.
 */
export function outcomeOf(error: unknown): Outcome | undefined {
  if (error instanceof CommanderError) return commanderOutcome(error);
  if (error instanceof UsageError) return { exitCode: 2, message: error.message };
  if (error instanceof Failure) return { exitCode: 1, message: error.message };
  if (error instanceof Interrupted) return { exitCode: error.exitCode, message: error.message };
  // The reader of our output has seen enough.
  if ((error as NodeJS.ErrnoException | null)?.code === 'EPIPE') return { exitCode: 0, message: '' };
  return undefined;
}

/** commander ends `--help`, `--version` and a command that was left out with an error as well, after it has printed them. */
const commanderOutcome = (error: CommanderError): Outcome =>
  error.exitCode === 0 || error.code === 'commander.help'
    ? { exitCode: 0, message: '' }
    : { exitCode: 2, message: usageSentence(error) };
