/**
 * Why money may be spent before the year's budget is approved: carried-over money; what the unit must pay as in the same
 * months of the year before; obligations by law; disasters and other emergencies. Source: 预算法 第五十四条第一款
 * (一) 上一年度结转的支出, (二) 参照上一年同期的预算支出数额安排必须支付的支出, (三) 法律规定必须履行支付义务的支出，以及用于自然灾害等
 * 突发事件处理的支出.
 *
 * Such a payment needs no 可用额度 until the budget is approved, so its line is short by what was paid ahead, and says so: the
 * payment is marked, and 可用额度 is negative by no more than the line's payments ahead. The shortfall ends with the budget
 * (第二款: 预算经批准后，按照批准的预算执行): it is the first use of what the line then gets. From the day of approval on
 * nothing more can be paid ahead; on a line that the budget left short nothing can be paid at all, and the year cannot be
 * closed, before it is covered by 追加 or 调剂 or the payment is 退回 or 更正. Money that is held must be there even ahead.
 *
 * 参照上年同期 is checked against the year before if the log has it: 基本支出 and 项目支出, each at most what was paid on it from
 * January to the end of the payment's month. If the log does not have that year, the payment is marked 未核对.
 */
export const AHEAD_GROUNDS = ['上年结转', '参照上年同期', '法定支付义务', '突发事件'] as const;

export type AheadGround = (typeof AHEAD_GROUNDS)[number];
