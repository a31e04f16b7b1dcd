import { checkStatedFigures } from './check-statements';
import { Problems } from './csv';

/** What is said of 说明数 given as [预算单位, 单位] of one 口径, for the department d with the units u and v. */
function said(...told: readonly (readonly [owner: string, unit: string])[]): readonly string[] {
  const problems = new Problems();
  const rows = told.map(([预算单位, 单位], index) => ({
    file: '说明数.csv',
    rowNumber: index + 2,
    cells: { 预算单位, 指标口径: '房屋面积', 数值: '1', 单位 },
  }));
  checkStatedFigures(rows, 'd', problems);
  return problems.sentences;
}

describe('说明数：一个口径只是一个数', () => {
  it('部门登记一个数，或各单位分别登记，金额的单位可以不同', () => {
    expect(said(['d', '平方米'])).toEqual([]);
    expect(said(['u', '平方米'], ['v', '平方米'])).toEqual([]);
    expect(said(['u', '万元'], ['v', '元'])).toEqual([]);
  });

  it.each([
    ['同一单位两行', ['u', '平方米'], ['u', '平方米'], '已为 u 登记过，请只留一行。'],
    ['部门和单位都有', ['d', '平方米'], ['u', '平方米'], '应由部门登记一个数，或由各单位分别登记，不能两者都有。'],
    ['单位和部门都有', ['u', '平方米'], ['d', '平方米'], '应由部门登记一个数，或由各单位分别登记，不能两者都有。'],
    ['单位不同', ['u', '平方米'], ['v', '亩'], '的单位应与第 2 行的“平方米”相同，才能相加。'],
  ] as const)('%s：拒绝', (_what, first, second, sentence) =>
    expect(said(first, second)).toEqual([`说明数.csv 第 3 行：指标口径“房屋面积”${sentence}`]),
  );
});
