import { z } from 'zod';
import { text, words } from './schema-words';

/** What the rows of a list are, and what a column may show of each: of a 绩效指标, of a 年度总体目标. */
export const LIST_TEXTS = {
  performanceTargets: ['level1', 'level2', 'name', 'target'],
  performanceGoals: ['goal'],
} as const;

/** A register whose entries a list shows. */
export type ListSource = keyof typeof LIST_TEXTS;
/** A text of such an entry. */
export type ListText = (typeof LIST_TEXTS)[ListSource][number];

/** A list of words below the rows of a table, with its own columns: 年度总体目标, 年度绩效指标. */
export const listSchema = z.strictObject({
  /** The line above the list; no two lists of a table have the same. */
  title: text,
  /** What its rows are. */
  each: words(Object.keys(LIST_TEXTS) as [ListSource, ...ListSource[]]),
  /** Whether the names of its columns are printed above its rows. */
  header: z.boolean().default(true),
  columns: z
    .array(
      z.strictObject({
        name: text,
        text: words(Object.values(LIST_TEXTS).flat() as [ListText, ...ListText[]]),
        /** The table's header that the column is under; absent: under its codes and names. */
        under: text.optional(),
      }),
    )
    .min(1),
});

export type ListDefinition = z.output<typeof listSchema>;

/** How many columns at the left show levels, which are printed once for adjacent rows that share them. */
export function levelColumns({ columns }: ListDefinition): number {
  const first = columns.findIndex(({ text: shown }) => shown !== 'level1' && shown !== 'level2');
  return first === -1 ? columns.length : first;
}

/** Whether a list has one column that is under no header, and so under all of them. */
export const takesWholeWidth = ({ columns: [first, ...others] }: Pick<ListDefinition, 'columns'>): boolean =>
  others.length === 0 && first?.under === undefined;
