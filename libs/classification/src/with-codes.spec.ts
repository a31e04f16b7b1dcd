import { type OfficeCode, problemOfCode, withCodes } from './with-codes';
import { loadCatalogue } from './testing/load-catalogue';

const catalogue = loadCatalogue(2020);
const code = (classification: OfficeCode['classification'], number: string): OfficeCode => ({
  classification,
  code: number,
  name: '本市科目',
  source: '示财〔2020〕3号',
});

describe('科目表缺少的科目，由单位登记', () => {
  const extended = withCodes(catalogue, [code('支出功能分类', '2101598'), code('部门经济分类', '30298')]);

  it('登记后即为已知的末级科目，带名称和来源', () => {
    expect(extended.functions.isLeaf('2101598')).toBe(true);
    expect(extended.functions.find('2101598')).toMatchObject({ name: '本市科目', source: '示财〔2020〕3号' });
    expect(extended.functions.ancestors('2101598').map((it) => it.code)).toEqual(['210', '21015']);
    expect(extended.economic.isLeaf('30298')).toBe(true);
  });

  it('其余照旧；原科目表不变', () => {
    expect(extended.year).toBe(2020);
    expect(extended.isSangong('30217')).toBe(true);
    expect(extended.governmentCodeOf('30201', '行政')).toBe(catalogue.governmentCodeOf('30201', '行政'));
    expect(extended.functions.nameOf('2101501')).toBe(catalogue.functions.nameOf('2101501'));
    expect(catalogue.functions.find('2101598')).toBeUndefined();
  });

  it('没有登记时就是原科目表', () => expect(withCodes(catalogue, [])).toBe(catalogue));

  it('同一编码以登记的名称为准', () =>
    expect(withCodes(catalogue, [code('支出功能分类', '2101501')]).functions.nameOf('2101501')).toBe('本市科目'));

  it('上级须已有或一并登记；位数须相符', () => {
    expect(problemOfCode(catalogue, code('支出功能分类', '2101598'))).toBeNull();
    expect(problemOfCode(catalogue, code('支出功能分类', '2109801'))).toBe(
      '支出功能分类 2109801 缺少上级科目 21098，请一并登记上级科目。',
    );
    const parent = withCodes(catalogue, [code('支出功能分类', '21098')]);
    expect(problemOfCode(parent, code('支出功能分类', '2109801'))).toBeNull();
    expect(problemOfCode(catalogue, code('部门经济分类', '3020'))).toBe('部门经济分类 3020 有 4 位，应为 3、5 位。');
  });
});
