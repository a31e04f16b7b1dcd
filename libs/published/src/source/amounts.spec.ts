import { type AmountForm, isLikeAmount, joinBrokenAmounts, numbersColumns, printedAmount, parseCell } from './amounts';

const TWO: AmountForm = { unit: '万元', decimals: 2, dropped: false, numbers: false };
const WHOLE: AmountForm = { ...TWO, decimals: 0 };

describe('印出的金额', () => {
  it.each([
    ['1,234.50', TWO, '1234.50'],
    ['1234.50', TWO, '1234.50'],
    ['1, 234. 50', TWO, '1234.50'],
    ['１，２３４．５０', TWO, '1234.50'],
    ['-0.45', TWO, '-0.45'],
    ['−0.45', TWO, '-0.45'],
    ['344,720', WHOLE, '344720'],
    ['7', { ...TWO, dropped: true }, '7'],
    ['0.68', { ...TWO, dropped: true }, '0.68'],
    ['4.505', { ...TWO, numbers: true }, '4.51'],
    ['12', { ...TWO, numbers: true }, '12.00'],
  ])('“%s”读作 %s 中的 %s', (text, form, amount) => {
    expect(printedAmount(text, form)).toBe(amount);
  });

  it.each(['12.5', '12', '1,2', '12,34.50', '1O.00', '', '-', '12.50%', '2101301号'])(
    '“%s”不是两位小数的金额',
    (text) => {
      expect(printedAmount(text, TWO)).toBeNull();
    },
  );

  it('空格和横线是没有数，别的是读不了', () => {
    expect(['', '-', '——', '0.00', '无'].map((text) => parseCell(text, TWO))).toEqual([
      null,
      null,
      null,
      '0.00',
      undefined,
    ]);
  });

  it.each([
    [['1,2', '34.50', '7.00'], 2, ['1234.50', '7.00']],
    [['12.', '50'], 1, ['12.50']],
    [['1', '2.50', '3.50'], 3, null],
    [['1.00', '2.00', '3.00'], 2, null],
  ])('碎片 %j 拼成 %d 个数，只在拼法唯一时', (pieces, count, amounts) => {
    expect(joinBrokenAmounts(pieces, count, TWO)).toEqual(amounts);
  });

  it('拼法不止一种时不拼', () => {
    expect(joinBrokenAmounts(['1', '2', '3'], 2, WHOLE)).toBeNull();
  });

  it('像金额而不是金额的，认得出来', () => {
    const tokens = ['12.50', '1O.00', '1,2', '6,', '1.', '2021年', 'A0206', '90%'];
    expect(tokens.filter(isLikeAmount)).toEqual(['12.50', '1O.00', '1,2', '6,']);
  });

  it.each([
    ['1 2 3 4', true],
    ['栏 次 1 栏 次 2 3', true],
    ['栏次 1', true],
    ['行次', false],
    ['1 2 4', false],
    ['合计 1 2', false],
  ])('“%s”是栏次行：%s', (line, is) => {
    expect(numbersColumns(line.split(' '))).toBe(is);
  });
});
