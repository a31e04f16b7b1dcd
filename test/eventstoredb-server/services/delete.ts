import { type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import {
  type DeleteReq,
  DeleteResp,
  type TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb';
import { refusedCall } from '../faults/refusal';
import { type LogPosition } from '../log/recorded-event';
import { refusalOfWrites } from '../membership';
import { expectedNumber, expectedOf } from '../wire/expected-revision';
import { placed } from '../wire/placed';
import { accessDenied, commitTimedOut, streamDeleted, wrongExpectedVersion } from '../wire/rpc-error';
import { streamNameOf } from '../wire/stream-name';
import { type Context } from './context';

/** Streams.Delete: the events are hidden, and the stream may be written again. Source: Streams.Delete.cs. */
export const deleteService =
  (context: Context) =>
  (call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void => {
    deleteStream(context, call, 'delete').then((position) => answer(null, deleted(position)), answer);
  };

/** Streams.Tombstone: the stream is gone forever. Source: Streams.Delete.cs. */
export const tombstoneService =
  (context: Context) =>
  (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>): void => {
    deleteStream(context, call, 'tombstone').then((position) => answer(null, tombstoned(position)), answer);
  };

async function deleteStream(
  { access, faults, writer, membership }: Context,
  call: ServerUnaryCall<DeleteReq, DeleteResp> | ServerUnaryCall<TombstoneReq, TombstoneResp>,
  kind: 'delete' | 'tombstone',
): Promise<LogPosition | null> {
  if (!access.mayWrite(access.authenticate(call.metadata))) throw accessDenied();
  const refusal = refusalOfWrites(membership) ?? faults.writeRefusal;
  if (refusal) throw refusedCall(refusal, faults.namedLeader);
  const options = call.request.getOptions();
  const stream = streamNameOf(options?.getStreamIdentifier());
  const expected = options ? expectedOf(options) : 'any';
  const outcome = await writer.write({ kind, stream, expected });
  switch (outcome.result) {
    case 'success':
      return outcome.position;
    case 'stream-deleted':
      throw streamDeleted(stream);
    case 'commit-timeout':
      throw commitTimedOut();
    case 'wrong-expected-version':
      throw wrongExpectedVersion('Delete', stream, expectedNumber(expected), outcome.currentRevision);
  }
}

function deleted(position: LogPosition | null): DeleteResp {
  const response = new DeleteResp();
  if (position) response.setPosition(placed(new DeleteResp.Position(), position));
  else response.setNoPosition(new Empty());
  return response;
}

function tombstoned(position: LogPosition | null): TombstoneResp {
  const response = new TombstoneResp();
  if (position) response.setPosition(placed(new TombstoneResp.Position(), position));
  else response.setNoPosition(new Empty());
  return response;
}
