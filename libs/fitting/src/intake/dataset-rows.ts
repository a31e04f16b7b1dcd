import { type Measure } from '@yujue/ledger';
import { type Fen, ZERO, formatYuan } from '@yujue/money';
import { type LineFacts, type ReportLine } from '@yujue/facts';
import { lineIdOf } from './line-ids';

/** A row of a dataset's file, by column title (docs/dataset-format.md). */
export type DatasetRow = Readonly<Record<string, string>>;

/** A row and the file that it goes into. */
export interface FiledRow {
  readonly file: string;
  readonly row: DatasetRow;
}

/** The paper of a fitted event, which says that there is no document. */
export interface FittedPaper {
  readonly fiscalYear: number;
  /** For example `2026年度公布表`. */
  readonly documentNo: string;
  readonly reason: string;
}

/** Money that is distributed leaves its line before what is left of the line is taken back. */
const MEASURES = [
  'broughtForward',
  'appropriated',
  'supplemented',
  'received',
  'disbursed',
  'carriedForward',
  'allocated',
  'lapsed',
] as const satisfies readonly Measure[];

type FittedMeasure = (typeof MEASURES)[number];

/** The rows of one fitted line: its dimensions, and each of its amounts as the event that posts it. */
export function lineRows({ line, amounts }: LineFacts, paper: FittedPaper): FiledRow[] {
  if (line.nonTaxCategory !== null) return [nonTaxRow(line, amounts.nonTax ?? ZERO, paper)];
  const lineId = lineIdOf(line);
  const moved = MEASURES.flatMap((measure) => {
    const amount = amounts[measure] ?? ZERO;
    return amount === ZERO || isPosted(measure, line) ? [] : [moneyRow(measure, lineId, amount, paper)];
  });
  return [{ file: '指标.csv', row: dimensionsOf(lineId, line) }, ...moved];
}

/** What the treasury pays, or lets be carried over, is income at that moment; there is no second event for it. */
const isPosted = (measure: FittedMeasure, line: ReportLine): boolean =>
  measure === 'received' && line.paymentMode === '国库集中支付' && line.originYear === line.fiscalYear;

const nonTaxRow = (line: ReportLine, amount: Fen, { fiscalYear, documentNo, reason }: FittedPaper): FiledRow => ({
  file: '非税收入.csv',
  row: {
    单据号: documentNo,
    日期: `${fiscalYear}-12-31`,
    预算单位: line.unit,
    非税项目: line.nonTaxCategory ?? '',
    管理方式: line.nonTaxAccount ?? '',
    金额: formatYuan(amount),
    摘要: reason,
  },
});

const dimensionsOf = (lineId: string, line: ReportLine): DatasetRow => ({
  指标编号: lineId,
  预算单位: line.unit,
  资金性质: line.fundNature ?? '',
  支出功能分类: line.functionCode ?? '',
  部门经济分类: line.economicCode ?? '',
  支出类别: line.expenditureKind ?? '',
  项目编码: line.projectCode ?? '',
  来源年度: String(line.originYear),
  支付方式: line.paymentMode ?? '',
});

/** The first and the last day of the year: a published table does not say when its money moved. */
function moneyRow(measure: FittedMeasure, lineId: string, amount: Fen, paper: FittedPaper): FiledRow {
  const { fiscalYear, documentNo, reason } = paper;
  const [opening, closing] = [`${fiscalYear}-01-01`, `${fiscalYear}-12-31`];
  const common = { 指标编号: lineId, 金额: formatYuan(amount) };
  const budget = { 文号: documentNo, 日期: opening, ...common, 原因: reason };
  const cash = { 单据号: documentNo, 日期: closing, ...common, 摘要: reason };
  const yearEnd = (treatment: string): FiledRow => ({
    file: '年末处理.csv',
    row: { 文号: documentNo, 日期: closing, ...common, 处理方式: treatment, 原因: reason },
  });
  switch (measure) {
    case 'broughtForward':
      return { file: '上年结转.csv', row: budget };
    case 'appropriated':
      return { file: '年初预算.csv', row: budget };
    case 'supplemented':
      return { file: '预算调整.csv', row: { ...budget, 类型: '追加', 来源: '本级' } };
    case 'received':
      return { file: '收入.csv', row: { ...cash, 付款方: '（公布表未列）' } };
    case 'disbursed':
      return { file: '支付.csv', row: { ...cash, 支付编号: `${lineId}-支付`, 收款人: '（公布表未列）' } };
    case 'carriedForward':
      return yearEnd('结转下年');
    case 'allocated':
      return yearEnd('结余分配');
    case 'lapsed':
      return yearEnd('收回');
  }
}
