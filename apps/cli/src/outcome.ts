import { debuglog } from 'node:util';
import { CodedError, textOf } from '@yujue/errors';
import { CommanderError } from 'commander';
import { Interrupted } from './interruption';
import { usageSentence } from './terminal/chinese';

/** How the program ends. */
export interface Outcome {
  readonly exitCode: number;
  /** For stderr; empty when there is nothing to tell. */
  readonly message: string;
}

/** With NODE_DEBUG=yujue, faults of the program are printed with their stack. */
const debug = debuglog('yujue');

/** Errors of the command line and of the settings, which end the program with another exit code than refusals. */
const USAGE_CODES: ReadonlySet<string> = new Set(['USAGE_INVALID', 'CONFIGURATION_INVALID']);

const exitCodeOf = ({ code }: CodedError): number => (USAGE_CODES.has(code) ? 2 : 1);

/** The exit code and the sentence that an error ends the program with. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof CommanderError) return commanderOutcome(error);
  if (error instanceof CodedError) return { exitCode: exitCodeOf(error), message: textOf(error) };
  if (error instanceof Interrupted) return { exitCode: error.exitCode, message: error.message };
  // The reader of our output has seen enough.
  if ((error as NodeJS.ErrnoException | null)?.code === 'EPIPE') return { exitCode: 0, message: '' };
  debug('%o', error);
  const reason = error instanceof Error ? error.message : String(error);
  return {
    exitCode: 1,
    message: `程序出错：${reason}。如再次出现，请以 NODE_DEBUG=yujue 重新运行并把输出交给维护人员。`,
  };
}

/** commander ends `--help`, `--version` and a command that was left out with an error as well, after it has printed them. */
const commanderOutcome = (error: CommanderError): Outcome =>
  error.exitCode === 0 || error.code === 'commander.help'
    ? { exitCode: 0, message: '' }
    : { exitCode: 2, message: usageSentence(error) };
