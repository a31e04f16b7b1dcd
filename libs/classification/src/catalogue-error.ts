import { CodedError } from '@yujue/errors';

/** One thing that is wrong in a catalogue file: where, and what. */
export interface CatalogueProblem {
  /** The place in the file, for people: `functions 第 4 条 code`. */
  readonly path: string;
  readonly message: string;
}

/** At most this many problems are listed; a file of 2,000 rows with a shifted column has 2,000 of them. */
const PROBLEMS_TOLD_MAX = 20;

/** A catalogue file that cannot be used. Lists what is wrong, so that one reading mends it all. */
export class CatalogueError extends CodedError {
  readonly kind = 'refused';
  readonly code = 'CATALOGUE_INVALID';

  constructor(readonly problems: readonly CatalogueProblem[]) {
    const told = problems.slice(0, PROBLEMS_TOLD_MAX).map(({ path, message }) => `${path}：${message}`);
    const more = problems.length > told.length ? `；另有 ${problems.length - told.length} 处未列出` : '';
    super(`科目文件有 ${problems.length} 处错误：${told.join('；')}${more}。请改正后重新载入。`);
  }
}

/** A path into the data as a person would point at it; list positions count from 1. */
export function describePath(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `第 ${step + 1} 条` : String(step)));
  return steps.length > 0 ? steps.join(' ') : '整个文件';
}
