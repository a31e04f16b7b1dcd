import fc from 'fast-check';
import { parseYuan } from '@yujue/money';
import * as fields from '.';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

describe('文本', () => {
  it.each(['\u0000', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029', '\ud800', '\udc00', '\uffff', '\u202e'])(
    '不含 %j：数据库、JSON 或文件放不下，或使人读错',
    (character) => {
      for (const schema of [fields.text(), fields.optionalText(), fields.prose(), fields.id(), fields.code()])
        expect(accepts(schema, `a${character}b`)).toBe(false);
    },
  );

  it('说出是第几个字符', () =>
    expect(fields.text().safeParse('办公\u0000用品').error!.issues[0]!.message).toBe(
      '第 3 个字符 U+0000 是控制字符或不可用的字符，请删除后重试',
    ));

  it('原因可以分行，行尾一律为 \\n；摘要只有一行', () => {
    expect(fields.prose().parse(' 一\r\n二\r三\n四 ')).toBe('一\n二\n三\n四');
    expect(accepts(fields.text(), '一\n二')).toBe(false);
  });

  it('名字里的生僻字、全角标点、表情都可以', () =>
    expect(fields.text().parse('　𠮷田（上海）“甲”\u{e0100}👍 ')).toBe('𠮷田（上海）“甲”\u{e0100}👍'));
});

describe('编号只有一种写法', () => {
  it.each(['Ａ1', ' A1', 'A1 ', 'A\u200b1', 'A\u00ad1', 'A\u3000', 'e\u0301', '（1）'])('%j 不是，拒绝而不改动', (id) =>
    expect(accepts(fields.id(), id)).toBe(false),
  );

  it.each(['310002-2101506-30227', '一般公共预算-2020结转', 'ZF 2020/1', '〔2020〕1号', 'é'])('%j 是', (id) =>
    expect(fields.id().parse(id)).toBe(id),
  );

  it('任何文字整理一次即为规范写法，再整理不变', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const normal = fields.normalId(typed);
        expect(fields.normalId(normal)).toBe(normal);
        if (normal !== '') expect(accepts(fields.id(10_000), normal)).toBe(true);
        const words = fields.normalText(typed);
        expect(accepts(fields.optionalText(10_000), words)).toBe(true);
      }),
    ));
});

describe('日期和年度', () => {
  it.each(['0000-01-01', '2023-02-29', '2020-13-01', '9999-12-31', '1800-01-01', '2020-1-1', '+020200-01-01', ''])(
    '%s 不行',
    (date) => expect(accepts(fields.date, date)).toBe(false),
  );
  it.each([-40_000, 0, 20.5, 32_768, 99_999, NaN])('来源年度 %s 不行', (year) =>
    expect(accepts(fields.originYear, year)).toBe(false),
  );
});

describe('金额的上限使任何合计都精确', () => {
  it('一个部门的全部单位都到上限，两年之差仍是精确整数', () => {
    expect(fields.DEPARTMENT_SUM_MAX).toBe(fields.DEPARTMENT_UNITS_MAX * fields.TURNOVER_MAX);
    expect(Number.isSafeInteger(2 * fields.DEPARTMENT_SUM_MAX)).toBe(true);
  });

  it('上限的话与数一致', () => {
    const wanYi = (fen: number) => fen / 1e14;
    expect(wanYi(fields.AMOUNT_MAX) * 10_000).toBe(1_000);
    expect(wanYi(fields.TURNOVER_MAX) * 10_000).toBe(2_000);
    expect(wanYi(fields.DEPARTMENT_SUM_MAX)).toBe(40);
    expect(accepts(fields.yuan, '100000000000.00')).toBe(true);
    expect(parseYuan('100000000000.00')).toBe(fields.AMOUNT_MAX);
    expect(accepts(fields.yuan, '100000000000.01')).toBe(false);
  });
});

it('没有自己说法的校验也说中文', () => {
  const said = [
    fields.fiscalYear.safeParse('x'),
    fields.text(3).safeParse('甲乙丙丁'),
    fields.count.safeParse(-1),
    fields.text().safeParse(undefined),
    fields.count.safeParse(1e12),
  ].map(({ error }) => error!.issues[0]!.message);
  for (const sentence of said) expect(sentence).toMatch(/^[^a-zA-Z]*\p{Script=Han}[^a-zA-Z]*$/u);
});
