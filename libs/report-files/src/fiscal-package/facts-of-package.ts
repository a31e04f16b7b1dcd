import { EXPENDITURE_KINDS, FUND_NATURES, UNIT_KINDS } from '@yujue/classification';
import { type Fen, MoneyError, ZERO, add, parseYuan } from '@yujue/money';
import { type LineFacts, REPORT_MEASURES, type ReportMeasure } from '@yujue/facts';
import { type ReportProject, type ReportUnit } from '@yujue/reporting';
import { strFromU8 } from 'fflate';
import { z } from 'zod';
import { csvRecords } from '../verify/read-csv';
import { PackageError, unpacked } from '@yujue/office-files';
import { FACTS } from './write-fiscal-package';

/** What a package says: the lines with their amounts in 分, and the names that reports need. */
export interface PackageFacts {
  readonly departmentName: string;
  readonly facts: readonly LineFacts[];
  readonly units: readonly ReportUnit[];
  readonly projects: readonly ReportProject[];
}

const orNull = z.string().transform((text) => (text === '' ? null : text));
const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.string().transform((text, context): Word | null => {
    const found = words.find((word) => word === text);
    if (found === undefined && text !== '') context.addIssue(`不认识“${text}”`);
    return found ?? null;
  });

/** A row of the facts, by the names that `fact-fields.ts` gives its columns. */
const rowSchema = z.object({
  fiscal_year: z.coerce.number().int(),
  department_code: z.string(),
  department_name: z.string(),
  unit_code: z.string(),
  unit_name: z.string(),
  unit_kind: z.enum(UNIT_KINDS),
  line_id: z.string(),
  fund_nature: oneOf(FUND_NATURES),
  function_level1_code: z.string(),
  function_level2_code: z.string(),
  function_level3_code: z.string(),
  economic_level1_code: z.string(),
  economic_level2_code: z.string(),
  government_economic_code: orNull,
  expenditure_kind: oneOf(EXPENDITURE_KINDS),
  project_code: orNull,
  project_name: z.string(),
  project_parent_code: orNull,
  project_category: z.string(),
  origin_year: z.coerce.number().int(),
  payment_mode: oneOf(['国库集中支付', '实有资金']),
  non_tax_category: orNull,
  non_tax_account: oneOf(['纳入预算管理', '纳入财政专户管理']),
  register: oneOf(['procurements', 'servicePurchases', 'nonTaxPlans', 'transfers', 'priorYear']),
  register_entry_no: z.string(),
  register_entry_name: z.string(),
  register_entry_category: orNull,
  register_entry_texts: z.string().transform((text, context) => textsOf(text) ?? (context.addIssue('不是 JSON'), {})),
  measure: z.string(),
  amount: z.string(),
});

type FactRow = z.output<typeof rowSchema>;

const texts = z.record(z.string(), z.string());

function textsOf(json: string): Record<string, string> | null {
  try {
    return json === '' ? {} : (texts.safeParse(JSON.parse(json)).data ?? null);
  } catch {
    return null;
  }
}

/** Reads the facts of an Open Fiscal Data Package that `yujue report` wrote. Rejects with PackageError naming the row that is wrong. */
export async function factsOfPackage(bytes: Uint8Array): Promise<PackageFacts> {
  const rows = rowsOf(strFromU8((await unpacked(bytes))[FACTS] ?? new Uint8Array()));
  return {
    departmentName: rows[0]?.department_name ?? '',
    facts: factsOf(rows),
    units: unique(rows.map(({ unit_code: code, unit_name: name }) => ({ code, name }))),
    projects: unique(
      rows.flatMap(({ project_code: code, project_name: name, project_parent_code: parentCode, project_category }) =>
        code === null ? [] : [{ code, name, parentCode, category: project_category || undefined }],
      ),
    ),
  };
}

function rowsOf(text: string): FactRow[] {
  const [header = [], ...records] = recordsOf(text);
  return records.map((fields, index) => {
    const row = rowSchema.safeParse(Object.fromEntries(header.map((name, at) => [name, fields[at] ?? ''])));
    if (row.success) return row.data;
    const [issue] = row.error.issues;
    // The header is the first line.
    throw wrongRow(index + 2, `${issue?.path.join('/') ?? ''} 栏不能读：${issue?.message ?? ''}`);
  });
}

function recordsOf(text: string): string[][] {
  try {
    return csvRecords(text);
  } catch (error) {
    throw new PackageError(`数据包的 ${FACTS} 不是完整的 CSV：${(error as Error).message}`);
  }
}

const wrongRow = (line: number, what: string): PackageError =>
  new PackageError(`数据包的 ${FACTS} 第 ${line} 行：${what}。请重新导出。`);

/** The rows of a line are one amount each. */
function factsOf(rows: readonly FactRow[]): LineFacts[] {
  const lines = new Map<string, { line: LineFacts['line']; amounts: Partial<Record<ReportMeasure, Fen>> }>();
  rows.forEach((row, index) => {
    const line = lineOf(row);
    const key = JSON.stringify(line);
    const fact = lines.get(key) ?? { line, amounts: {} };
    const measure = MEASURE_OF.get(row.measure);
    if (!measure) throw wrongRow(index + 2, `不认识口径“${row.measure}”`);
    fact.amounts[measure] = add(fact.amounts[measure] ?? ZERO, amountOf(row.amount, index + 2));
    lines.set(key, fact);
  });
  return [...lines.values()];
}

const MEASURE_OF = new Map(
  (Object.keys(REPORT_MEASURES) as ReportMeasure[]).map((measure): [string, ReportMeasure] => [
    REPORT_MEASURES[measure],
    measure,
  ]),
);

function amountOf(text: string, line: number): Fen {
  try {
    return parseYuan(text);
  } catch (error) {
    if (error instanceof MoneyError) throw wrongRow(line, error.message);
    throw error;
  }
}

const lineOf = (row: FactRow): LineFacts['line'] => ({
  id: row.line_id,
  department: row.department_code,
  unit: row.unit_code,
  unitKind: row.unit_kind,
  fiscalYear: row.fiscal_year,
  fundNature: row.fund_nature,
  functionCode: deepest(row.function_level3_code, row.function_level2_code, row.function_level1_code),
  economicCode: deepest(row.economic_level2_code, row.economic_level1_code),
  govEconomicCode: row.government_economic_code,
  expenditureKind: row.expenditure_kind,
  projectCode: row.project_code,
  originYear: row.origin_year,
  paymentMode: row.payment_mode,
  nonTaxCategory: row.non_tax_category,
  nonTaxAccount: row.non_tax_account,
  entry:
    row.register === null
      ? null
      : {
          register: row.register,
          entryNo: row.register_entry_no,
          name: row.register_entry_name,
          category: row.register_entry_category,
          texts: row.register_entry_texts,
        },
});

/** The code of the deepest level that a row has. */
const deepest = (...codes: readonly string[]): string | null => codes.find((code) => code !== '') ?? null;

const unique = <Named extends { readonly code: string }>(named: readonly Named[]): Named[] => [
  ...new Map(named.map((each) => [each.code, each])).values(),
];
