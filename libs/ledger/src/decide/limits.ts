import { type Fen, ZERO, fen } from '@yujue/money';
import { type Standing } from '../standing';
import { type Limit } from './amounts';

/** What may still be spent, frozen, committed, reduced or moved. */
export const AVAILABLE: Limit = {
  code: 'AVAILABLE_EXCEEDED',
  name: '可用额度',
  of: ({ available }) => available,
  advice: '请减少金额，或先追加、调剂、解冻、释放占用。',
};

export const FROZEN: Limit = {
  code: 'FROZEN_EXCEEDED',
  name: '已冻结额度',
  of: ({ frozen }) => frozen,
  advice: '请减少解冻金额。',
};

/** Money that is not the treasury's can only be paid when it has come in. */
export const HOLDINGS: Limit = {
  code: 'HOLDINGS_EXCEEDED',
  name: '资金结存',
  of: ({ holdings }) => holdings,
  advice: '请待收入到账后再办理，或减少金额。',
};

/** Money that is neither committed nor frozen: what may leave the line for good without being spent. */
export const UNTIED_HOLDINGS: Limit = {
  code: 'HOLDINGS_EXCEEDED',
  name: '扣除占用和冻结后的资金结存',
  of: untiedHoldings,
  advice: '请减少金额；合同占用和冻结的部分须先释放、解冻。',
};

function untiedHoldings({ holdings, frozen, committed }: Standing): Fen {
  const untied = fen(holdings - frozen - committed);
  return untied > 0 ? untied : ZERO;
}
