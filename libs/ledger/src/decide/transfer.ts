import { formatYuan, sum } from '@yujue/money';
import { type BudgetLine } from '../line';
import { Refusal, type RefusalCode, yuan } from '../refusal';
import { type UnitYear } from '../unit-year';
import { canonicalLines, readAmounts, withinLimit } from './amounts';
import { paperOf, unknownTarget } from './budget';
import { openOn } from './calendar';
import { changesCarriedUse, notSpendable } from './carried-use';
import { type Decide } from './decision';
import { AVAILABLE } from './limits';
import { dimensionsOf, openLines } from './lines';

/**
 * 调剂: net zero within its document, and of one money: one 资金性质, one 年度来源, one 支付方式. What was carried over is held
 * and was income before; authority of this year's treasury money becomes income when it is paid: moved from one to the
 * other, it would create money that does not exist. Source: 预算法 第四十二、七十二条.
 */
export const transferBudget: Decide<'transferBudget'> = (year, command, rules) => {
  const shut = openOn(year, command.occurredOn);
  if (shut) return shut;
  const opens = openLines(year, command.opens, rules);
  if (opens instanceof Refusal) return opens;
  const out = readAmounts(command.from);
  if (out instanceof Refusal) return out;
  const into = readAmounts(command.to);
  if (into instanceof Refusal) return into;
  const [outTotal, inTotal] = [sum(out.values()), sum(into.values())];
  if (outTotal !== inTotal) {
    return new Refusal(
      'TRANSFER_NOT_BALANCED',
      `调剂 ${command.documentNo} 调出 ${yuan(outTotal)}，调入 ${yuan(inTotal)}，须相等。请核对明细。`,
      { out: formatYuan(outTotal), in: formatYuan(inTotal) },
    );
  }
  const refusal =
    withinLimit(year, { amounts: out, on: command.occurredOn, action: '调出' }, AVAILABLE) ??
    unknownTarget(year, opens, into.keys()) ??
    ofOneMoney(year, opens, [...out.keys(), ...into.keys()]);
  if (refusal) return refusal;
  const data = { ...paperOf(command), opens, from: canonicalLines(command.from), to: canonicalLines(command.to) };
  return [{ type: 'BudgetTransferred', data }];
};

/** Which money a line has, and why it cannot become another. */
const MONEY = [
  ['fundNature', '资金性质', 'TRANSFER_CROSSES_FUND_NATURE', '请分别办理追减和追加。'],
  ['originYear', '年度来源', 'TRANSFER_CROSSES_ORIGIN_YEAR', '结转资金与本年资金不能互相调剂。'],
  ['paymentMode', '支付方式', 'TRANSFER_CROSSES_PAYMENT_MODE', '国库集中支付与实有资金不能互相调剂。'],
] as const satisfies readonly (readonly [keyof BudgetLine, string, RefusalCode, string])[];

function ofOneMoney(year: UnitYear, opens: readonly BudgetLine[], lineIds: readonly string[]): Refusal | null {
  const lines = lineIds.map((id) => dimensionsOf(year, opens, id)!);
  const one = lines[0]!;
  for (const [dimension, name, code, advice] of MONEY) {
    const other = lines.find((line) => line[dimension] !== one[dimension]);
    if (!other) continue;
    return new Refusal(
      code,
      `调剂不得跨${name}：指标 ${one.id} 为${one[dimension]}，指标 ${other.id} 为${other[dimension]}。${advice}`,
      { lineIds: [one.id, other.id], values: [String(one[dimension]), String(other[dimension])] },
    );
  }
  for (const line of lines) {
    const known = year.lines.get(line.id);
    const refusal =
      changesCarriedUse(one, line, year.opening!.fiscalYear) ?? (known ? notSpendable(known, '调剂') : null);
    if (refusal) return refusal;
  }
  return null;
}
