import { BRIDGE_STEPS_MAX, TRACED_LINES_MAX } from '@yujue/reporting';
import { z } from 'zod';
import { named } from '../contract/components';
import { actor, basis } from './department-answers';
import { count, day, instant, pageOf, position, printed, warnings, yuan } from './values';

const bridgeStep = named(
  'BridgeStep',
  z.strictObject({
    step: z.string(),
    amount: yuan,
    documentNo: z.string().nullable(),
    occurredOn: day.nullable(),
    reason: z.string().nullable(),
    subtotal: z.literal(true).optional().describe('到此为止的合计，不是一步'),
    summed: count.optional().describe('这一步是其余多少步的合计'),
  }),
);

const registerPlace = named(
  'RegisterPlace',
  z.strictObject({ register: z.string(), entryNo: z.string(), name: z.string() }).describe('哪个台账的哪一条'),
);

const tracedLine = named(
  'TracedLine',
  z.strictObject({
    unit: z.string(),
    line: z.string().describe('指标编号'),
    entry: registerPlace.nullable().describe('指标为 null'),
    entries: count.describe('分录笔数'),
    amount: yuan.describe('这条指标在这个数中的部分'),
  }),
);

const tracedEntry = named(
  'TracedEntry',
  z.strictObject({
    position,
    eventType: z.string(),
    unit: z.string(),
    line: z.string().describe('指标编号'),
    measure: z.string(),
    amount: yuan,
    occurredOn: day.nullable().describe('台账没有业务日期'),
    recordedAt: instant,
    documentNo: z.string(),
    reason: z.string(),
    basis,
    actor,
    entry: registerPlace.nullable().describe('账上的分录为 null'),
  }),
);

/** A figure with the way to it, the lines that it sums, and the first page of its entries. */
export const trace = named(
  'Trace',
  z.strictObject({
    cell: z.strictObject({
      table: z.string(),
      title: z.string(),
      side: z.string().nullable(),
      code: z.string().nullable(),
      row: z.string(),
      column: z.string(),
      measure: z.string(),
      printed,
      exact: yuan,
    }),
    bridge: z
      .array(bridgeStep)
      .describe(`从年初预算到这个数；超过 ${BRIDGE_STEPS_MAX} 步时为最大的各步，其余在每个小计之前合为一步`),
    lines: z
      .array(tracedLine)
      .describe(
        `依报表的次序，超过 ${TRACED_LINES_MAX} 条时为最大的各条；与 otherLines 合计等于 cell.exact。各条的分录都在分录各页里`,
      ),
    otherLines: z
      .strictObject({ lines: count, entries: count, amount: yuan })
      .nullable()
      .describe('没有列出的各条的合计；都已列出时为 null'),
    total: z.strictObject({
      entries: count.describe('全部分录的笔数'),
      amount: yuan.describe('全部分录的合计，等于 cell.exact'),
    }),
    entries: z.array(tracedEntry).describe('分录的第一页'),
    next: z.string().nullable().describe('第二页的 cursor；只有一页时为 null'),
    position: position.describe('查询后面各页时带上，各页合起来就是这个数'),
    warnings,
  }),
);

/** A further page of a figure's entries. */
export const tracedEntriesPage = named(
  'TracedEntriesPage',
  pageOf(tracedEntry).extend({
    exact: yuan.describe('这个数现在的精确值；与第一页的 cell.exact 不同，说明它此后有变动'),
    position: position.describe('报表数据现在到的日志位置'),
  }),
);
