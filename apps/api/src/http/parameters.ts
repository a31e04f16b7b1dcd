import { PAGE_SIZE_MAX } from '@yujue/application';
import { z } from 'zod';

const text = z.string().trim().min(1, '不能为空').max(200, '过长');
const year = z.coerce
  .number({ error: '年度应为四位数字' })
  .int('年度应为四位数字')
  .min(1990, '年度应为四位数字')
  .max(2200, '年度应为四位数字');

/** Path of a department's year. */
export const departmentYearPath = z.object({ department: text, year });
export const reportPath = departmentYearPath.extend({ edition: text });

/** Path of a unit's year. */
export const unitYearPath = z.object({ unit: text, year });

const asOf = z.iso.date('asOf 应为 yyyy-mm-dd').optional().describe('截至业务日期，缺省为全年');
const knownAt = z.iso
  .datetime({ offset: true, error: 'knownAt 应为带时区的时刻，例如 2026-01-31T18:00:00+08:00' })
  .optional()
  .describe('截至记录时刻，缺省为现在');
const after = z.string().optional().describe('先等待报表数据跟上该日志位置');

export const reportQuery = z.object({ table: text.optional(), asOf, knownAt, after });
export const reportFileQuery = reportQuery.extend({
  format: z
    .enum(['xlsx', 'docx', 'ofdp', 'html', 'json'], { error: 'format 应为 xlsx、docx、ofdp、html、json 之一' })
    .default('xlsx'),
});
export const traceQuery = z.object({
  table: text,
  row: text,
  column: text,
  side: text.optional(),
  asOf,
  knownAt,
  after,
});
export const checkQuery = z.object({ asOf, knownAt, after });
export const executionQuery = z.object({
  month: z.coerce
    .number({ error: 'month 应为 1–12' })
    .int('month 应为 1–12')
    .min(1, 'month 应为 1–12')
    .max(12, 'month 应为 1–12'),
  by: z
    .enum(['unit', 'function', 'economic', 'project', 'fund'], {
      error: 'by 应为 unit、function、economic、project、fund 之一',
    })
    .default('unit'),
  after,
});
export const pageQuery = z.object({
  cursor: z.string().optional(),
  limit: z.coerce
    .number({ error: 'limit 应为整数' })
    .int('limit 应为整数')
    .min(1, 'limit 至少为 1')
    .max(PAGE_SIZE_MAX, `limit 至多为 ${PAGE_SIZE_MAX}`)
    .default(100),
  asOf,
  knownAt,
});
export const documentsQuery = pageQuery.omit({ knownAt: true }).extend({ documentNo: text.optional() });
