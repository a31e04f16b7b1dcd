import { LIST_KINDS } from '@yujue/list-import';
import { MONEY_UNITS, type MoneyUnit } from '@yujue/money';
import { z } from 'zod';
import { named } from '../contract/components';
import { count, position, whole, yuan } from './values';

const listFinding = named(
  'ListFinding',
  z.strictObject({
    worksheet: z.string().describe('工作表；CSV 为文件名'),
    row: whole.nullable().describe('关于整张工作表时为 null'),
    column: z.string().nullable().describe('列的字母'),
    message: z.string(),
  }),
);

const worksheet = named(
  'Worksheet',
  z.strictObject({
    name: z.string(),
    headerRows: z.tuple([whole, whole]).describe('表头的首行和末行'),
    unit: z
      .enum(MONEY_UNITS as [MoneyUnit, ...MoneyUnit[]])
      .nullable()
      .describe('金额单位'),
    unitFrom: z.string().nullable(),
    columns: z.array(
      z.strictObject({
        column: z.string(),
        header: z.string(),
        field: z.string().nullable().describe('未使用的列为 null'),
      }),
    ),
  }),
);

/** What a list is, would do, or did. */
export const listOutcome = named(
  'ListOutcome',
  z.strictObject({
    file: z.string(),
    kind: z.enum(LIST_KINDS),
    department: z.string(),
    fiscalYear: whole,
    worksheets: z.array(worksheet).describe('各工作表的列怎样识别'),
    rows: z.strictObject({ read: count, recorded: count, fresh: count }),
    amount: yuan.nullable().describe('新的各行合计；没有金额的清单为 null'),
    registers: z.array(z.string()).describe('随之登记的内容'),
    events: count,
    faultsTotal: count,
    faults: z.array(listFinding),
    notesTotal: count,
    notes: z.array(listFinding),
    sample: z.array(
      z.strictObject({
        worksheet: z.string(),
        row: whole,
        state: z.enum(['新', '更正', '已登记']),
        unit: z.string(),
        values: z.record(z.string(), z.string()),
      }),
    ),
    position: position.nullable().describe('预览和没有新内容时为 null'),
  }),
);
