import { LIST_KINDS } from '@yujue/list-import';
import { fields } from '@yujue/ledger';
import { MONEY_UNITS, type MoneyUnit } from '@yujue/money';
import { z } from 'zod';
import { departmentYearPath } from './parameters';

const kind = z.enum(LIST_KINDS, { error: `kind 应为 ${LIST_KINDS.join('、')} 之一` });

/** A list has some twenty fields. */
const PAIRS_MAX = 100;

/** Pairs as a query repeats them: `map=列=字段`. */
const pairs = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()))
  .pipe(z.array(fields.text().regex(/^[^=]+=.+$/, '应写作 名称=内容')).max(PAIRS_MAX))
  .transform((list) =>
    Object.fromEntries(list.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])),
  );

/** What stands beside an uploaded list. */
export const listQuery = departmentYearPath.extend({
  kind: kind.meta({ description: `清单种类：${LIST_KINDS.join('、')}`, examples: ['项目'] }),
  file: fields.text(200).default('上传的文件').describe('文件名，只用于提示'),
  unit: z
    .enum(MONEY_UNITS as [MoneyUnit, ...MoneyUnit[]], { error: `unit 应为 ${MONEY_UNITS.join('、')} 之一` })
    .optional()
    .describe('金额单位，缺省按表中所写；会记住'),
  map: pairs.describe('列名或列的字母=字段，可重复；会记住'),
  set: pairs.describe('字段=值，可重复；只用于本文件'),
});

export const templatePath = z.object({ kind: kind.meta({ description: '清单种类', examples: ['支付'] }) });
export const templateQuery = z.object({
  format: z.enum(['xlsx', 'csv'], { error: 'format 应为 xlsx、csv 之一' }).default('xlsx'),
  department: departmentYearPath.shape.department
    .optional()
    .describe('写明部门和年度时，示例用该部门的单位，可原样导入'),
  year: departmentYearPath.shape.year.optional(),
});
