import { type Row } from '../csv';
import { UNITS } from '../units';

/** Columns of 非税收入.csv. */
export const NON_TAX_COLUMNS = ['单据号', '日期', '预算单位', '非税项目', '管理方式', '金额', '摘要'] as const;

const INTEREST = '060101';
const DISPOSAL = '060201';

/** Interest of 900 元 and scrap of 7,200 元, printed as 0.09 and 0.72 万元; quarters and units are illustrative. */
const RECEIPTS = [
  ['2020-03-23', UNITS.insuranceCentre, INTEREST, '218.46', '第一季度存款利息'],
  ['2020-06-22', UNITS.insuranceCentre, INTEREST, '231.07', '第二季度存款利息'],
  ['2020-08-31', UNITS.insuranceCentre, DISPOSAL, '7200.00', '报废车辆残值'],
  ['2020-09-21', UNITS.insuranceCentre, INTEREST, '224.92', '第三季度存款利息'],
  ['2020-12-21', UNITS.insuranceCentre, INTEREST, '225.55', '第四季度存款利息'],
] as const;

/** 非税收入.csv. */
export const nonTaxRows = (): Row<(typeof NON_TAX_COLUMNS)[number]>[] =>
  RECEIPTS.map(([日期, 预算单位, 非税项目, 金额, 摘要], index) => ({
    单据号: `FS2020-${String(index + 1).padStart(2, '0')}`,
    日期,
    预算单位,
    非税项目,
    管理方式: '纳入预算管理',
    金额,
    摘要,
  }));
