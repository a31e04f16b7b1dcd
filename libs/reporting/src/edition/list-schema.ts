import { z } from 'zod';
import { text, words } from './schema-words';

/** What a column of a list may show of a 绩效指标. */
export const LIST_TEXTS = ['level1', 'level2', 'name', 'target'] as const;

/** A list of words that stands below the rows of a table, with columns of its own: 年度绩效指标. */
export const listSchema = z.strictObject({
  /** The line above the list. */
  title: text,
  /** What its rows are. */
  each: words(['performanceTargets']),
  columns: z
    .array(
      z.strictObject({
        name: text,
        text: words(LIST_TEXTS),
        /** The table's header that the column stands under; absent: under its codes and names. */
        under: text.optional(),
      }),
    )
    .min(1),
});

export type ListDefinition = z.output<typeof listSchema>;

/** How many columns at the left show levels, which stand once for the rows below each other that share them. */
export function levelColumns({ columns }: ListDefinition): number {
  const first = columns.findIndex(({ text: shown }) => shown !== 'level1' && shown !== 'level2');
  return first === -1 ? columns.length : first;
}
