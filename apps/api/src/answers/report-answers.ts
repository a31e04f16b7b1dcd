import { formatYuan } from '@yujue/money';
import { type FilledEdition, type ReportHead, dataRows, toReportJson } from '@yujue/reporting';
import { z } from 'zod';
import { named } from '../contract/components';
import { count, day, instant, position, printed, warnings, whole, yuan } from './values';

/** What a report was made of. */
export const head = {
  edition: z.string().describe('版式'),
  department: z.string(),
  year: whole,
  asOf: day.nullable(),
  knownAt: instant.nullable(),
  position,
};

const tableRow = named(
  'TableRow',
  z.strictObject({
    side: z.string().nullable().describe('收支两侧的表中，在哪一侧'),
    ordinal: z.string().nullable(),
    code: z.string().nullable(),
    name: z.string(),
    lineNo: z.string().nullable().describe('行次'),
    values: z.array(printed).describe('如表中所印，依 columns 的次序'),
    exact: z.array(yuan.nullable()).describe('同一次序的精确金额；没有数的栏为 null'),
    texts: z.record(z.string(), z.string()).optional().describe('文字栏'),
  }),
);

const wordsTable = named(
  'TableWords',
  z.strictObject({ title: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
);

const table = named(
  'Table',
  z.strictObject({
    no: z.string(),
    title: z.string(),
    columns: z.array(z.string()),
    rows: z.array(tableRow),
    lists: z.array(wordsTable).optional().describe('表下的文字，例如年度绩效指标'),
    notes: z.array(z.string()),
  }),
);

/** The tables of an edition. */
export const report = named(
  'Report',
  z.strictObject({ ...head, unitOfMeasure: z.string().describe('金额单位'), tables: z.array(table), warnings }),
);

/** A report as the API answers it: each amount as it is printed, and exact. */
export function toReportAnswer(filled: FilledEdition, madeOf: ReportHead) {
  const { tables, ...report } = toReportJson(filled, madeOf);
  const exact = filled.tables.map((of) =>
    dataRows(of).map(({ cells }) => cells.map((cell) => cell && formatYuan(cell.exact))),
  );
  return {
    ...report,
    tables: tables.map(({ rows, ...rest }, no) => ({
      ...rest,
      rows: rows.map((row, index) => ({ ...row, exact: exact[no]![index]! })),
    })),
  };
}

const checkSide = named('CheckSide', z.strictObject({ cells: z.string(), printed: yuan, exact: yuan.nullable() }));

const checkFinding = named(
  'CheckFinding',
  z.strictObject({
    rule: z.string(),
    label: z.string(),
    severity: z.enum(['hard', 'explain', 'warn']),
    verdict: z.enum(['错误', '说明', '提醒', '尾差']),
    left: checkSide,
    relation: z.enum(['=', '<=']),
    right: checkSide,
    expected: z.string(),
    difference: yuan,
    message: z.string(),
  }),
);

/** 勾稽. */
export const checks = named('Checks', z.strictObject({ compared: count, findings: z.array(checkFinding), warnings }));
