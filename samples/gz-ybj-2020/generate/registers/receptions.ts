import { type Fen } from '@yujue/money';
import { yuan } from '../amounts';
import { type Row } from '../csv';
import { UNITS, type UnitCode } from '../units';

/** Columns of 公务接待.csv. */
export const RECEPTION_COLUMNS = ['编号', '预算单位', '日期', '批次', '人次', '是否外事', '金额', '事由'] as const;

type Reception = readonly [unit: UnitCode, date: string, persons: number, amount: string, purpose: string];

/**
 * 17 domestic receptions with 163 persons, as the document counts them; dates, amounts and purposes are illustrative
 * and add up to the units' payments under 30217.
 */
const RECEPTIONS: readonly Reception[] = [
  [UNITS.bureau, '2020-01-09', 9, '1188.00', '外地医保部门来访交流'],
  [UNITS.bureau, '2020-05-13', 8, '1056.00', '上级部门工作检查'],
  [UNITS.bureau, '2020-06-11', 10, '1298.50', '上级部门调研'],
  [UNITS.bureau, '2020-07-08', 11, '1443.01', '外地医保部门来访交流'],
  [UNITS.bureau, '2020-07-29', 7, '907.00', '兄弟城市来访交流'],
  [UNITS.bureau, '2020-08-19', 12, '1572.00', '监控示范点中期评估'],
  [UNITS.bureau, '2020-09-09', 9, '1168.50', '上级部门调研'],
  [UNITS.bureau, '2020-09-24', 10, '1310.00', '外地医保部门来访交流'],
  [UNITS.bureau, '2020-10-21', 14, '1842.00', '付费方式改革现场会对接'],
  [UNITS.bureau, '2020-11-05', 9, '1180.00', '兄弟城市来访交流'],
  [UNITS.bureau, '2020-11-25', 8, '1031.00', '上级部门工作检查'],
  [UNITS.bureau, '2020-12-09', 7, '864.00', '外地医保部门来访交流'],
  [UNITS.insuranceCentre, '2020-06-17', 9, '1152.00', '外地经办机构来访交流'],
  [UNITS.insuranceCentre, '2020-08-05', 10, '1310.00', '外地经办机构来访交流'],
  [UNITS.insuranceCentre, '2020-09-16', 8, '1044.00', '上级经办机构调研'],
  [UNITS.insuranceCentre, '2020-10-28', 12, '1554.00', '外地经办机构来访交流'],
  [UNITS.insuranceCentre, '2020-12-02', 10, '1180.00', '上级经办机构调研'],
];

/** 公务接待.csv. */
export const receptionRows = (): Row<(typeof RECEPTION_COLUMNS)[number]>[] =>
  RECEPTIONS.map(([预算单位, 日期, persons, 金额, 事由], index) => ({
    编号: `JD2020-${String(index + 1).padStart(2, '0')}`,
    预算单位,
    日期,
    批次: '1',
    人次: String(persons),
    是否外事: '否',
    金额,
    事由,
  }));

/** What a unit's receptions cost, each with its date. */
export const receptionCosts = (unit: UnitCode): { date: string; amount: Fen; purpose: string }[] =>
  RECEPTIONS.filter(([of]) => of === unit).map(([, date, , amount, purpose]) => ({
    date,
    amount: yuan(amount),
    purpose,
  }));
