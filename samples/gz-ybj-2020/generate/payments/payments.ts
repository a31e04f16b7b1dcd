import { type Fen } from '@yujue/money';
import { split } from '../amounts';
import { LINES, type SampleLine } from '../lines';
import { aid } from './aid';
import { payroll } from './payroll';
import { purchases } from './purchases';
import { type Portion } from './schedule';
import { single } from './single';
import { subsidies } from './subsidies';

/** One payment of the year. */
export interface Payment {
  readonly paymentId: string;
  readonly line: SampleLine;
  readonly date: string;
  readonly amount: Fen;
  readonly payee: string;
  readonly summary: string;
}

/** All payments as they should have been made, by date; 退回 and 更正 come on top of them. */
export function soundPayments(): Payment[] {
  return LINES.filter(({ spent }) => spent > 0)
    .flatMap((line) => portionsOf(line).flatMap((portion) => paymentsOf(line, portion)))
    .sort((left, right) => left.date.localeCompare(right.date))
    .map((payment, index) => ({ ...payment, paymentId: `ZF2020-${String(index + 1).padStart(5, '0')}` }));
}

const portionsOf = (line: SampleLine): Portion[] =>
  subsidies(line) ?? aid(line) ?? single(line) ?? payroll(line) ?? purchases(line);

function paymentsOf(line: SampleLine, { amount, grain, slots }: Portion): Omit<Payment, 'paymentId'>[] {
  const parts = split(
    amount,
    slots.map(({ weight }) => weight),
    grain,
  );
  return slots.flatMap(({ date, payee, summary }, index) => {
    const part = parts[index];
    return part === undefined ? [] : [{ line, date, amount: part, payee, summary }];
  });
}
