import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PublishedDocument } from './published-document';
import { readPublishedDocument } from './read-published-document';
import { DOCUMENTS, allEditions, publishedFigures } from '@yujue/reporting/testing';
import { SEEDS, figuresOf } from './testing/fixtures';

/** Numeric cells of each document, counted by hand when they were first modelled. */
const CELLS = {
  'gz-2020-final': 939,
  'gz-2021-unit-budget': 1523,
  'gz-2026-budget': 838,
  'qy-2025-budget': 1083,
  'sz-2023-unit-budget': 1022,
};

// The documents' prose is not ours to hand on, so their texts are read only where they are at hand.
(existsSync(SEEDS) ? describe : describe.skip)('公开文件的原文（本机没有原文时跳过）', () => {
  describe.each(DOCUMENTS)('$edition', (document) => {
    const { edition, file } = document;
    const fixture = publishedFigures(document.edition);
    let read: PublishedDocument;

    beforeAll(async () => {
      const bytes = readFileSync(join(SEEDS, `${file}.txt`));
      read = await readPublishedDocument({ name: `${file}.txt`, bytes }, allEditions());
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
