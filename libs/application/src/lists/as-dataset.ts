import { DATASET_FILES, type DatasetFile } from '../datasets/columns';
import { type Row } from '../datasets/csv';
import { type Dataset } from '../datasets/read-dataset';
import { type Books } from './books';
import { type ListEntry } from './list-entries';

/** The rows as the files of a dataset whose year is open and stays so. */
export function asDataset({ department, fiscalYear, units }: Books, entries: readonly ListEntry[]): Dataset {
  const rows = Object.fromEntries(Object.keys(DATASET_FILES).map((file) => [file, [] as Row[]])) as Record<
    DatasetFile,
    Row[]
  >;
  const lines = new Map<string, Row>();
  for (const { unit, file, line, row } of entries) {
    rows[file].push(row);
    if (!lines.has(line.id)) lines.set(line.id, lineRow(unit, line, row));
  }
  rows['指标.csv'].push(...lines.values());
  return {
    manifest: {
      dataset: department.code,
      title: department.name,
      fiscalYear,
      department,
      units: units.map(({ code, name, kind }) => ({ code, name, kind })),
      editions: [],
      closing: 'none',
    },
    rows,
  };
}

const lineRow = (unit: string, line: ListEntry['line'], { file, rowNumber }: Row): Row => ({
  file,
  rowNumber,
  cells: {
    指标编号: line.id,
    预算单位: unit,
    资金性质: line.fundNature,
    支出功能分类: line.functionCode,
    部门经济分类: line.economicCode ?? '',
    支出类别: line.expenditureKind,
    项目编码: line.projectCode ?? '',
    来源年度: String(line.originYear),
    支付方式: line.paymentMode,
  },
});
