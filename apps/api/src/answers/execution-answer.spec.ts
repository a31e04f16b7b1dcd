import { type Fen, elapsedShare, fen, pointsBetween, rateOf } from '@yujue/money';
import { type ExecutionRow } from '@yujue/reporting';
import { Decimal } from 'decimal.js';
import { execution, toExecutionAnswer } from './execution-answer';

const MONTH = 9;
/** As precise as the reports' own. */
const Exact = Decimal.clone({ precision: 40 });

const row = (budget: Fen, spent: Fen): ExecutionRow => {
  const progress = rateOf(spent, budget);
  return {
    code: '310001',
    name: '示例局',
    indent: 0,
    initialBudget: budget,
    broughtForward: fen(0),
    adjustment: fen(0),
    fullYearBudget: budget,
    monthExpenditure: fen(0),
    expenditure: spent,
    progress,
    ahead: progress && pointsBetween(progress, elapsedShare(MONTH)),
    remaining: fen(budget - spent),
    lastYearExpenditure: null,
    warning: null,
  };
};

const answerOf = (...rows: ExecutionRow[]) =>
  execution.parse(toExecutionAnswer({ month: MONTH, by: 'unit', elapsed: elapsedShare(MONTH), rows, notes: [] }));

const valueOf = ({ numerator, denominator }: { numerator: string; denominator: string }): string =>
  new Exact(numerator).div(denominator).toString();

describe('月度执行的答复', () => {
  it.each<[Fen, Fen]>([
    [fen(72_555_400_000_000), fen(58_697_430_000_000)],
    [fen(3), fen(1)],
    [fen(-700), fen(300)],
    // A department's sum at the limit: the products are larger than exact numbers.
    [fen(4_000_000_000_000_000), fen(3_999_999_999_999_999)],
  ])('全年预算 %i 分、累计支出 %i 分：比率与报表的相等', (budget, spent) => {
    const source = row(budget, spent);
    const answer = answerOf(source);
    expect(valueOf(answer.elapsed)).toBe(elapsedShare(MONTH).toString());
    expect(valueOf(answer.rows[0]!.progress!)).toBe(source.progress!.toString());
    const difference = new Exact(valueOf(answer.rows[0]!.ahead!)).minus(source.ahead!).abs();
    expect(difference.lessThan('1e-30')).toBe(true);
  });

  it('金额是元，两位小数；基数为零没有比率', () => {
    expect(answerOf(row(fen(0), fen(12_345))).rows[0]).toMatchObject({
      expenditure: '123.45',
      remaining: '-123.45',
      progress: null,
      ahead: null,
      lastYearExpenditure: null,
    });
  });
});
