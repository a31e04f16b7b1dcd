import { type StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';

/** A stream's name, which is sent as UTF-8 bytes. */
export const streamNameOf = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
