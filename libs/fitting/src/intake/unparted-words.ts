import { type PublishedDocument } from '@yujue/published';

/** Columns of words that a document's text runs into one, so that nothing of them is kept. */
export interface UnpartedWords {
  readonly table: string;
  /** Headers of the columns, in the order of print. */
  readonly columns: readonly string[];
  /** How many rows have such words, and the line of the first. */
  readonly rows: number;
  readonly line: number;
}

/** The reader keeps words that it cannot part under the headers of all their columns. */
const BETWEEN_HEADERS = '、';

/**
 * The words after a table's figures that could not be separated. Text loses the borders of columns that are side by
 * side; a workbook or HTML form of the same document has them.
 */
export const unpartedWords = ({ tables }: Pick<PublishedDocument, 'tables'>): UnpartedWords[] =>
  tables.flatMap(({ no, rows }) => {
    const unparted = rows.flatMap(({ texts, place }) =>
      Object.keys(texts)
        .filter((headers) => headers.includes(BETWEEN_HEADERS))
        .map((headers) => ({ headers, line: place.line })),
    );
    const [first] = unparted;
    if (!first) return [];
    return [{ table: no, columns: first.headers.split(BETWEEN_HEADERS), rows: unparted.length, line: first.line }];
  });
