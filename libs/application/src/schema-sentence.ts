import { type ZodError } from 'zod';

/** What a schema found wrong, as one sentence; fields are called by their columns, where `columns` knows them. */
export const schemaSentence = (error: ZodError, columns: ReadonlyMap<string, string> = new Map()): string =>
  `${error.issues
    .map(({ path, message }) => `${columns.get(path.join('.')) ?? path.join('.')} ${message}`.trim())
    .join('；')}。`;
