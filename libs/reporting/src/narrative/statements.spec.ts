import { type NarrativeInput } from './narrative';
import { NO_REGISTERS, SPENT, composed, facts, lineOf, text } from '../testing/one-sentence';

type Told = NarrativeInput['registers']['statements'][number];

/** 说明数 of a unit of the department (u) or of another owner. */
const told = (key: string, value: string, unit: string, more: { owner?: string; asOf?: string | null } = {}): Told => ({
  owner: more.owner ?? 'u',
  entryNo: `${key} ${more.owner ?? 'u'}`,
  content: { key, value, unit, asOf: more.asOf ?? null, source: '公开文件' },
});

const given = (...statements: readonly Told[]) => ({ registers: { ...NO_REGISTERS, statements } });

describe('说明数：账和其他台账都没有的数', () => {
  const assets = "{ id: a, text: '固定资产{说明数.固定资产金额}，房屋{说明数.房屋面积}' }";

  it('没有登记：留空，不当作零', () =>
    expect(text(assets)).toBe('固定资产〔待填：固定资产金额〕，房屋〔待填：房屋面积〕'));

  it('金额按版式的单位印出，其他照登记的单位（2021 年中心：9,930.47 万元、6,244.69 平方米）', () => {
    const yuan = given(told('固定资产金额', '99304700.00', '元'), told('房屋面积', '6244.69', '平方米'));
    expect(text(assets, yuan)).toBe('固定资产9,930.47万元，房屋6,244.69平方米');
  });

  it('待填列出的口径，照原样登记就填上；数的来历是这条登记', () => {
    const sentence = "{ id: a, text: '{车辆}' }";
    const [gap] = composed(sentence).gaps;
    const { text: said, numbers } = composed(sentence, given(told(gap!.what, '10', '辆')));
    expect(said).toBe('10辆');
    expect(numbers[0]!.sources).toEqual([{ from: 'register', register: 'statements', entries: ['车辆 u'] }]);
  });

  it('可以与账上的数相比', () => {
    const sentence = "{ id: a, of: 接待, text: '{净支出 占 说明数.全部接待}' }";
    expect(text(sentence, given(told('全部接待', '4.22', '万元')))).toBe('50%');
  });

  it('账上或台账有的数，以账和台账为准', () => {
    const item = facts(lineOf('30201'), { procurement: '30000.00' });
    const stated = given(told('政府采购', '99', '万元'));
    expect(text("{ id: a, text: '{政府采购}' }", { ...stated, facts: [item] })).toBe('3万元');
    expect(text("{ id: a, text: '{政府采购}' }", { ...stated, facts: SPENT })).toBe('99万元');
  });

  it('各单位分别登记的相加；缺一个单位就是缺数', () => {
    const sentence = "{ id: a, text: '{说明数.房屋面积}' }";
    const [own, below] = [told('房屋面积', '6244.69', '平方米'), told('房屋面积', '7892.36', '平方米', { owner: 'v' })];
    const units = [
      { code: 'u', name: '某局' },
      { code: 'v', name: '某中心' },
    ];
    expect(text(sentence, { ...given(own, below), units })).toBe('14,137.05平方米');
    expect(text(sentence, { ...given(own), units })).toBe('〔待填：房屋面积（缺某中心）〕');
    expect(text(sentence, { ...given({ ...own, owner: 'd' }), units })).toBe('6,244.69平方米');
  });

  it('截止日期', () => {
    const sentence = "{ id: a, text: '截至{截至.房屋面积}' }";
    expect(text(sentence, given(told('房屋面积', '1', '平方米', { asOf: '2020-08-31' })))).toBe('截至2020年8月31日');
    expect(text(sentence, given(told('房屋面积', '1', '平方米')))).toBe('截至〔待填：房屋面积截止日期〕');
  });
});
