import { type Row } from '../csv';
import { UNITS } from '../units';

/** Columns of 大型资产.csv. */
export const ASSET_COLUMNS = ['编号', '预算单位', '资产类别', '名称', '数量', '单价'] as const;

/** 大型资产.csv: five 通用设备 above 50 万元 and no 专用设备, as printed; names and prices are illustrative. */
export const assetRows = (): Row<(typeof ASSET_COLUMNS)[number]>[] =>
  [
    ['数据库服务器', '2', '862000.00'],
    ['存储阵列', '1', '1245000.00'],
    ['核心交换机', '1', '538000.00'],
    ['不间断电源系统', '1', '517500.00'],
  ].map(([名称 = '', 数量 = '', 单价 = ''], index) => ({
    编号: `ZC-${String(index + 1).padStart(2, '0')}`,
    预算单位: UNITS.insuranceCentre,
    资产类别: '通用设备',
    名称,
    数量,
    单价,
  }));
