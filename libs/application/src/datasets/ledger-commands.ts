import { type CommandType, type NewLine, budgetLineSchema } from '@yujue/ledger';
import { ZodError } from 'zod';
import { type AskedCommand, type RowCommand, inOrderOfDays, rowCommand } from '../row-commands/asked-command';
import { type DocumentRow, type DocumentType, documentsOf } from '../row-commands/documents';
import { ofOneRow } from '../row-commands/paper-row';
import { payment, refund } from '../row-commands/payments';
import { schemaSentence } from '../schema-sentence';
import { type Manifest } from './manifest';
import { type Problems, type Row } from './csv';
import { type Dataset } from './read-dataset';
import { checkAmount, checkPaper, paperRow } from './paper-of-row';

/** The commands of each unit, in the order of their dates, closing its months as the manifest says. */
export function ledgerCommands(dataset: Dataset, problems: Problems): Map<string, RowCommand[]> {
  const lines = readLines(dataset, problems);
  const asked = [...documentsOf(documentRows(dataset, lines, problems)), ...single(dataset, lines, problems)];
  return new Map(
    dataset.manifest.units.map((unit) => [unit.code, commandsOf(unit, dataset.manifest, asked, problems)]),
  );
}

interface LineOfUnit {
  readonly unit: string;
  readonly line: NewLine;
}

/** By number. What 指标.csv has wrong is null: rows that name it are not wrong for that. */
type Lines = ReadonlyMap<string, LineOfUnit | null>;

function readLines({ manifest, rows }: Dataset, problems: Problems): Lines {
  const lines = new Map<string, LineOfUnit | null>();
  for (const row of rows['指标.csv']) {
    const { cells } = row;
    const unit = cells['预算单位']!;
    checkUnit(row, manifest, problems);
    const parsed = budgetLineSchema.safeParse({
      id: cells['指标编号'],
      fundNature: cells['资金性质'],
      functionCode: cells['支出功能分类'],
      economicCode: cells['部门经济分类'] || null,
      expenditureKind: cells['支出类别'],
      projectCode: cells['项目编码'] || null,
      originYear: Number(cells['来源年度']),
      paymentMode: cells['支付方式'],
    });
    const id = parsed.data?.id ?? cells['指标编号']!;
    if (!parsed.success) problems.at(row, schemaSentence(parsed.error));
    if (lines.has(id)) problems.at(row, `指标编号 ${id} 重复。`);
    else lines.set(id, parsed.success ? { unit, line: parsed.data } : null);
  }
  return lines;
}

function checkUnit(row: Row, { units }: Manifest, problems: Problems): void {
  const unit = row.cells['预算单位'];
  if (!units.some(({ code }) => code === unit)) problems.at(row, `预算单位 ${unit} 不在 dataset.yaml 的 units 中。`);
}

const ADJUSTMENTS: Readonly<Record<string, DocumentType>> = {
  追加: 'supplementBudget',
  追减: 'reduceBudget',
  调剂: 'transferBudget',
  冻结: 'freezeBudget',
  解冻: 'unfreezeBudget',
};

function documentRows({ rows }: Dataset, lines: Lines, problems: Problems): DocumentRow[] {
  const all: { row: Row; type: DocumentType | undefined }[] = [
    ...rows['上年结转.csv'].map((row) => ({ row, type: 'bringForward' as const })),
    ...rows['年初预算.csv'].map((row) => ({ row, type: 'appropriateBudget' as const })),
    ...rows['预算调整.csv'].map((row) => ({ row, type: ADJUSTMENTS[row.cells['类型']!] })),
  ];
  return all.flatMap(({ row, type }) => {
    const { cells } = row;
    const found = lineOf(row, lines, problems);
    if (!type) problems.at(row, `类型“${cells['类型']}”不认识，应为${Object.keys(ADJUSTMENTS).join('、')}。`);
    if (!found || !type) return checkPaper(row, problems);
    const { 来源: source = '', 性质: nature } = cells;
    return [{ ...paperRow(row, found.unit), type, line: found.line, source, nature }];
  });
}

const YEAR_END: Readonly<Record<string, CommandType>> = {
  结转下年: 'carryForward',
  收回: 'surrenderBalance',
  结余分配: 'allocateSurplus',
};

/** Files whose rows are a command each. */
function single({ manifest, rows }: Dataset, lines: Lines, problems: Problems): AskedCommand[] {
  const paymentUnits = new Map<string, string | null>();
  const onLine = (row: Row, type: CommandType, data: object): AskedCommand[] => {
    const found = lineOf(row, lines, problems);
    if (!found) return checkPaper(row, problems);
    return [ofOneRow(paperRow(row, found.unit), type, { lineId: found.line.id, ...data })];
  };
  const receipts = rows['收入.csv'].flatMap((row) => onLine(row, 'receiveRevenue', { payer: row.cells['付款方'] }));
  const payments = rows['支付.csv'].flatMap((row) => {
    const { 支付编号: paymentId = '', 收款人: payee = '', 批复前支出: ahead } = row.cells;
    const found = lineOf(row, lines, problems);
    paymentUnits.set(paymentId, found?.unit ?? null);
    if (!found) return checkPaper(row, problems);
    return [payment({ ...paperRow(row, found.unit), type: 'disburse', line: found.line, paymentId, payee, ahead })];
  });
  const corrections = rows['退回更正.csv'].flatMap((row) => correction(row, paymentUnits, problems));
  const yearEnd = rows['年末处理.csv'].flatMap((row) => {
    const { 处理方式: how, 性质: nature } = row.cells;
    const type = YEAR_END[how!];
    if (type) return onLine(row, type, type === 'carryForward' && nature ? { nature } : {});
    problems.at(row, `处理方式“${how}”不认识，应为${Object.keys(YEAR_END).join('、')}。`);
    lineOf(row, lines, problems);
    return checkPaper(row, problems);
  });
  for (const row of [...rows['非税收入.csv'], ...rows['冲销.csv']]) checkUnit(row, manifest, problems);
  return [
    ...receipts,
    ...payments,
    ...corrections,
    ...rows['非税收入.csv'].map(nonTax),
    ...yearEnd,
    ...rows['冲销.csv'].map(reversal),
  ];
}

function correction(row: Row, paymentUnits: Map<string, string | null>, problems: Problems): AskedCommand[] {
  const { 类型: kind, 支付编号: paymentId = '', 新支付编号: newPaymentId = '', 调入指标编号: toLineId } = row.cells;
  const unit = paymentUnits.get(paymentId);
  if (unit === undefined) problems.at(row, `支付编号 ${paymentId} 不在支付.csv 中，也不是此前更正的新支付编号。`);
  if (kind !== '退回' && kind !== '更正') problems.at(row, `类型“${kind}”不认识，应为退回、更正。`);
  if (kind === '更正') paymentUnits.set(newPaymentId, unit ?? null);
  if (!unit) return checkPaper(row, problems);
  const paper = paperRow(row, unit);
  if (kind === '退回') return [refund({ ...paper, type: 'refundDisbursement', paymentId })];
  return [ofOneRow(paper, 'reclassifyDisbursement', { paymentId, newPaymentId, toLineId })];
}

function nonTax(row: Row): AskedCommand {
  const { 预算单位: unit = '', 非税项目: category, 管理方式: account } = row.cells;
  return ofOneRow(paperRow(row, unit), 'collectNonTaxRevenue', { category, account });
}

function reversal(row: Row): AskedCommand {
  const { 预算单位: unit = '', 类型: kind, 原单据号: corrects } = row.cells;
  return ofOneRow(paperRow(row, unit), 'reverseEntry', { kind, corrects });
}

/** The line of a row; undefined or null where the row or 指标.csv has it wrong. */
function lineOf(row: Row, lines: Lines, problems: Problems): LineOfUnit | null | undefined {
  const lineId = row.cells['指标编号']!;
  const line = lines.get(lineId);
  if (line === undefined) problems.at(row, `指标编号 ${lineId} 不在指标.csv 中。`);
  return line;
}

function commandsOf(
  unit: Manifest['units'][number],
  manifest: Manifest,
  asked: readonly AskedCommand[],
  problems: Problems,
): RowCommand[] {
  const { fiscalYear, closing, basis } = manifest;
  const { code, name } = manifest.department;
  const opening = {
    type: 'openFiscalYear' as const,
    data: { unit, department: { code, name }, fiscalYear, occurredOn: `${fiscalYear}-01-01` },
  };
  const start = { file: 'dataset.yaml', rowNumber: 1 };
  const commands: RowCommand[] = [{ command: opening, row: start }];
  const closedMonths = closing === 'none' ? 0 : closing === 'year' ? 12 : closing;
  let month = 1;
  const closeThrough = (last: number) => {
    for (; month <= Math.min(last, closedMonths); month++) {
      commands.push({
        command: { type: 'closeMonth', data: { month, occurredOn: lastDay(fiscalYear, month) } },
        row: start,
      });
    }
  };
  for (const each of inOrderOfDays(asked.filter((it) => it.unit === unit.code))) {
    closeThrough(Number(each.occurredOn.slice(5, 7)) - 1);
    const made = rowCommand({ ...each, data: { ...each.data, basis } });
    if (made instanceof ZodError) {
      problems.at(each.row, schemaSentence(made));
      checkAmount(each.row, each.data, problems);
    } else commands.push(made);
  }
  closeThrough(12);
  if (closing === 'year')
    commands.push({ command: { type: 'closeFiscalYear', data: { occurredOn: `${fiscalYear}-12-31` } }, row: start });
  return commands;
}

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
