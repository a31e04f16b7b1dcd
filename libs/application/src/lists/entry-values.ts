import { COMMAND_NAMES } from '@yujue/ledger';
import { isDocumentRow } from '../row-commands/documents';
import { type ListEntry } from './list-entries';

/** A row as it was understood, in the field's words. */
export function valuesOf(entry: ListEntry): Readonly<Record<string, string>> {
  const { documentNo, occurredOn, reason, amount, line } = entry;
  if (entry.type === 'disburse')
    return {
      批复前支出: entry.ahead ?? '',
      支付编号: entry.paymentId,
      单据号: documentNo,
      日期: occurredOn,
      金额: amount,
      收款人: entry.payee,
      摘要: reason,
      指标编号: line.id,
    };
  if (!isDocumentRow(entry))
    return {
      类型: COMMAND_NAMES[entry.type],
      支付编号: entry.paymentId,
      单据号: documentNo,
      日期: occurredOn,
      金额: amount,
      摘要: reason,
      指标编号: line.id,
    };
  const { type, source, nature } = entry;
  const isAllotted = type === 'appropriateBudget' || type === 'bringForward';
  return {
    文号: documentNo,
    日期: occurredOn,
    原因: reason,
    ...(!isAllotted && { 类型: COMMAND_NAMES[type], 来源: source }),
    金额: amount,
    ...(nature && { 性质: nature }),
    指标编号: line.id,
  };
}
