/** One thing that is wrong in a catalogue file: where, and what. */
export interface CatalogueProblem {
  /** The place in the file, for people: `functions 第 4 条 code`. */
  readonly path: string;
  readonly message: string;
}

/** A catalogue file that cannot be used. Lists everything that is wrong, so that one reading mends it all. */
export class CatalogueError extends Error {
  readonly code = 'CATALOGUE_INVALID';

  constructor(readonly problems: readonly CatalogueProblem[]) {
    const list = problems.map(({ path, message }) => `${path}：${message}`).join('；');
    super(`科目文件有 ${problems.length} 处错误：${list}。请改正后重新载入。`);
    this.name = 'CatalogueError';
  }
}

/** A path into the data as a person would point at it; list positions count from 1. */
export function describePath(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `第 ${step + 1} 条` : String(step)));
  return steps.length > 0 ? steps.join(' ') : '整个文件';
}
