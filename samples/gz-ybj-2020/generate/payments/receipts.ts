import { type Fen, ZERO, fen, formatYuan, subtract, sum } from '@yujue/money';
import { months, workingDay } from '../calendar';
import { type Row } from '../csv';
import { LINES, type SampleLine } from '../lines';
import { type Payment } from './payments';

/** Columns of 收入.csv. */
export const RECEIPT_COLUMNS = ['单据号', '日期', '指标编号', '金额', '付款方', '摘要'] as const;

const REQUESTED_IN = 50_000_000;
const RECEIVED_ON = 6;

/** 收入.csv: the aid fund sends, ahead of each month's payments, what the month will need in whole 50 万元. */
export function receiptRows(payments: readonly Payment[]): Row<(typeof RECEIPT_COLUMNS)[number]>[] {
  return LINES.filter(({ received }) => received > 0)
    .flatMap((line) => receiptsOf(line, payments))
    .sort((left, right) => left.日期.localeCompare(right.日期))
    .map((row, index) => ({ 单据号: `SR2020-${String(index + 1).padStart(3, '0')}`, ...row }));
}

function receiptsOf(line: SampleLine, payments: readonly Payment[]) {
  const spentIn = months(1, 12)
    .map((month) => ({ month, spent: spentInMonth(line, month, payments) }))
    .filter(({ spent }) => spent > 0);
  let received: Fen = ZERO;
  let spent: Fen = ZERO;
  return spentIn.map(({ month, spent: now }, index) => {
    spent = fen(spent + now);
    const isLast = index === spentIn.length - 1;
    const needed = Math.ceil(subtract(spent, received) / REQUESTED_IN) * REQUESTED_IN;
    const amount = isLast ? subtract(line.received, received) : fen(needed);
    received = fen(received + amount);
    const 付款方 = '医疗救助基金财政专户';
    return {
      日期: workingDay(month, RECEIVED_ON),
      指标编号: line.id,
      金额: formatYuan(amount),
      付款方,
      摘要: `${month}月医疗救助用款`,
    };
  });
}

const spentInMonth = (line: SampleLine, month: number, payments: readonly Payment[]): Fen =>
  sum(
    payments
      .filter((payment) => payment.line.id === line.id && Number(payment.date.slice(5, 7)) === month)
      .map(({ amount }) => amount),
  );
