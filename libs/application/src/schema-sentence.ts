import { type ZodError } from 'zod';

/** One thing that a schema found wrong. */
export interface SchemaIssue {
  /** Members and indices joined by dots; empty for the whole. */
  readonly path: string;
  readonly sentence: string;
}

/** What a schema found wrong, each with its place; fields are called by their columns, where `columns` knows them. */
export const schemaIssues = (
  error: ZodError | undefined,
  columns: ReadonlyMap<string, string> = new Map(),
): SchemaIssue[] =>
  (error?.issues ?? []).map(({ path: members, message }) => {
    const path = members.join('.');
    return { path, sentence: `${columns.get(path) ?? path} ${message}`.trim() };
  });

/** The same as one sentence. */
export const schemaSentence = (error: ZodError, columns?: ReadonlyMap<string, string>): string =>
  `${schemaIssues(error, columns)
    .map(({ sentence }) => sentence)
    .join('；')}。`;
