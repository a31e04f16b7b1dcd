import { UserError } from '@yujue/application';
import { COMMAND_NAMES, COMMAND_SCHEMAS, type CommandType, type LedgerCommand } from '@yujue/ledger';
import { ZodPipe } from '../contract/zod-pipe';

const TYPE_CHARS_TOLD = 40;

/**
 * A ledger command from its type and its body as they came. `place` is where the body is in what was sent. Throws UserError for
 * an unknown type, RequestInvalid for a wrong body.
 */
export function readCommand(type: string, body: unknown, place: readonly string[] = []): LedgerCommand {
  if (!Object.hasOwn(COMMAND_SCHEMAS, type)) {
    const known = Object.entries(COMMAND_NAMES).map(([code, name]) => `${code}（${name}）`);
    throw new UserError('COMMAND_UNKNOWN', `没有业务“${type.slice(0, TYPE_CHARS_TOLD)}”。可用：${known.join('、')}。`);
  }
  const known = type as CommandType;
  const data = new ZodPipe<unknown>(COMMAND_SCHEMAS[known], place).transform(body);
  return { type: known, data } as LedgerCommand;
}
