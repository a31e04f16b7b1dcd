import { z } from 'zod';

/** The fields that entries of registers are made of. */
export const text = z.string({ error: '不能为空' }).trim().min(1, '不能为空');
export const date = z.iso.date('日期应为 yyyy-mm-dd');
export const count = z.number().int().nonnegative();
/** A number without its unit, not negative, at most six decimals: 万元 to the 分. */
export const figure = z
  .string({ error: '不能为空' })
  .regex(/^\d+(\.\d{1,6})?$/, '应为数字，不带单位和千分号，至多六位小数');
/** 元, not negative, at most two decimals. */
export const yuan = z.string({ error: '不能为空' }).regex(/^\d+(\.\d{1,2})?$/, '应为以元为单位的金额，至多两位小数');
