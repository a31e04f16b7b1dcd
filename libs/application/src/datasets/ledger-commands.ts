import { COMMAND_SCHEMAS, type CommandType, type LedgerCommand, type NewLine, budgetLineSchema } from '@yujue/ledger';
import { type Manifest } from './manifest';
import { type Problems, type Row } from './csv';
import { type Dataset } from './read-dataset';
import { schemaSentence } from '../schema-sentence';

/** A command with the row to name when it is refused. */
export interface DatasetCommand {
  readonly command: LedgerCommand;
  readonly row: Pick<Row, 'file' | 'rowNumber'>;
  /** Where the command has several lines, the row of each: of a transfer first those that go out. */
  readonly lineRows?: readonly Row[];
}

interface Draft {
  readonly unit: string;
  readonly date: string;
  readonly type: CommandType;
  readonly data: object;
  readonly row: Row;
  readonly lineRows?: readonly Row[];
}

/**
 * The commands of one unit, in the order of their dates, closing its months as the manifest says. `paymentUnits` has the
 * units of further payments, not in 支付.csv, that 退回更正.csv may name.
 */
export function ledgerCommands(
  dataset: Dataset,
  problems: Problems,
  paymentUnits: ReadonlyMap<string, string> = new Map(),
): Map<string, DatasetCommand[]> {
  const lines = readLines(dataset, problems);
  const drafts = [...grouped(dataset, lines, problems), ...single(dataset, lines, problems, paymentUnits)];
  return new Map(
    dataset.manifest.units.map((unit) => [unit.code, commandsOf(unit, dataset.manifest, drafts, problems)]),
  );
}

type Lines = ReadonlyMap<string, { readonly unit: string; readonly line: NewLine }>;

function readLines({ manifest, rows }: Dataset, problems: Problems): Lines {
  const lines = new Map<string, { unit: string; line: NewLine }>();
  for (const row of rows['指标.csv']) {
    const { cells } = row;
    const unit = cells['预算单位']!;
    if (!manifest.units.some(({ code }) => code === unit))
      problems.at(row, `预算单位 ${unit} 不在 dataset.yaml 的 units 中。`);
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
    if (!parsed.success) problems.at(row, schemaSentence(parsed.error));
    else if (lines.has(parsed.data.id)) problems.at(row, `指标编号 ${parsed.data.id} 重复。`);
    else lines.set(parsed.data.id, { unit, line: parsed.data });
  }
  return lines;
}

const ADJUSTMENTS: Readonly<Record<string, CommandType>> = {
  追加: 'supplementBudget',
  追减: 'reduceBudget',
  调剂: 'transferBudget',
  冻结: 'freezeBudget',
  解冻: 'unfreezeBudget',
};

/** Rows of one 文号, date, type and unit are one document, and so one command. */
function grouped({ rows }: Dataset, lines: Lines, problems: Problems): Draft[] {
  const all = [
    ...rows['上年结转.csv'].map((row) => ({ row, type: 'bringForward' as CommandType | undefined })),
    ...rows['年初预算.csv'].map((row) => ({ row, type: 'appropriateBudget' as CommandType | undefined })),
    ...rows['预算调整.csv'].map((row) => ({ row, type: ADJUSTMENTS[row.cells['类型']!] })),
  ];
  const documents = new Map<string, { unit: string; type: CommandType; rows: Row[] }>();
  for (const { row, type } of all) {
    const line = lineOf(row, '指标编号', lines, problems);
    if (!type) problems.at(row, `类型“${row.cells['类型']}”不认识，应为${Object.keys(ADJUSTMENTS).join('、')}。`);
    if (!line || !type) continue;
    const key = [row.file, line.unit, row.cells['日期'], type, row.cells['文号'], row.cells['来源'] ?? ''].join('\0');
    const document = documents.get(key) ?? { unit: line.unit, type, rows: [] };
    document.rows.push(row);
    documents.set(key, document);
  }
  return [...documents.values()].map(({ unit, type, rows: own }) => ({
    unit,
    type,
    date: own[0]!.cells['日期']!,
    row: own[0]!,
    lineRows: type === 'transferBudget' ? [...own.filter(goesOut), ...own.filter((row) => !goesOut(row))] : own,
    data: documentData(type, own, lines),
  }));
}

const goesOut = ({ cells }: Row): boolean => cells['金额']!.startsWith('-');

function documentData(type: CommandType, rows: readonly Row[], lines: Lines): object {
  const first = rows[0]!.cells;
  const amounts = rows.map(({ cells }) => ({
    lineId: cells['指标编号']!,
    amount: cells['金额']!,
    ...(type === 'bringForward' && natureOf(cells)),
  }));
  const paper = { documentNo: first['文号'], occurredOn: first['日期'], reason: first['原因'] };
  if (type === 'transferBudget') {
    const out = amounts.filter(({ amount }) => amount.startsWith('-'));
    return {
      ...paper,
      opens: opensOf(amounts, lines),
      from: out.map(({ lineId, amount }) => ({ lineId, amount: amount.slice(1) })),
      to: amounts.filter((it) => !out.includes(it)),
    };
  }
  const source = first['来源'] === '上级转移支付' ? 'transfer-from-above' : 'own-level';
  const opensLines = type === 'bringForward' || type === 'appropriateBudget' || type === 'supplementBudget';
  return {
    ...paper,
    lines: amounts,
    ...(opensLines && { opens: opensOf(amounts, lines) }),
    ...(type === 'supplementBudget' && { source }),
  };
}

/** 结转 or 结余, where the row says it. */
const natureOf = ({ 性质: nature }: Row['cells']) => (nature ? { nature } : {});

/** Every line is named with its dimensions; the ledger keeps those that it has not met before. */
const opensOf = (amounts: readonly { lineId: string }[], lines: Lines): NewLine[] =>
  [...new Set(amounts.map(({ lineId }) => lineId))].map((lineId) => lines.get(lineId)!.line);

const YEAR_END: Readonly<Record<string, CommandType>> = {
  结转下年: 'carryForward',
  收回: 'surrenderBalance',
  结余分配: 'allocateSurplus',
};

/** Files whose rows are a command each. */
function single(
  { rows }: Dataset,
  lines: Lines,
  problems: Problems,
  knownPayments: ReadonlyMap<string, string>,
): Draft[] {
  const paymentUnits = new Map(knownPayments);
  const onLine = (row: Row, type: CommandType, data: object): Draft[] => {
    const line = lineOf(row, '指标编号', lines, problems);
    if (!line) return [];
    const common = { lineId: row.cells['指标编号'], amount: row.cells['金额'] };
    return [{ unit: line.unit, date: row.cells['日期']!, type, row, data: { ...paperOf(row), ...common, ...data } }];
  };
  const receipts = rows['收入.csv'].flatMap((row) => onLine(row, 'receiveRevenue', { payer: row.cells['付款方'] }));
  const payments = rows['支付.csv'].flatMap((row) => {
    const { 支付编号: paymentId, 收款人: payee, 批复前支出: ahead } = row.cells;
    const line = lines.get(row.cells['指标编号']!)?.line;
    const drafts = onLine(row, 'disburse', { paymentId, payee, ...(ahead && line && { ahead, opens: [line] }) });
    if (drafts[0]) paymentUnits.set(paymentId!, drafts[0].unit);
    return drafts;
  });
  const corrections = rows['退回更正.csv'].flatMap((row) => correction(row, paymentUnits, problems));
  const yearEnd = rows['年末处理.csv'].flatMap((row) => {
    const type = YEAR_END[row.cells['处理方式']!];
    if (type) return onLine(row, type, type === 'carryForward' ? natureOf(row.cells) : {});
    problems.at(row, `处理方式“${row.cells['处理方式']}”不认识，应为${Object.keys(YEAR_END).join('、')}。`);
    return [];
  });
  const nonTaxes = rows['非税收入.csv'].map(nonTax);
  return [...receipts, ...payments, ...corrections, ...nonTaxes, ...yearEnd, ...rows['冲销.csv'].map(reversal)];
}

function correction(row: Row, paymentUnits: Map<string, string>, problems: Problems): Draft[] {
  const {
    类型: kind,
    支付编号: paymentId = '',
    新支付编号: newPaymentId = '',
    调入指标编号: toLineId,
    金额: amount,
  } = row.cells;
  const unit = paymentUnits.get(paymentId);
  if (!unit) problems.at(row, `支付编号 ${paymentId} 不在支付.csv 中，也不是此前更正的新支付编号。`);
  if (kind !== '退回' && kind !== '更正') problems.at(row, `类型“${kind}”不认识，应为退回、更正。`);
  if (!unit) return [];
  const common = { unit, date: row.cells['日期']!, row };
  if (kind === '退回') return [{ ...common, type: 'refundDisbursement', data: { ...paperOf(row), paymentId, amount } }];
  paymentUnits.set(newPaymentId, unit);
  return [
    { ...common, type: 'reclassifyDisbursement', data: { ...paperOf(row), paymentId, newPaymentId, toLineId, amount } },
  ];
}

const nonTax = (row: Row): Draft => ({
  unit: row.cells['预算单位']!,
  date: row.cells['日期']!,
  type: 'collectNonTaxRevenue',
  row,
  data: { ...paperOf(row), category: row.cells['非税项目'], account: row.cells['管理方式'], amount: row.cells['金额'] },
});

const reversal = (row: Row): Draft => ({
  unit: row.cells['预算单位']!,
  date: row.cells['日期']!,
  type: 'reverseEntry',
  row,
  data: { ...paperOf(row), kind: row.cells['类型'], corrects: row.cells['原单据号'], amount: row.cells['金额'] },
});

const paperOf = ({ cells }: Row) => ({
  documentNo: cells['单据号'] ?? cells['文号'],
  occurredOn: cells['日期'],
  reason: cells['摘要'] ?? cells['原因'],
});

function lineOf(row: Row, column: string, lines: Lines, problems: Problems) {
  const lineId = row.cells[column]!;
  const line = lines.get(lineId);
  if (!line) problems.at(row, `指标编号 ${lineId} 不在指标.csv 中。`);
  return line;
}

function commandsOf(
  unit: Manifest['units'][number],
  manifest: Manifest,
  drafts: readonly Draft[],
  problems: Problems,
): DatasetCommand[] {
  const { fiscalYear, closing, basis } = manifest;
  const { code, name } = manifest.department;
  const opening = {
    type: 'openFiscalYear' as const,
    data: { unit, department: { code, name }, fiscalYear, occurredOn: `${fiscalYear}-01-01` },
  };
  const start = { file: 'dataset.yaml', rowNumber: 1 };
  const commands: DatasetCommand[] = [{ command: opening, row: start }];
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
  // toSorted is stable: on one date the order of the files remains.
  for (const draft of drafts
    .filter((it) => it.unit === unit.code)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    closeThrough(Number(draft.date.slice(5, 7)) - 1);
    const data = COMMAND_SCHEMAS[draft.type].safeParse({ ...draft.data, basis });
    if (data.success)
      commands.push({
        command: { type: draft.type, data: data.data } as LedgerCommand,
        row: draft.row,
        ...(draft.lineRows && { lineRows: draft.lineRows }),
      });
    else problems.at(draft.row, schemaSentence(data.error));
  }
  closeThrough(12);
  if (closing === 'year')
    commands.push({ command: { type: 'closeFiscalYear', data: { occurredOn: `${fiscalYear}-12-31` } }, row: start });
  return commands;
}

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
