import { type CommandType, type LedgerCommand } from '../commands';

/** A command as specs write it. */
export type Asked = LedgerCommand;
export const ask = <Type extends CommandType>(
  type: Type,
  data: Extract<LedgerCommand, { type: Type }>['data'],
): Asked => ({ type, data }) as Asked;
