import { type Fen, fen, rateOf } from '@yujue/money';
import { type ExecutionRow, executionReport } from '@yujue/reporting';
import { input2020 } from '@yujue/reporting/testing';
import { Decimal } from 'decimal.js';
import { execution, toExecutionAnswer } from './execution-answer';

const MONTH = 9;
/** As precise as the reports' own. */
const Exact = Decimal.clone({ precision: 40 });

const input = input2020();
const { line } = input.facts[0]!;

/** The report of a department whose only line has this budget and this expenditure. */
const reportOf = (budget: Fen, spent: Fen) =>
  executionReport({
    month: MONTH,
    by: 'unit',
    toMonth: { ...input, facts: [{ line, amounts: { appropriated: budget, disbursed: spent } }] },
    ofMonth: [],
  });

const answerOf = (budget: Fen, spent: Fen) => execution.parse(toExecutionAnswer(reportOf(budget, spent)));

const valueOf = ({ numerator, denominator }: { numerator: string; denominator: string }) =>
  new Exact(numerator).div(denominator);

describe('月度执行的答复', () => {
  it.each<[Fen, Fen]>([
    [fen(72_555_400_000_000), fen(58_697_430_000_000)],
    [fen(3), fen(1)],
    [fen(-700), fen(300)],
    // A department's sum at the limit: the products are larger than exact numbers.
    [fen(4_000_000_000_000_000), fen(3_999_999_999_999_999)],
  ])('全年预算 %i 分、累计支出 %i 分：比率是精确的', (budget, spent) => {
    const { elapsed, rows } = answerOf(budget, spent);
    expect(valueOf(elapsed).toString()).toBe(new Exact(MONTH).div(12).toString());
    expect(valueOf(rows[0]!.progress!).toString()).toBe(rateOf(spent, budget)!.toString());
    const ahead = rateOf(spent, budget)!.minus(new Exact(MONTH).div(12));
    expect(valueOf(rows[0]!.ahead!).minus(ahead).abs().lessThan('1e-30')).toBe(true);
  });

  it('金额是元，两位小数；基数为零没有比率', () => {
    const [total] = answerOf(fen(0), fen(12_345)).rows;
    expect(total).toMatchObject<Partial<Record<keyof ExecutionRow, string | null>>>({
      expenditure: '123.45',
      remaining: '-123.45',
      progress: null,
      ahead: null,
      lastYearExpenditure: null,
    });
  });
});
