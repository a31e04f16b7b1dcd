import { debuglog } from 'node:util';
import { CodedError, textOf } from '@yujue/errors';
import { CommanderError } from 'commander';
import { Interrupted } from './interruption';
import { usageSentence } from './terminal/chinese';

/** The command line itself cannot be read; the sentence says what it should be. Exit code 2. */
export class UsageError extends CodedError {
  readonly kind = 'refused';
  readonly code = 'USAGE_INVALID';
}

/** What was asked is done or known, and is not in order; the sentence says why. Exit code 1. */
export class Failure extends CodedError {
  readonly kind = 'refused';
  readonly code = 'NOT_IN_ORDER';
}

export interface Outcome {
  readonly exitCode: number;
  /** For stderr; empty when there is nothing to tell. */
  readonly message: string;
}

/** With NODE_DEBUG=yujue, faults of the program are told with their stack. */
const debug = debuglog('yujue');

/** Errors of the command line and the settings, which end the program with another exit code than refusals. */
const USAGE_CODES: ReadonlySet<string> = new Set(['USAGE_INVALID', 'CONFIGURATION_INVALID']);

const exitCodeOf = ({ code }: CodedError): number => (USAGE_CODES.has(code) ? 2 : 1);

/** The exit code and the sentence that an error ends the program with. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof CommanderError) return commanderOutcome(error);
  if (error instanceof Interrupted) return { exitCode: error.exitCode, message: error.message };
  if (isBrokenPipe(error)) return { exitCode: 0, message: '' };
  if (error instanceof CodedError) return { exitCode: exitCodeOf(error), message: textOf(error) };
  debug('%o', error);
  const reason = error instanceof Error ? error.message : String(error);
  return {
    exitCode: 1,
    message: `程序出错：${reason}。如再次出现，请以 NODE_DEBUG=yujue 重新运行并把输出交给维护人员。`,
  };
}

/** commander ends `--help` and `--version` with an error as well, after it has printed them. */
const commanderOutcome = (error: CommanderError): Outcome =>
  error.exitCode === 0 ? { exitCode: 0, message: '' } : { exitCode: 2, message: usageSentence(error) };

/** The reader of our output has seen enough. */
const isBrokenPipe = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'EPIPE';
