import { type EncodedAppend } from './encoded-append';
import { CommandReusedError, type AppendResult } from '../port';

/** What a store remembers of a command: its first result, which every repeat gets, and what it asked. */
export type StoredCommand = AppendResult & { readonly repeated: true; readonly fingerprint: string };

/**
 * The answer to an append whose command is known.
 * @throws CommandReusedError when the command asked for something else before.
 */
export function repeatOf(append: EncodedAppend, { fingerprint, ...result }: StoredCommand): AppendResult {
  if (fingerprint !== append.fingerprint) throw new CommandReusedError(append.commandId);
  return result;
}
