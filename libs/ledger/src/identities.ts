import { CodedError } from '@yujue/errors';
import { type Fen, add, formatYuan } from '@yujue/money';
import { type Balance, available, expenditure, holdings } from './balance';
import { type BudgetLine, drawnOn } from './line';

/** A stream that breaks an identity was not written by `decide`: it is damaged, or a fault of this program. */
export class IdentityError extends CodedError {
  readonly kind = 'fault';
  readonly code = 'IDENTITY_BROKEN';

  constructor(lineId: string, rule: string, amount: string) {
    super(`指标 ${lineId} 的账不平：${rule}（${amount} 元）。请停止登记并运行 yujue verify。`);
  }
}

/**
 * What must hold of a line after every event (ARCHITECTURE.md, the two books). The sums of both books hold by the
 * definition of 可用 and 结存; what can go wrong is that one of their parts is negative, or that treasury money comes in
 * without going out. A line is short by its payments ahead of the budget and by no more. Throws IdentityError.
 */
export function assertIdentities({ dimensions, balance, ahead }: Posted, fiscalYear: number): void {
  const treasury = drawnOn(dimensions, fiscalYear) === 'treasury';
  const parts = [
    ['可用额度为负', add(available(balance), ahead)],
    ['冻结为负', balance.frozen],
    ['占用为负', balance.committed],
    ['退回多于支付', expenditure(balance)],
    ['结存为负', holdings(balance)],
  ] as const;
  const negative = parts.find(([, amount]) => amount < 0);
  if (negative) throw new IdentityError(dimensions.id, negative[0], formatYuan(negative[1]));
  if (treasury && holdings(balance) !== 0) {
    throw new IdentityError(dimensions.id, '国库支付的收入不等于净支出加年末结转', formatYuan(holdings(balance)));
  }
}

/** A line as far as the identities go. */
interface Posted {
  readonly dimensions: BudgetLine;
  readonly balance: Balance;
  /** What was paid ahead of the budget. */
  readonly ahead: Fen;
}
