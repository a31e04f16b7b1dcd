import { ADJUSTMENT_COLUMNS, adjustmentRows } from './budget/adjustment-rows';
import { BUDGET_COLUMNS, appropriationRows, carryoverRows } from './budget/appropriations';
import { YEAR_END_COLUMNS, yearEndRows } from './budget/year-end';
import { csv } from './csv';
import { LINE_COLUMNS, lineRows } from './lines/line-rows';
import { CORRECTION_COLUMNS, withMistakes } from './payments/corrections';
import { PAYMENT_COLUMNS, paymentRows } from './payments/payment-rows';
import { soundPayments } from './payments/payments';
import { RECEIPT_COLUMNS, receiptRows } from './payments/receipts';
import { PROJECT_COLUMNS, projectRows } from './projects';
import { ASSET_COLUMNS, assetRows } from './registers/assets';
import { COMPARATIVE_COLUMNS, comparativeRows } from './registers/comparatives';
import { NON_TAX_COLUMNS, nonTaxRows } from './registers/non-tax';
import { PROCUREMENT_COLUMNS, procurementRows } from './registers/procurement';
import { RECEPTION_COLUMNS, receptionRows } from './registers/receptions';
import { EVALUATION_COLUMNS, evaluationRows } from './registers/self-evaluations';
import { VEHICLE_COLUMNS, vehicleRows } from './registers/vehicles';

/** Columns of 因公出国.csv, which stays empty: no one travelled abroad. */
const TRIP_COLUMNS = ['编号', '预算单位', '日期', '团组数', '人次', '金额', '事由'] as const;

/** The sample's CSV files by name, exactly as they are committed. */
export function datasetFiles(): ReadonlyMap<string, string> {
  const sound = soundPayments();
  const { payments, corrections } = withMistakes(sound);
  return new Map([
    ['项目.csv', csv(PROJECT_COLUMNS, projectRows())],
    ['指标.csv', csv(LINE_COLUMNS, lineRows())],
    ['上年结转.csv', csv(BUDGET_COLUMNS, carryoverRows())],
    ['年初预算.csv', csv(BUDGET_COLUMNS, appropriationRows())],
    ['预算调整.csv', csv(ADJUSTMENT_COLUMNS, adjustmentRows())],
    ['收入.csv', csv(RECEIPT_COLUMNS, receiptRows(sound))],
    ['支付.csv', csv(PAYMENT_COLUMNS, paymentRows(payments))],
    ['退回更正.csv', csv(CORRECTION_COLUMNS, corrections)],
    ['年末处理.csv', csv(YEAR_END_COLUMNS, yearEndRows())],
    ['非税收入.csv', csv(NON_TAX_COLUMNS, nonTaxRows())],
    ['车辆.csv', csv(VEHICLE_COLUMNS, vehicleRows())],
    ['因公出国.csv', csv(TRIP_COLUMNS, [])],
    ['公务接待.csv', csv(RECEPTION_COLUMNS, receptionRows())],
    ['大型资产.csv', csv(ASSET_COLUMNS, assetRows())],
    ['政府采购.csv', csv(PROCUREMENT_COLUMNS, procurementRows())],
    ['绩效自评.csv', csv(EVALUATION_COLUMNS, evaluationRows())],
    ['上年决算.csv', csv(COMPARATIVE_COLUMNS, comparativeRows())],
  ]);
}
