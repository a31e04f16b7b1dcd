import { type Row } from '../csv';
import { LINES } from '.';

/** Columns of 指标.csv. */
export const LINE_COLUMNS = [
  '指标编号',
  '预算单位',
  '资金性质',
  '支出功能分类',
  '部门经济分类',
  '支出类别',
  '项目编码',
  '来源年度',
  '支付方式',
] as const;

/** 指标.csv. */
export const lineRows = (): Row<(typeof LINE_COLUMNS)[number]>[] =>
  LINES.map((line) => ({
    指标编号: line.id,
    预算单位: line.unit,
    资金性质: line.fundNature,
    支出功能分类: line.functionCode,
    部门经济分类: line.economicCode,
    支出类别: line.expenditureKind,
    项目编码: line.projectCode,
    来源年度: String(line.originYear),
    支付方式: line.paymentMode,
  }));
