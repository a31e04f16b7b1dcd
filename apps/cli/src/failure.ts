import { debuglog } from 'node:util';
import { ConfigurationError, DatabaseError, EventStoreError, UserError } from '@yujue/application';
import { CatalogueError } from '@yujue/classification';
import { FitFailure, TooManyContradictions } from '@yujue/fitting';
import { OfficeFileError } from '@yujue/office-files';
import { PublishedDocumentError } from '@yujue/published';
import { EditionError, ReportError } from '@yujue/reporting';
import { CommanderError } from 'commander';
import { Interrupted } from './interruption';
import { usageSentence } from './terminal/chinese';

/** The command line itself cannot be read; the sentence says what it should be. Exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What was asked is done or known, and is not in order; the sentence says why. Exit code 1. */
export class Failure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Failure';
  }
}

export interface Outcome {
  readonly exitCode: number;
  /** For stderr; empty when there is nothing to tell. */
  readonly message: string;
}

/** Errors whose message was written for people. */
const FOR_PEOPLE = [
  Failure,
  ReportError,
  EditionError,
  CatalogueError,
  FitFailure,
  TooManyContradictions,
  DatabaseError,
  EventStoreError,
];

/** With NODE_DEBUG=yujue, faults of the program are told with their stack. */
const debug = debuglog('yujue');

/** The exit code and the sentence that an error ends the program with. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof CommanderError) return commanderOutcome(error);
  if (error instanceof UsageError || error instanceof ConfigurationError)
    return { exitCode: 2, message: error.message };
  if (error instanceof Interrupted) return { exitCode: error.exitCode, message: error.message };
  if (isBrokenPipe(error)) return { exitCode: 0, message: '' };
  if (error instanceof UserError || error instanceof PublishedDocumentError || error instanceof OfficeFileError)
    return { exitCode: 1, message: [error.message, ...error.details].join('\n') };
  if (FOR_PEOPLE.some((kind) => error instanceof kind)) return { exitCode: 1, message: (error as Error).message };
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
