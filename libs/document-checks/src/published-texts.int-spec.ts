import { fitInputOf } from '@yujue/fitting/testing';
import { DOCUMENTS } from '@yujue/reporting/testing';
import { publishedText } from '@yujue/published/testing';
import { checkFile } from './check-document';

/**
 * How many figures of its words are compared in each document: amounts and rates that name a cell or each other, and
 * changes with a rate, counted by hand.
 */
const STATEMENTS = {
  'gz-2020-final': 65 + 9,
  'gz-2021-unit-budget': 23 + 8,
  'gz-2026-budget': 10 + 8,
  'qy-2025-budget': 10 + 7,
  'sz-2023-unit-budget': 26 + 12,
};

/** The true mistakes of the documents, each with its reason. */
const MISTAKES: Record<keyof typeof STATEMENTS, [string, string, string, string][]> = {
  // 一般公共预算 is 674,065.11 in tables 4 and 5; the 738,948.07 of the self-evaluation are all that is no 政府性基金, with the
  // 64,882.97 spent from 其他资金.
  'gz-2020-final': [['文字-整体自评一般公共预算支出', '提醒', '738948.07', '674065.11']],
  'gz-2021-unit-budget': [],
  'gz-2026-budget': [],
  'qy-2025-budget': [],
  'sz-2023-unit-budget': [
    // “所有项目支出” are 337,796; 344,720 is the whole budget, with 基本支出.
    ['文字-绩效资金', '提醒', '344720', '337796'],
    // The rate was computed from whole 万元, 45 ÷ (53 − 45); of the printed amounts it is 45 ÷ (52.68 − 45).
    ['文字-增减率', '错误', '563%', '585.94%'],
  ],
};

/** 37.45 ÷ 39.57 is 94.64%; the 94.7% in the words may come from the amounts before they were rounded. */
const TAILS: Partial<Record<keyof typeof STATEMENTS, string[]>> = { 'gz-2020-final': ['文字-公车决算÷三公决算'] };

describe('公开文件的数（删去文字说明）', () => {
  it.each(DOCUMENTS)('$edition：除尾差外，只有列明的错误', async ({ edition }) => {
    const { catalogue, profile, ...input } = fitInputOf(edition);
    const rules = { edition: input.edition, catalogueOf: () => catalogue, profiles: [profile] };
    const { tables, words, problems } = await checkFile(publishedText(edition), rules);
    expect(problems).toEqual([]);
    expect(words.compared).toBe(STATEMENTS[edition]);
    expect(tables.findings.filter(({ verdict }) => verdict !== '尾差')).toEqual([]);
    const [tails, mistakes] = [true, false].map((isTail) =>
      words.findings.filter(({ verdict }) => (verdict === '尾差') === isTail),
    );
    expect(mistakes!.map(({ rule, verdict, left, expected }) => [rule, verdict, left.printed, expected])).toEqual(
      MISTAKES[edition],
    );
    expect(tails!.map(({ rule }) => rule)).toEqual(TAILS[edition] ?? []);
  });
});
