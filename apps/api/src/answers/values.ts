import { type RatePair } from '@yujue/reporting';
import { z } from 'zod';
import { named } from '../contract/components';

/** Values that many answers share. */

/** An amount in 元. */
export const yuan = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .describe('元，两位小数');

/** A rate before any rounding. Its parts are texts, because they can be larger than numbers in JSON are exact. */
export const rate = named(
  'Rate',
  z
    .strictObject({ numerator: z.string().regex(/^-?\d+$/), denominator: z.string().regex(/^-?\d+$/) })
    .describe('精确的比率：numerator ÷ denominator，整数，未约分'),
);

/** A rate as answers write it. */
export const toRate = ({ numerator, denominator }: RatePair) => ({
  numerator: numerator.toString(),
  denominator: denominator.toString(),
});

/** A figure as a table prints it, without thousands separators; null for a blank. */
export const printed = z.string().nullable().describe('如表中所印，不带千分号；空格为 null');

export const day = z.iso.date().describe('业务日期');

/** As stored: UTC, with milliseconds or microseconds. */
export const instant = z.iso.datetime({ offset: true }).describe('记录时刻');

/** What `after` waits for. */
export const position = z.string().describe('日志位置，可用于 after');

export const whole = z.int();
export const count = z.int().nonnegative();

/** Absent where nothing is missing. */
export const warnings = z.array(z.string()).optional().describe('数据中缺少的内容；没有时不出现');

/** A page of a list: `next` is the cursor of the page after it. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe('下一页的 cursor；最后一页为 null'),
    warnings,
  });
