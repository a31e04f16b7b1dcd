import { type ListJson } from '@yujue/reporting';
import { type PublishedFigures } from '@yujue/reporting/testing';
import { type PublishedDocument } from '../published-document';

/** A document as a fixture keeps it: without places, notes and prose, and only the words and lists that the fixture has. */
export function figuresOf(
  { edition, publisher, fiscalYear, tables }: PublishedDocument,
  like: PublishedFigures,
): PublishedFigures {
  return {
    edition,
    publisher,
    fiscalYear,
    tables: tables.map(({ no, title, columns, rows, lists }, at) => ({
      no,
      title,
      columns,
      ...(lists && { lists: listsLike(lists, like.tables[at]?.lists) }),
      rows: rows.map(({ texts, place: _, ...row }, index) =>
        like.tables[at]?.rows[index]?.texts === undefined ? row : { ...row, texts },
      ),
    })),
  };
}

const listsLike = (lists: readonly ListJson[], like: readonly ListJson[] = []): ListJson[] =>
  lists.filter(({ title }) => like.some((kept) => kept.title === title));
