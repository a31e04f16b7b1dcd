import { CodedError } from '@yujue/errors';

/** One thing that is wrong in an edition file. */
export interface EditionProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Where in the file's structure, such as `tables[2].columns[0].where.fund`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** An edition file that cannot be used, with every problem found. The message is for people. */
export class EditionError extends CodedError {
  readonly kind = 'refused';
  readonly code = 'EDITION_INVALID';

  constructor(
    readonly file: string,
    readonly problems: readonly EditionProblem[],
  ) {
    super(
      problems
        .map(({ line, path, message }) => `${file} 第 ${line} 行${path && `（${path}）`}：${message}。`)
        .join('\n'),
    );
  }
}
