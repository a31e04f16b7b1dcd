import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitInputOf } from '../fit/testing/documents';
import { DOCUMENTS, SEEDS } from '../published/testing/fixtures';
import { checkFile } from './check-document';

/** How many statements of change with a rate each document makes about an amount of the same sentence, counted by hand. */
const STATEMENTS = {
  'gz-2020-final': 9,
  'gz-2021-unit-budget': 8,
  'gz-2026-budget': 8,
  'qy-2025-budget': 7,
  'sz-2023-unit-budget': 6,
};

/** The true mistakes of the documents, each with its reason. */
const MISTAKES = {
  'gz-2020-final': [],
  'gz-2021-unit-budget': [],
  'gz-2026-budget': [],
  'qy-2025-budget': [],
  // The rate was computed from whole 万元, 45 ÷ (53 − 45); of the printed amounts it is 45 ÷ (52.68 − 45).
  'sz-2023-unit-budget': [['文字-增减率', '563%', '585.94%']],
};

// The documents' prose is not ours to hand on, so their texts are read only where they are at hand.
(existsSync(SEEDS) ? describe : describe.skip)('公开文件的原文（本机没有原文时跳过）', () => {
  it.each(DOCUMENTS)('$edition：除尾差外，只有列明的错误', async ({ edition, file }) => {
    const { catalogue, profile, ...input } = fitInputOf(edition);
    const bytes = readFileSync(join(SEEDS, `${file}.txt`));
    const rules = { edition: input.edition, catalogueOf: () => catalogue, profiles: [profile] };
    const { tables, words, problems } = await checkFile({ name: `${file}.txt`, bytes }, rules);
    expect(problems).toEqual([]);
    expect(words.compared).toBe(STATEMENTS[edition]);
    expect(tables.findings.filter(({ verdict }) => verdict !== '尾差')).toEqual([]);
    const mistakes = words.findings.map(({ rule, left, expected }) => [rule, left.printed, expected]);
    expect(mistakes).toEqual(MISTAKES[edition]);
  });
});
