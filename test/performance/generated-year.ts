import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { projectRoot } from '@yujue/application';
import { parse } from 'csv-parse/sync';

/** The year and department of the sample whose lines and registers a generated year takes over. */
const SAMPLE = join(projectRoot(), 'samples/gz-ybj-2020');
export const DEPARTMENT = 'gz-ybj';
export const FISCAL_YEAR = 2020;
export const EDITION = 'gz-2020-final';

/** Files that need no others; the rest name payments that a generated year does not have. */
const TAKEN_OVER = ['指标.csv', '项目.csv', '上年决算.csv', '车辆.csv', '公务接待.csv', '政府采购.csv', '绩效自评.csv'];

/** 年初预算 of each line in 元: more than any number of generated payments can spend. */
const APPROPRIATED = '100000000.00';

export interface GeneratedLine {
  readonly unit: string;
  readonly lineId: string;
}

export interface GeneratedPayment extends GeneratedLine {
  readonly paymentId: string;
  readonly documentNo: string;
  readonly occurredOn: string;
  readonly amount: string;
  readonly payee: string;
  readonly reason: string;
}

/** The lines of the sample that the treasury pays in this year: anything may be paid from them that was appropriated. */
export function payableLines(): GeneratedLine[] {
  const rows = parse<Record<string, string>>(readFileSync(join(SAMPLE, '指标.csv')), { bom: true, columns: true });
  return rows
    .filter((row) => row['支付方式'] === '国库集中支付' && row['来源年度'] === String(FISCAL_YEAR))
    .map((row) => ({ unit: row['预算单位'] ?? '', lineId: row['指标编号'] ?? '' }));
}

/** The days on which payments are made. Making a date for each payment would take a tenth of the time that a command takes. */
const PAYMENT_DAYS = Array.from({ length: 350 }, (_, index) =>
  new Date(Date.UTC(FISCAL_YEAR, 0, 2 + index)).toISOString().slice(0, 10),
);

/** Payment `index` of `total`, which spread over the lines in turn and over the year in order. Same index, same payment. */
export function generatedPayment(lines: readonly GeneratedLine[], index: number, total: number): GeneratedPayment {
  const line = lines[index % lines.length];
  if (!line) throw new Error('There is no line to pay from.');
  const occurredOn = PAYMENT_DAYS[Math.floor((PAYMENT_DAYS.length * (index % total)) / total)]!;
  return {
    ...line,
    paymentId: `ZF${FISCAL_YEAR}-${index}`,
    documentNo: `PZ${line.unit}-${index}`,
    occurredOn,
    amount: `${1 + (index % 997)}.${String(index % 100).padStart(2, '0')}`,
    payee: '广州市示例办公服务有限公司',
    reason: `${Number(occurredOn.slice(5, 7))}月办公费用及委托业务费`,
  };
}

/**
 * Writes a dataset of the sample's three units and lines with as many payments, its months open, ready to be loaded.
 * All ten tables of the edition can be made from it.
 */
export async function writeGeneratedYear(folder: string, payments: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await Promise.all(TAKEN_OVER.map((name) => copyFile(join(SAMPLE, name), join(folder, name))));
  const manifest = readFileSync(join(SAMPLE, 'dataset.yaml'), 'utf8')
    .replace(/^dataset: .*$/m, `dataset: ${basename(folder)}`)
    .replace(/^closing: .*$/m, 'closing: none');
  writeFileSync(join(folder, 'dataset.yaml'), manifest);
  const lines = payableLines();
  const budget = lines.map(({ lineId }) => `穗财预示〔2020〕9号,2020-01-01,${lineId},${APPROPRIATED},年初预算\n`);
  writeFileSync(join(folder, '年初预算.csv'), `文号,日期,指标编号,金额,原因\n${budget.join('')}`);
  await pipeline(Readable.from(paymentRows(lines, payments)), createWriteStream(join(folder, '支付.csv')));
}

function* paymentRows(lines: readonly GeneratedLine[], count: number): Generator<string> {
  yield '支付编号,单据号,日期,指标编号,金额,收款人,摘要\n';
  for (let index = 0; index < count; index++) {
    const { paymentId, documentNo, occurredOn, lineId, amount, payee, reason } = generatedPayment(lines, index, count);
    yield `${[paymentId, documentNo, occurredOn, lineId, amount, payee, reason].join()}\n`;
  }
}
