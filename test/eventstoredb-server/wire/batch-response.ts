import { Code } from '@eventstore/db-client/generated/code_pb';
import {
  AccessDenied,
  AllStreamPosition,
  BadRequest,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  Unknown,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type Message } from 'google-protobuf';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { type Expected } from '../log/check-commit';
import { type WriteOutcome } from '../log/writer';
import { placed } from './placed';
import { streamIdentifier } from './read-response';

type Success = Extract<WriteOutcome, { result: 'success' }>;

export function batchSuccess({ lastRevision, position }: Success): BatchAppendResp {
  const success = new BatchAppendResp.Success();
  if (lastRevision < 0n) success.setNoStream(new Empty());
  else success.setCurrentRevision(String(lastRevision));
  if (position) success.setPosition(placed(new AllStreamPosition(), position));
  else success.setNoPosition(new Empty());
  const response = new BatchAppendResp();
  response.setSuccess(success);
  return response;
}

/**
 * A refusal of one append in a batch call: a google.rpc.Status whose details name the error. Source: Status.cs; the client
 * distinguishes them by the type name (unpackError.js).
 */
function refusal(
  code: Code,
  message: string,
  details: Message,
  type = `event_store.client.${message}`,
): BatchAppendResp {
  const packed = new Any();
  packed.pack(details.serializeBinary(), type);
  const error = new Status();
  error.setCode(code);
  error.setMessage(message);
  error.setDetails(packed);
  const response = new BatchAppendResp();
  response.setError(error);
  return response;
}

export function batchConflict(expected: Expected, currentRevision: bigint): BatchAppendResp {
  const conflict = new WrongExpectedVersion();
  if (currentRevision < 0n) conflict.setCurrentNoStream(new Empty());
  else conflict.setCurrentStreamRevision(String(currentRevision));
  if (typeof expected === 'bigint') conflict.setExpectedStreamPosition(String(expected));
  else if (expected === 'any') conflict.setExpectedAny(new Empty());
  else if (expected === 'no-stream') conflict.setExpectedNoStream(new Empty());
  else conflict.setExpectedStreamExists(new Empty());
  return refusal(Code.ALREADY_EXISTS, 'WrongExpectedVersion', conflict);
}

export function batchStreamDeleted(stream: string): BatchAppendResp {
  const deleted = new StreamDeleted();
  deleted.setStreamIdentifier(streamIdentifier(stream));
  return refusal(Code.NOT_FOUND, 'StreamDeleted', deleted);
}

export function batchTooLarge(maximumBytes: number): BatchAppendResp {
  const tooLarge = new MaximumAppendSizeExceeded();
  tooLarge.setMaxappendsize(maximumBytes);
  return refusal(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', tooLarge);
}

export function batchBadRequest(message: string): BatchAppendResp {
  const bad = new BadRequest();
  bad.setMessage(message);
  return refusal(Code.INVALID_ARGUMENT, 'BadRequest', bad);
}

export const batchAccessDenied = (): BatchAppendResp =>
  refusal(Code.PERMISSION_DENIED, 'AccessDenied', new AccessDenied());
export const batchTimeout = (): BatchAppendResp => refusal(Code.DEADLINE_EXCEEDED, 'Timeout', new Timeout());
export const batchUnknown = (): BatchAppendResp => refusal(Code.UNKNOWN, 'Unknown', new Unknown());

/** What the server could not handle at all: a sentence instead of details. Source: Streams.BatchAppend.cs, NotHandled. */
export const batchNotHandled = (sentence: string): BatchAppendResp =>
  refusal(Code.OK, sentence, new Empty(), 'google.protobuf.Empty');
