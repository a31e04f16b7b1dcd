import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseNarrative } from '@yujue/reporting';
import { type FitResult, fitDocument } from '../fit-document';
import { fitInputOf } from '../testing/documents';
import { earlierRows } from './earlier-figures';

const EDITION = 'qy-2025-budget';
const { document, edition, catalogue } = fitInputOf(EDITION);
const NARRATIVE = join(__dirname, '../../../reporting/narratives', `${EDITION}.yaml`);

describe('正文里的上年数：本年数减增减额', () => {
  let fit: FitResult;
  beforeAll(async () => {
    fit = await fitDocument(fitInputOf(EDITION));
  });

  /** 指标口径 and 金额 of what follows from these words. */
  const earlier = (...narrative: readonly string[]): (readonly string[])[] =>
    earlierRows({
      document: { ...document, narrative },
      fit,
      catalogue,
      narrative: parseNarrative(readFileSync(NARRATIVE, 'utf8'), EDITION, edition),
      file: '清远.txt',
    }).map(({ row }) => [row['指标口径'], row['金额']] as string[]);

  it.each([
    ['机关运行经费安排784.14万元，比上年减少13.78万元，下降1.7%', '机关运行经费', '7979200.00'],
    ['公务接待费4.5万元，比上年增加0万元', '三公/公务接待费', '45000.00'],
    ['公务接待费4. 50 万元,较上年增加 1.2 万元', '三公/公务接待费', '33000.00'],
    ['公务接待费预算4.5万元，比2024年预算数增加0.5万元', '三公/公务接待费', '40000.00'],
    ['因公出国(境)费（无计划）0万元（无），比上年减少8.5万元', '三公/因公出国(境)费', '85000.00'],
  ])('%s', (words, key, amount) => expect(earlier(words)).toEqual([[key, amount]]));

  it('句子折成几行的，照样读出', () =>
    expect(earlier('公务接待', '费4.5万元，比上', '年增加0万元')).toEqual([['三公/公务接待费', '45000.00']]));

  it.each([
    ['金额不是表中的数，说的是别的事', ['公务接待费4.6万元，比上年增加0.1万元']],
    ['两处说法不同', ['公务接待费4.5万元，比上年增加0万元。', '公务接待费4.5万元，比上年增加1万元。']],
    ['上年成了负数', ['公务接待费4.5万元，比上年增加5万元']],
    ['比的不是上年', ['公务接待费4.5万元，比2023年增加0.5万元']],
    ['情况说明不问的', ['会议费4.5万元，比上年增加1万元']],
  ])('%s：不取，留待填写', (_what, words) => expect(earlier(...words)).toEqual([]));
});
