import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type Expected } from '../log/check-commit';
import { type WriteOutcome } from '../log/writer';
import { placed } from './placed';

type Success = Extract<WriteOutcome, { result: 'success' }>;

export function appendSuccess({ lastRevision, position }: Success): AppendResp {
  const success = new AppendResp.Success();
  if (lastRevision < 0n) success.setNoStream(new Empty());
  else success.setCurrentRevision(String(lastRevision));
  if (position) success.setPosition(placed(new AppendResp.Position(), position));
  else success.setNoPosition(new Empty());
  const response = new AppendResp();
  response.setSuccess(success);
  return response;
}

/** Append answers a conflict as a message and not as an error of the call. Source: Streams.Append.cs, the client's append.js. */
export function appendConflict(expected: Expected, currentRevision: bigint): AppendResp {
  const conflict = new AppendResp.WrongExpectedVersion();
  if (currentRevision < 0n) conflict.setCurrentNoStream(new Empty());
  else conflict.setCurrentRevision(String(currentRevision));
  if (typeof expected === 'bigint') conflict.setExpectedRevision(String(expected));
  else if (expected === 'any') conflict.setExpectedAny(new Empty());
  else if (expected === 'no-stream') conflict.setExpectedNoStream(new Empty());
  else conflict.setExpectedStreamExists(new Empty());
  const response = new AppendResp();
  response.setWrongExpectedVersion(conflict);
  return response;
}
