import { readCode, readProject, readSheetAmount, readSheetDate, ValueFault } from './values';

describe('金额', () => {
  it.each([
    ['1,234.50', 123450],
    ['１２３４．５', 123450],
    ['1，234，567．89', 123456789],
    ['¥ 1,234.5', 123450],
    ['￥-3', -300],
    ['1234.50元', 123450],
    ['(12.00)', -1200],
    ['（1,200.00）', -120000],
    ['−12', -1200],
    ['-', 0],
    ['——', 0],
    ['0.10', 10],
  ])('%s 元 → %d 分', (text, fen) => expect(readSheetAmount(text, '元')).toBe(fen));

  it('空白不是零', () => expect(readSheetAmount('　 ', '元')).toBeNull());

  it('万元精确换算，不经浮点', () => {
    expect(readSheetAmount('33,083.93', '万元')).toBe(33083930000);
    expect(readSheetAmount('0.000001', '万元')).toBe(1);
    // 1.1 × 1,000,000 is 1,100,000.0000000002 in binary fractions.
    expect(readSheetAmount('1.1', '万元')).toBe(1100000);
  });

  it.each(['12,34', '1.2.3', '一百', '1.234', '0.0000001万', '12 元整'])('%s 不是金额', (text) =>
    expect(readSheetAmount(text, '元')).toBeInstanceOf(ValueFault),
  );

  it('科学计数法单独说明', () =>
    expect(readSheetAmount('1.23E+10', '元')).toMatchObject({ message: expect.stringContaining('科学计数法') }));
});

describe('日期', () => {
  it.each([
    '2026-03-05',
    '2026-3-5',
    '2026/3/5',
    '2026.03.05',
    '2026年3月5日',
    '2026 年 3 月 5 日',
    '20260305',
    '２０２６／３／５',
    '2026-03-05 00:00:00',
    '2026/3/5 14:30',
    '46086',
    '46086.5',
  ])('%s → 2026-03-05', (text) => expect(readSheetDate(text)).toBe('2026-03-05'));

  it.each(['2026-02-29', '2026-13-01', '3月5日', '2026年3月', '2026', '待定', '20261301'])('%s 不是日期', (text) =>
    expect(readSheetDate(text)).toBeInstanceOf(ValueFault),
  );

  it('闰年的二月二十九日是日期', () => expect(readSheetDate('2024-2-29')).toBe('2024-02-29'));
});

describe('科目编码', () => {
  it.each([
    ['2101506', '2101506'],
    ['2101506 医疗保障经办事务', '2101506'],
    ['2101506-医疗保障经办事务', '2101506'],
    ['[2101506]医疗保障经办事务', '2101506'],
    ['【2101506】医疗保障经办事务', '2101506'],
    ['医疗保障经办事务（2101506）', '2101506'],
    ['２１０１５０６', '2101506'],
    ['P0204 城乡医疗救助', 'P0204'],
    ['医疗保障经办事务', null],
  ])('%s → %s', (text, code) => expect(readCode(text)).toBe(code));
});

describe('项目：编码、名称或两者', () => {
  it.each([
    ['P0202', 'P0202', null],
    ['P0202 救助', 'P0202', '救助'],
    ['[P0202]救助', 'P0202', '救助'],
    ['（P0202）救助', 'P0202', '救助'],
    ['救助（P0202）', 'P0202', '救助'],
    ['440100210000001 救助', '440100210000001', '救助'],
    ['440100210000001救助', '440100210000001', '救助'],
    ['XM-2026.01', 'XM-2026.01', null],
    ['2021年信息化建设', null, '2021年信息化建设'],
    ['12345热线', null, '12345热线'],
    ['OA系统', null, 'OA系统'],
    ['救助（二期）', null, '救助(二期)'],
  ])('%s', (text, code, name) => expect(readProject(text)).toEqual({ code, name }));
});
