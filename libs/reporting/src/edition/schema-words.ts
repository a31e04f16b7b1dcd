import { z } from 'zod';

/** The small forms that edition files are made of, each with its complaint in Chinese. */

export const text = z.string({ error: '应为文字（数字代码请加引号）' }).min(1, { error: '不能为空' });

export const count = z.int({ error: '应为整数' }).min(0, { error: '不能为负数' });

export const words = <const Word extends string>(allowed: readonly Word[]) =>
  z.enum(allowed, { error: `应为下列之一：${allowed.join('、')}` });

/** One value stands for a list of one, so that an edition reads `fund: 一般公共预算`. */
export const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1, { error: '不能为空' }));

/** A text stands for an object that has only its name (a column, a code) or its text (a note). */
export const shorthand = <Shape extends z.ZodType>(key: string, shape: Shape) =>
  z.preprocess((value) => (typeof value === 'string' ? { [key]: value } : value), shape);

/** Signed sum of measures in the field's words, such as `支付 - 退回`; resolved by `measure-expression.ts`. */
export const expression = text;
