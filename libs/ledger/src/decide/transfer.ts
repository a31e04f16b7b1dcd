import { formatYuan, sum } from '@yujue/money';
import { type BudgetLine } from '../line';
import { Refusal, type RefusalCode, together, yuan } from '../refusal';
import { type UnitYear } from '../unit-year';
import { type AskedOfLines, type Rows, canonicalLines, readAmounts, withinLimit } from './amounts';
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
  const { occurredOn: on } = command;
  const opened = openLines(year, command.opens, rules);
  const [out, into] = [readAmounts(command.from, 'from'), readAmounts(command.to, 'to')];
  const refusal = together(
    openOn(year, on),
    opened.wrong,
    out.wrong,
    into.wrong,
    unbalanced(command.documentNo, out, into),
    withinLimit(year, { ...out, on, action: '调出' }, AVAILABLE),
    unknownTarget(year, command.opens, into.rows),
    ofOneMoney(year, opened.lines, [out.rows, into.rows]),
  );
  if (refusal) return refusal;
  const data = {
    ...paperOf(command),
    opens: opened.lines,
    from: canonicalLines(command.from),
    to: canonicalLines(command.to),
  };
  return [{ type: 'BudgetTransferred', data }];
};

/** Sums are compared when all of their rows are right. */
function unbalanced(documentNo: string, out: AskedOfLines, into: AskedOfLines): Refusal | null {
  if (out.wrong || into.wrong) return null;
  const [outTotal, inTotal] = [sum(out.amounts.values()), sum(into.amounts.values())];
  if (outTotal === inTotal) return null;
  return new Refusal(
    'TRANSFER_NOT_BALANCED',
    `调剂 ${documentNo} 调出 ${yuan(outTotal)}，调入 ${yuan(inTotal)}，须相等。请核对明细。`,
    { out: formatYuan(outTotal), in: formatYuan(inTotal) },
  );
}

/** Which money a line has, and why it cannot become another. */
const MONEY = [
  ['fundNature', '资金性质', 'TRANSFER_CROSSES_FUND_NATURE', '请分别办理追减和追加。'],
  ['originYear', '年度来源', 'TRANSFER_CROSSES_ORIGIN_YEAR', '结转资金与本年资金不能互相调剂。'],
  ['paymentMode', '支付方式', 'TRANSFER_CROSSES_PAYMENT_MODE', '国库集中支付与实有资金不能互相调剂。'],
] as const satisfies readonly (readonly [keyof BudgetLine, string, RefusalCode, string])[];

/** Each line that is of other money than the first; where all are of one, each that may not be moved for another reason. */
function ofOneMoney(year: UnitYear, opened: readonly BudgetLine[], lists: readonly Rows[]): Refusal | null {
  const lines = lists.flatMap(({ ids, at }) =>
    ids.flatMap((id) => {
      const line = dimensionsOf(year, opened, id);
      // What is no line is refused as such.
      return line ? [{ line, path: at(id, 'lineId') }] : [];
    }),
  );
  const one = lines[0]?.line;
  if (!one) return null;
  const crossing = MONEY.flatMap((money) =>
    lines
      .filter(({ line }) => line[money[0]] !== one[money[0]])
      .map(({ line, path }) => crosses(one, line, money).at(path)),
  );
  const unmovable = () =>
    lines.map(({ line, path }) => {
      const known = year.lines.get(line.id);
      const refusal =
        changesCarriedUse(one, line, year.opening!.fiscalYear) ?? (known ? notSpendable(known, '调剂') : null);
      return refusal?.at(path) ?? null;
    });
  return together(...crossing) ?? together(...unmovable());
}

const crosses = (
  one: BudgetLine,
  other: BudgetLine,
  [dimension, name, code, advice]: (typeof MONEY)[number],
): Refusal =>
  new Refusal(
    code,
    `调剂不得跨${name}：指标 ${one.id} 为${one[dimension]}，指标 ${other.id} 为${other[dimension]}。${advice}`,
    { lineIds: [one.id, other.id], values: [String(one[dimension]), String(other[dimension])] },
  );
