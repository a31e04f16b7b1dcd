import { type Row } from '../csv';
import { UNITS, type UnitCode } from '../units';

/** Columns of 车辆.csv. */
export const VEHICLE_COLUMNS = ['编号', '预算单位', '车辆类型', '购置日期', '购置金额', '处置日期'] as const;

const ENFORCEMENT = '执法执勤用车';

type Vehicle = readonly [unit: UnitCode, kind: string, bought: string, price: string, disposed: string];

/**
 * The 14 vehicles of the year's end by the document's kinds, one of them bought in the year for 17.76 万元; units,
 * other dates and prices are illustrative, and so is the vehicle that was scrapped.
 */
const VEHICLES: readonly Vehicle[] = [
  [UNITS.bureau, '机要通信用车', '2014-06-18', '178600.00', ''],
  [UNITS.bureau, '应急保障用车', '2015-09-22', '182400.00', ''],
  [UNITS.bureau, ENFORCEMENT, '2016-03-15', '169800.00', ''],
  [UNITS.bureau, ENFORCEMENT, '2017-11-08', '172300.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2012-05-21', '158900.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2012-05-21', '158900.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2013-10-17', '163500.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2014-12-03', '166200.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2016-07-12', '170100.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2017-04-26', '171800.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2018-08-30', '174500.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2018-08-30', '174500.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2020-07-22', '177649.99', ''],
  [UNITS.insuranceCentre, '其他用车', '2013-03-19', '226700.00', ''],
  [UNITS.insuranceCentre, ENFORCEMENT, '2006-04-11', '142000.00', '2020-08-27'],
];

/** 车辆.csv. */
export const vehicleRows = (): Row<(typeof VEHICLE_COLUMNS)[number]>[] =>
  VEHICLES.map(([预算单位, 车辆类型, 购置日期, 购置金额, 处置日期], index) => ({
    编号: `CL-${String(index + 1).padStart(2, '0')}`,
    预算单位,
    车辆类型,
    购置日期,
    购置金额,
    处置日期,
  }));
