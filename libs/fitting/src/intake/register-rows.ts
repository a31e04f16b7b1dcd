import { formatYuan, fen } from '@yujue/money';
import { type LineFacts, type ReportLine, type ReportRegister } from '@yujue/facts';
import { type DatasetRow, type FiledRow, type FittedPaper } from './dataset-rows';

/** The form of a register's file: the dimensions of its entries, and the columns of their words. */
interface RegisterFile {
  readonly file: string;
  readonly dimensions: readonly (keyof typeof DIMENSIONS)[];
  /** The column of what the entry's row is called. */
  readonly name: string | null;
  /** The column of the entry's category. */
  readonly category: string | null;
  readonly texts: readonly string[];
}

const DIMENSIONS = {
  资金性质: (line: ReportLine) => line.fundNature,
  支出类别: (line: ReportLine) => line.expenditureKind,
  支出功能分类: (line: ReportLine) => line.functionCode,
  部门经济分类: (line: ReportLine) => line.economicCode,
  项目编码: (line: ReportLine) => line.projectCode,
};

const REGISTER_FILES: Readonly<Record<ReportRegister, RegisterFile>> = {
  procurements: {
    file: '政府采购预算.csv',
    name: '支出项目名称',
    dimensions: ['支出类别', '支出功能分类', '项目编码', '资金性质'],
    category: '采购类别',
    texts: ['采购项目名称', '品目名称', '品目编号', '数量', '计量单位', '面向'],
  },
  servicePurchases: {
    file: '政府购买服务预算.csv',
    name: '支出项目名称',
    dimensions: ['项目编码', '资金性质'],
    category: null,
    texts: ['一级目录', '二级目录', '三级目录', '购买方式'],
  },
  nonTaxPlans: {
    file: '非税收入预算.csv',
    name: '项目名称',
    dimensions: ['资金性质'],
    category: '去向',
    texts: ['收入科目', '备注'],
  },
  transfers: {
    file: '转移支付预算.csv',
    name: null,
    dimensions: ['项目编码', '资金性质'],
    category: '地区',
    texts: [],
  },
  priorYear: {
    file: '上年数.csv',
    name: null,
    dimensions: ['资金性质', '支出类别', '支出功能分类', '部门经济分类', '项目编码'],
    category: null,
    texts: [],
  },
};

/** The rows of registers' entries, each under a separate number: one printed entry may have become several. */
export function registerRows(facts: readonly LineFacts[], paper: FittedPaper): FiledRow[] {
  const taken = new Set<string>();
  return facts.map((fact) => {
    const { file, row } = registerRow(fact, paper);
    const number = row['编号'] ?? '';
    let own = number;
    for (let more = 2; taken.has(`${file}/${own}`); more += 1) own = `${number}-${more}`;
    taken.add(`${file}/${own}`);
    return { file, row: { ...row, 编号: own } };
  });
}

function registerRow({ line, amounts }: LineFacts, paper: FittedPaper): FiledRow {
  const { entry } = line;
  if (!entry) throw new Error('A line of the ledger is no entry of a register.');
  const { file, dimensions, name, category, texts } = REGISTER_FILES[entry.register];
  const amount = Object.values(amounts)[0] ?? fen(0);
  const row: DatasetRow = {
    编号: entry.entryNo,
    预算单位: line.unit,
    ...Object.fromEntries(dimensions.map((column) => [column, DIMENSIONS[column](line) ?? ''])),
    ...(name !== null && { [name]: entry.name }),
    ...(category !== null && { [category]: entry.category ?? '' }),
    ...Object.fromEntries(texts.map((column) => [column, entry.texts[column] ?? ''])),
    ...(entry.register === 'priorYear' && {
      口径: amounts.priorBudget === undefined ? '上年决算' : '上年预算',
      来源: paper.documentNo,
    }),
    金额: formatYuan(amount),
  };
  return { file, row };
}
