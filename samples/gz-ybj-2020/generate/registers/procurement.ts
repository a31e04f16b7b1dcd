import { formatYuan } from '@yujue/money';
import { wan } from '../amounts';
import { type Row } from '../csv';
import { UNITS, type UnitCode } from '../units';

/** Columns of 政府采购.csv. */
export const PROCUREMENT_COLUMNS = ['编号', '预算单位', '日期', '采购类别', '品目', '金额', '供应商规模'] as const;

/** Unit, date, category, item, 万元, size of the supplier. */
type Contract = readonly [
  unit: UnitCode,
  date: string,
  category: '货物' | '服务',
  item: string,
  wanYuan: string,
  supplier: '大型' | '中型' | '小微',
];

/**
 * Contracts that add up to the document's 货物 521.66, 工程 0, 服务 5,094.44 万元, of which 514.70 to small and medium
 * enterprises and 7.67 to 小微; the single contracts are illustrative.
 */
const CONTRACTS: readonly Contract[] = [
  [UNITS.insuranceCentre, '2020-03-25', '服务', '经办服务外包', '1486.00', '大型'],
  [UNITS.insuranceCentre, '2020-03-27', '服务', '物业管理服务', '159.34', '中型'],
  [UNITS.insuranceCentre, '2020-04-03', '服务', '应用系统运行维护', '682.00', '大型'],
  [UNITS.insuranceCentre, '2020-04-10', '服务', '机房机柜租赁', '132.00', '大型'],
  [UNITS.insuranceCentre, '2020-04-17', '服务', '邮政寄递服务', '330.00', '大型'],
  [UNITS.insuranceCentre, '2020-04-24', '服务', '长期护理评估服务', '425.00', '大型'],
  [UNITS.bureau, '2020-05-08', '服务', '集团采购平台服务', '342.00', '大型'],
  [UNITS.bureau, '2020-05-15', '服务', '基金核查审计服务', '218.60', '大型'],
  [UNITS.insuranceCentre, '2020-05-22', '服务', '应用系统开发', '980.00', '大型'],
  [UNITS.insuranceCentre, '2020-05-29', '服务', '业务档案整理', '96.00', '中型'],
  [UNITS.insuranceCentre, '2020-06-05', '服务', '表单印制服务', '54.00', '中型'],
  [UNITS.insuranceCentre, '2020-06-12', '货物', '服务器', '196.50', '大型'],
  [UNITS.insuranceCentre, '2020-06-19', '货物', '网络设备', '104.00', '大型'],
  [UNITS.insuranceCentre, '2020-07-03', '服务', '网络安全服务', '112.00', '大型'],
  [UNITS.insuranceCentre, '2020-07-16', '货物', '乘用车', '15.80', '大型'],
  [UNITS.insuranceCentre, '2020-08-14', '货物', '台式计算机', '128.40', '中型'],
  [UNITS.bureau, '2020-09-04', '货物', '复印机', '46.83', '中型'],
  [UNITS.insuranceCentre, '2020-09-25', '货物', '空调机', '22.46', '中型'],
  [UNITS.aidCentre, '2020-10-16', '货物', '打印用纸', '7.67', '小微'],
  [UNITS.bureau, '2020-11-06', '服务', '课题研究服务', '77.50', '大型'],
];

/** 政府采购.csv. */
export const procurementRows = (): Row<(typeof PROCUREMENT_COLUMNS)[number]>[] =>
  CONTRACTS.map(([预算单位, 日期, 采购类别, 品目, wanYuan, 供应商规模], index) => ({
    编号: `CG2020-${String(index + 1).padStart(2, '0')}`,
    预算单位,
    日期,
    采购类别,
    品目,
    金额: formatYuan(wan(wanYuan)),
    供应商规模,
  }));
