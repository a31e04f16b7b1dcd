import { z } from 'zod';
import { type Filter, filterSchema } from './filter-schema';
import { expression, shorthand, text, words } from './schema-words';

/** What a column of words may show of its row; `entry:` is followed by the header that the register has it under. */
const TEXT_SOURCES = ['goal', 'content', 'indicators', 'category', 'government', 'unit'] as const;
const ENTRY_TEXT = 'entry:';

export type TextSource = (typeof TEXT_SOURCES)[number] | `${typeof ENTRY_TEXT}${string}`;

const textSource = z.custom<TextSource>(
  (value) =>
    typeof value === 'string' &&
    ((TEXT_SOURCES as readonly string[]).includes(value) ||
      (value.startsWith(ENTRY_TEXT) && value.length > ENTRY_TEXT.length)),
  { error: `应为下列之一：${TEXT_SOURCES.join('、')}、${ENTRY_TEXT}登记表的栏目` },
);

/** The header of a register that a column of words shows; null where it shows something else. */
export const entryHeader = (source: TextSource): string | null =>
  source.startsWith(ENTRY_TEXT) ? source.slice(ENTRY_TEXT.length) : null;

/** A column, or a header over columns. */
export interface ColumnDefinition {
  readonly name: string;
  readonly measure?: string | undefined;
  readonly where?: Filter | undefined;
  /** Only rows of this side have the column. */
  readonly side?: string | undefined;
  /** The header nests this column, but its path leaves out the header directly above it. */
  readonly shortPath: boolean;
  /** How the column writes zeros, where it differs from its table. */
  readonly zero?: 'printed' | 'blank' | undefined;
  /** The column shows words, not amounts. */
  readonly text?: TextSource | undefined;
  /** A column of words left of the row's code and name. */
  readonly leading: boolean;
  readonly columns?: readonly ColumnDefinition[] | undefined;
}

export const columnSchema: z.ZodType<ColumnDefinition> = shorthand(
  'name',
  z.strictObject({
    name: text,
    measure: expression.optional(),
    where: filterSchema.optional(),
    side: text.optional(),
    shortPath: z.boolean().default(false),
    zero: words(['printed', 'blank']).optional(),
    text: textSource.optional(),
    leading: z.boolean().default(false),
    columns: z.lazy(() => z.array(columnSchema).min(1)).optional(),
  }),
);
