import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetNarrative, LoadDataset, projectRoot } from '@yujue/application';
import { type ComposedNarrative, sentencesOf } from '@yujue/reporting';
import { type TestApplication, startApplication } from './support/application';

/** A number of a published text: equal to the generated one of this id, or different, or not there, for a cause. */
interface PublishedNumber {
  readonly id: string;
  readonly printed: string | null;
  readonly cause?: string;
}

const published = JSON.parse(
  readFileSync(join(projectRoot(), 'test/fixtures/published/gz-2020-final.narrative.json'), 'utf8'),
) as PublishedNumber[];

describe('广州市医疗保障局 2020 年度决算的情况说明，从事件生成', () => {
  let application: TestApplication;
  let narrative: ComposedNarrative;
  let generated: ReadonlyMap<string, string>;
  beforeAll(async () => {
    application = await startApplication();
    await application.commands.execute(new LoadDataset(join(projectRoot(), 'samples/gz-ybj-2020')));
    await application.catchUp();
    const question = { edition: 'gz-2020-final', department: 'gz-ybj', fiscalYear: 2020 };
    ({ narrative } = await application.queries.execute(new GetNarrative(question)));
    const numbers = sentencesOf(narrative).flatMap((sentence) => sentence.numbers);
    generated = new Map(numbers.map(({ id, direction = '', printed }) => [id, `${direction}${printed}`]));
  });
  afterAll(() => application.close());

  const textOf = (id: string) => sentencesOf(narrative).find((sentence) => sentence.id === id)!;

  it('公开正文中的数，账和台账能给出的都相同', () => {
    const same = published.filter(({ cause }) => cause === undefined);
    expect(same.length).toBeGreaterThan(240);
    expect(same.map(({ id }) => [id, generated.get(id)])).toEqual(same.map(({ id, printed }) => [id, printed]));
  });

  it('生成的数都在公开正文中，正文没有的也列明原因', () => {
    const known = new Set(published.map(({ id }) => id));
    expect([...generated.keys()].filter((id) => !known.has(id))).toEqual([]);
  });

  it('不同的都列明原因，没有一个其实相同', () => {
    const different = published.filter(({ cause }) => cause !== undefined);
    expect(different.filter(({ id, printed }) => generated.get(id) === printed)).toEqual([]);
  });

  it('每个数都有来历：账上的口径和条件、上年数的口径、台账的记录，或单位名录', () => {
    const numbers = sentencesOf(narrative).flatMap((sentence) => sentence.numbers);
    expect(numbers.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  it('原因取自业务的事由，去重，由大到小，方向与增减一致', () => {
    expect(textOf('收入/其他收入').text).toMatch(/下降10\.2%，主要是：救助就医减少，其他收入预算按实际到账核减。$/);
    expect(textOf('支出/基本支出').text).toMatch(/主要是：四个区医保分中心划入后的人员经费；/);
  });

  it('没有登记事由的变动，正文留空并列出', () =>
    expect(sentencesOf(narrative).flatMap(({ gaps }) => gaps)).toEqual([
      { sentence: '机关运行经费', kind: 'reason', what: '机关运行经费增加的原因' },
    ]));
});
