import { z } from 'zod';
import { COMMAND_SCHEMAS, type CommandType } from '../commands';
import { readEvent } from '../upcast';
import { type VoucherEvent } from './vouchers';

const commandTypes = Object.keys(COMMAND_SCHEMAS) as CommandType[];
const documentId = z.string().min(1);
const bare = z.object({ documentId });

const command = z.object({ type: z.enum(commandTypes), data: z.looseObject({ occurredOn: z.string() }) });

/** The fields that reading a voucher relies on. The commands of a draft are checked again when it is approved. */
const SHAPES: Readonly<Record<VoucherEvent['type'], z.ZodType>> = {
  DocumentDrafted: bare.extend({ commands: z.array(command).min(1) }),
  DocumentSubmitted: bare,
  DocumentReturned: bare.extend({ reason: z.string() }),
  DocumentApprovalBegun: bare,
  DocumentApprovalRefused: bare.extend({
    code: z.string(),
    message: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
  DocumentApproved: bare,
  DocumentWithdrawn: bare,
};

/** Reads a stored event of a 单据 stream. Throws with the reason for one that this program cannot read. */
export function readVoucherEvent(stored: {
  readonly type: string;
  readonly version: number;
  readonly data: object;
}): VoucherEvent {
  const event = readEvent<VoucherEvent>(stored);
  if (!Object.hasOwn(SHAPES, event.type)) throw new Error(`事件 ${event.type} 不应出现在单据的事件流中。`);
  const parsed = SHAPES[event.type].safeParse(event.data);
  if (parsed.success) return event;
  const { path } = parsed.error.issues[0]!;
  throw new Error(`单据事件 ${event.type} 的内容不合规格：${path.map(String).join('.')} 缺少或不正确。`);
}
