import { type Fen, fen, negate, parseYuan } from '@yujue/money';
import { rowsOf } from './read-dataset';

/** What can happen to a line, as far as the tables distinguish it. */
export type Kind = '上年结转' | '年初预算' | '追加' | '追减' | '调剂' | '冻结' | '收入' | '支出' | '结转下年' | '收回';

/** One signed movement on a line, read straight off the files, without the ledger. */
export interface Movement {
  readonly date: string;
  readonly lineId: string;
  readonly kind: Kind;
  readonly amount: Fen;
}

/** Everything that happens in the year, by date, and on one date in the order that docs/dataset-format.md gives. */
export function movements(): Movement[] {
  return [
    ...plain('上年结转.csv', '上年结转'),
    ...plain('年初预算.csv', '年初预算'),
    ...adjustments(),
    ...plain('收入.csv', '收入'),
    ...plain('支付.csv', '支出'),
    ...corrections(),
    ...rowsOf('年末处理.csv').map((row) =>
      movement(row('日期'), row('指标编号'), row('处理方式') as Kind, row('金额')),
    ),
  ].sort((left, right) => left.date.localeCompare(right.date));
}

const movement = (date: string, lineId: string, kind: Kind, amount: string): Movement => ({
  date,
  lineId,
  kind,
  amount: parseYuan(amount),
});

const plain = (file: string, kind: Kind): Movement[] =>
  rowsOf(file).map((row) => movement(row('日期'), row('指标编号'), kind, row('金额')));

const adjustments = (): Movement[] =>
  rowsOf('预算调整.csv').map((row) => {
    const thawed = row('类型') === '解冻';
    const kind = (thawed ? '冻结' : row('类型')) as Kind;
    return reversedIf(thawed, movement(row('日期'), row('指标编号'), kind, row('金额')));
  });

/** A 退回 gives back on the payment's line; a 更正 gives back there and pays on the line it names. */
function corrections(): Movement[] {
  const lineOfPayment = new Map(rowsOf('支付.csv').map((row) => [row('支付编号'), row('指标编号')]));
  return rowsOf('退回更正.csv').flatMap((row) => {
    const from = movement(row('日期'), lineOfPayment.get(row('支付编号')) ?? '', '支出', row('金额'));
    const to = { ...from, lineId: row('调入指标编号') };
    return row('类型') === '退回' ? [reversedIf(true, from)] : [reversedIf(true, from), to];
  });
}

const reversedIf = (reversed: boolean, of: Movement): Movement =>
  reversed ? { ...of, amount: negate(of.amount) } : of;

/** Exact sum of the movements of some kinds. */
export const total = (of: readonly Movement[], ...kinds: readonly Kind[]): Fen =>
  fen(of.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { amount }) => sum + amount, 0));
