import { UNIT_KINDS } from '@yujue/classification';
import { COMMAND_SCHEMAS, type CommandType, MEASURE_NAMES, budgetLineSchema } from '@yujue/ledger';
import { z } from 'zod';
import { named } from '../contract/components';
import { violation } from './problem';
import { count, position, whole, yuan } from './values';

const figures = {
  available: yuan.describe('可用额度'),
  holdings: yuan.describe('结存'),
  ahead: yuan.optional().describe('批复前支出；没有时不出现'),
  amounts: z.partialRecord(z.enum(MEASURE_NAMES), yuan).describe('各项合计，不含为零的'),
};

const ledgerLine = named('LedgerLine', z.strictObject({ id: z.string().describe('指标编号'), ...figures }));

/** One unit's year, straight from the log. */
export const unitYear = named(
  'UnitYear',
  z.strictObject({
    unit: z.strictObject({ code: z.string(), name: z.string(), kind: z.enum(UNIT_KINDS) }),
    fiscalYear: whole,
    revision: whole,
    closedThrough: z.int().min(0).max(12).describe('月结到哪一月；没有为 0'),
    closed: z.boolean().describe('已年结'),
    lines: z.array(ledgerLine),
  }),
);

/** What a recorded command left behind. */
export const recorded = named(
  'Recorded',
  z.strictObject({
    revision: whole,
    position,
    repeated: z.boolean().describe('此前已登记，这次没有写入'),
  }),
);

const lineFigures = named('LineFigures', z.strictObject(figures));

/** What a dry run answers. */
const preview = named(
  'Preview',
  z.strictObject({
    violations: z.array(violation).describe('会被拒绝的各处；没有则可以登记'),
    balances: z
      .array(
        z.strictObject({
          lineId: z.string().describe('指标编号'),
          before: lineFigures.describe('现在'),
          after: lineFigures.describe('登记之后'),
        }),
      )
      .describe('所涉及的指标；会被拒绝时为空'),
  }),
);

export const recordedOrPreview = named('RecordedOrPreview', z.union([recorded, preview]));

/** What a registration left behind. */
export const registered = named(
  'Registered',
  z.strictObject({
    events: count.describe('这次写入的事件数'),
    position: position.nullable().describe('没有写入时为 null'),
    repeated: z.boolean().describe('内容此前已登记，这次没有写入'),
  }),
);

const TYPES = Object.keys(COMMAND_SCHEMAS) as CommandType[];

named('BudgetLine', budgetLineSchema);

/** The schema of each ledger command, under its own name. */
export const COMMAND_BODIES = Object.fromEntries(
  TYPES.map((type) => [type, named(type.charAt(0).toUpperCase() + type.slice(1), COMMAND_SCHEMAS[type])]),
) as typeof COMMAND_SCHEMAS;

const [first, ...others] = TYPES.map((type) =>
  z.strictObject({ type: z.literal(type), data: COMMAND_BODIES[type] as z.ZodType<object> }),
);

/** A ledger command with its type. */
export const ledgerCommand = named('LedgerCommand', z.discriminatedUnion('type', [first!, ...others]));

const voucherFields = z.strictObject({
  voucherId: z.string(),
  state: z.enum(['未送审', '已送审', '被退回', '审核中', '已审核', '已撤销']),
  commands: z.array(ledgerCommand).describe('审核时一并登记的业务'),
  returnedFor: z.string().nullable().describe('退回的原因'),
  version: count.describe('暂存过几次'),
  authors: z.array(z.string()).describe('起草、修改、送审过的人；他们不能审核或退回'),
});

/** A 单据 as its last step left it. */
export const voucher = named('Voucher', voucherFields);

export const voucherOrPreview = named('VoucherOrPreview', z.union([voucher, preview]));

const stoppedFor = z.string().describe('停在哪个事件之前，为什么');

/** The 单据 of a unit's year. One that stopped at an event that cannot be read has what came before it, if anything did. */
export const vouchers = named(
  'Vouchers',
  z.array(
    z.union([voucher, named('StoppedVoucher', voucherFields.partial().extend({ voucherId: z.string(), stoppedFor }))]),
  ),
);
