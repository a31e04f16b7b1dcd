import { type Fen, fen, formatYuan } from '@yujue/money';
import { type Row } from '../csv';
import { LINES, type SampleLine } from '../lines';

/** Columns of 年末处理.csv. */
export const YEAR_END_COLUMNS = ['文号', '日期', '指标编号', '处理方式', '金额', '原因'] as const;

const LAST_DAY = '2020-12-31';

/** 年末处理.csv: money that is held goes on to 2021, authority that was not used lapses. */
export function yearEndRows(): Row<(typeof YEAR_END_COLUMNS)[number]>[] {
  return LINES.flatMap((line) => [
    ...closing(line, '结转下年', line.carriedForward, '穗医保示〔2020〕90号', '未用完的实有资金按原用途结转'),
    ...closing(line, '收回', unused(line), '穗财预示〔2020〕160号', '年末未使用额度收回'),
  ]);
}

const unused = (line: SampleLine): Fen => fen(line.broughtForward + line.budget - line.spent - line.carriedForward);

const closing = (line: SampleLine, 处理方式: string, amount: Fen, 文号: string, 原因: string) =>
  amount === 0 ? [] : [{ 文号, 日期: LAST_DAY, 指标编号: line.id, 处理方式, 金额: formatYuan(amount), 原因 }];
