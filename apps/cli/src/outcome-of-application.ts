import { debuglog } from 'node:util';
import { ConfigurationError, DatabaseError, EventStoreError, UserError } from '@yujue/application';
import { CatalogueError } from '@yujue/classification';
import { FitFailure, TooManyContradictions } from '@yujue/fitting';
import { OfficeFileError } from '@yujue/office-files';
import { PublishedDocumentError } from '@yujue/published';
import { EditionError, ReportError } from '@yujue/reporting';
import { type Outcome } from './outcome';

/** Errors whose message was written for people. */
const FOR_PEOPLE = [
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

/** As outcomeOf, for the errors of the application. */
export function outcomeOfApplication(error: unknown): Outcome {
  if (error instanceof ConfigurationError) return { exitCode: 2, message: error.message };
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
