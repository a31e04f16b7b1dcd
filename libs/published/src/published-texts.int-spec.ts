import { type PublishedDocument } from './published-document';
import { readPublishedDocument } from './read-published-document';
import { DOCUMENTS, allEditions, publishedFigures } from '@yujue/reporting/testing';
import { figuresOf } from './testing/fixtures';
import { publishedText } from './testing/published-texts';

/** Numeric cells of each document, counted by hand when they were first modelled. */
const CELLS = {
  'gz-2020-final': 939,
  'gz-2021-unit-budget': 1523,
  'gz-2026-budget': 838,
  'qy-2025-budget': 1083,
  'sz-2023-unit-budget': 1022,
};

describe('公开文件的数（删去文字说明）', () => {
  describe.each(DOCUMENTS)('$edition', ({ edition }) => {
    const fixture = publishedFigures(edition);
    let read: PublishedDocument;

    beforeAll(async () => {
      read = await readPublishedDocument(publishedText(edition), allEditions());
    });

    it('每一行都认得出，没有读不了的', () => {
      expect(read.problems).toEqual([]);
    });

    it('与录入的数逐格相等', () => {
      expect(figuresOf(read, fixture)).toEqual(fixture);
    });

    it(`有 ${String(CELLS[edition])} 个数`, () => {
      const values = read.tables.flatMap(({ rows }) => rows.flatMap((row) => row.values));
      expect(values.filter((value) => value !== null)).toHaveLength(CELLS[edition]);
    });
  });
});
