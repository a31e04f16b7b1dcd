import { PAGE_SIZE_MAX } from '@yujue/application';
import { fields } from '@yujue/ledger';
import { z } from 'zod';
import { EXAMPLE_UNIT } from '../examples/command-examples';

const NAME_CHARS_MAX = 200;
const text = fields.text(NAME_CHARS_MAX);
const year = z
  .string('年度应为四位数字')
  .regex(/^\d{4}$/, '年度应为四位数字')
  .transform(Number)
  .pipe(fields.fiscalYear);
/** Whole numbers as addresses write them: no signs, exponents, blanks. */
const whole = (sentence: string) =>
  z
    .string(sentence)
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number);
/** A code in an address: in its normal form, or it would name another stream than it seems to. */
const code = fields.id();

/** Examples are of the sample year, which a first start loads. */
const named = <Schema extends z.ZodType>(schema: Schema, description: string, example: string): Schema =>
  schema.meta({ description, examples: [example] });

const budgetYear = named(year, '预算年度', '2020');

/** Path of a department's year. */
export const departmentYearPath = z.object({ department: named(code, '部门编码', 'gz-ybj'), year: budgetYear });
export const reportPath = departmentYearPath.extend({ edition: named(code, '版式', 'gz-2020-final') });

/** Path of a unit's year. */
export const unitYearPath = z.object({ unit: named(code, '预算单位编码', '310001'), year: budgetYear });

/** The same where something is recorded: the sample's units are closed, so the examples have a unit of their own. */
export const recordingPath = unitYearPath.extend({ unit: named(code, '预算单位编码', EXAMPLE_UNIT) });

/** For what can be tried before it is recorded. */
export const dryRunQuery = z.object({
  dryRun: z
    .enum(['true', 'false'], { error: 'dryRun 应为 true 或 false' })
    .default('false')
    .describe('true：只试算，答复会有哪些问题、各指标前后的余额，不登记任何内容'),
});

/** PostgreSQL and JavaScript both know these instants, and nothing was recorded outside of them. */
const INSTANT_YEAR_MIN = 1970;
const isInstant = (instant: string): boolean => {
  const year = new Date(instant).getUTCFullYear();
  return year >= INSTANT_YEAR_MIN && year <= fields.FISCAL_YEAR_MAX;
};

const asOf = fields.date.optional().describe('截至业务日期，缺省为全年');
const knownAt = z.iso
  .datetime({ offset: true, error: 'knownAt 应为带时区的时刻，例如 2026-01-31T18:00:00+08:00' })
  .refine(isInstant, { error: `knownAt 应在 ${INSTANT_YEAR_MIN} 年至 ${fields.FISCAL_YEAR_MAX} 年之间` })
  .optional()
  .describe('截至记录时刻，缺省为现在');
/** Digits, and for EventStoreDB two groups of them. */
const logPosition = (sentence: string) => z.string().regex(/^[\d./:-]{1,80}$/, sentence);
const after = logPosition('after 应为登记时得到的 position').optional().describe('先等待报表数据跟上该日志位置');

export const reportQuery = z.object({ table: text.optional(), asOf, knownAt, after });
/** As what a report can be downloaded. */
export const FILE_FORMATS = ['xlsx', 'docx', 'ofdp', 'html', 'json'] as const;

export const reportFileQuery = reportQuery.extend({
  format: z.enum(FILE_FORMATS, { error: `format 应为 ${FILE_FORMATS.join('、')} 之一` }).default('xlsx'),
});
export const checkQuery = z.object({ asOf, knownAt, after });
export const executionQuery = z.object({
  month: named(
    whole('month 应为 1–12').pipe(z.number().min(1, 'month 应为 1–12').max(12, 'month 应为 1–12')),
    '至哪一月末',
    '9',
  ),
  by: z
    .enum(['unit', 'function', 'economic', 'project', 'fund'], {
      error: 'by 应为 unit、function、economic、project、fund 之一',
    })
    .default('unit'),
  after,
});
const CURSOR = 'cursor 应为上一页的 next，请从第一页重新查询';

const entriesCursor = z
  .string()
  .regex(/^\d{1,18}\.\d{1,4}$/, CURSOR)
  .optional();
const limit = whole('limit 应为整数')
  .pipe(z.number().min(1, 'limit 至少为 1').max(PAGE_SIZE_MAX, `limit 至多为 ${PAGE_SIZE_MAX}`))
  .default(100);

export const pageQuery = z.object({
  cursor: entriesCursor,
  limit,
  asOf,
  knownAt,
});
export const vouchersQuery = pageQuery.omit({ knownAt: true }).extend({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, CURSOR)
    .optional(),
  documentNo: text.optional(),
});

/** Which cell of a table. */
export const cellQuery = z.object({
  table: named(text, '表号', '3'),
  row: named(text, '行名或编码', '2101301'),
  column: named(text, '栏目', '项目支出'),
  side: text.optional(),
  asOf,
  knownAt,
});
export const traceQuery = cellQuery.extend({ limit: limit.describe('第一页分录至多几笔'), after });
export const tracedEntriesQuery = cellQuery.extend({
  cursor: entriesCursor,
  limit,
  position: logPosition('position 应为第一页答复中的 position')
    .optional()
    .describe('第一页答复中的 position：此后登记的分录不列'),
});
