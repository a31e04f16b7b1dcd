import { ErrorType } from '@eventstore/db-client';
import { MaximumAppendSizeExceeded } from '@eventstore/db-client/generated/shared_pb';
import { type Status } from '@eventstore/db-client/generated/status_pb';
import { status } from '@grpc/grpc-js';
import { EventStoreError } from '../port';

/** What the client, or gRPC under it, adds to an error. */
interface ServerError extends Error {
  /** The client's own kind; absent on errors of a server that was killed. */
  readonly type?: ErrorType;
  readonly code?: status | ErrorType;
}

export const isOfType = (error: unknown, type: ErrorType): error is ServerError =>
  error instanceof Error && (error as ServerError).type === type;

/** A failure of a read, as the callers of the port know it. */
export function asReadError(error: unknown): EventStoreError {
  return known(error) ?? unreachable(error);
}

/** A failure of a call with appends. It is unknown whether they were stored; repeating the same commands finds out. */
export function asAppendError(error: unknown): EventStoreError {
  return known(error) ?? (isNotLeader(error) ? notWritable(error) : unreachable(error));
}

/**
 * Converts the server's refusal of one append in a call with many: the stream is at another revision, or a failure. `stream`
 * is the name of the stream on the server.
 */
export function refusalOf(refusal: Status, stream: string): EventStoreError | 'wrong-expected-version' {
  const details = refusal.getDetails();
  switch (details?.getTypeName()) {
    case 'event_store.client.WrongExpectedVersion':
      return 'wrong-expected-version';
    case 'event_store.client.AccessDenied':
      return denied(new Error(refusal.getMessage()));
    case 'event_store.client.StreamDeleted':
      return deleted(stream, new Error(refusal.getMessage()));
    case 'event_store.client.MaximumAppendSizeExceeded': {
      const { deserializeBinary } = MaximumAppendSizeExceeded;
      const exceeded = details.unpack(deserializeBinary, details.getTypeName());
      return tooLarge(exceeded?.getMaxappendsize(), new Error(refusal.getMessage()));
    }
    // Not committed in time (no quorum, a full disk), or the node starts, has no leader or is too busy.
    default:
      return notWritable(new Error(`${refusal.getMessage()} (${refusal.getCode()})`));
  }
}

function known(error: unknown): EventStoreError | undefined {
  if (error instanceof EventStoreError) return error;
  if (isOfType(error, ErrorType.STREAM_DELETED)) {
    return deleted((error as ServerError & { streamName?: string }).streamName ?? '', error);
  }
  if (isOfType(error, ErrorType.ACCESS_DENIED)) return denied(error);
  if (!(error instanceof Error)) return undefined;
  switch ((error as ServerError).code) {
    case status.PERMISSION_DENIED:
    case status.UNAUTHENTICATED:
      return denied(error);
    case status.UNIMPLEMENTED:
      return new EventStoreError('STORE_CORRUPT', '事件库的版本过旧：需要 EventStoreDB 22.6 或更高版本，请升级。', {
        cause: error,
      });
    default:
      return undefined;
  }
}

function isNotLeader(error: unknown): boolean {
  return (
    isOfType(error, ErrorType.NOT_LEADER) ||
    (error instanceof Error && (error as ServerError).code === status.NOT_FOUND)
  );
}

const deleted = (stream: string, cause: Error): EventStoreError =>
  new EventStoreError('STORE_CORRUPT', `事件流 ${stream} 已在事件库中被永久删除，账目不完整，请从备份恢复。`, {
    cause,
  });

const denied = (cause: Error): EventStoreError =>
  new EventStoreError(
    'STORE_DENIED',
    '事件库拒绝访问，请核对 EVENT_STORE_URL 中的用户名和密码，以及该用户的读写权限。',
    { cause },
  );

function tooLarge(maxBytes: number | undefined, cause: Error): EventStoreError {
  const limit = maxBytes === undefined ? '' : `（上限 ${maxBytes} 字节）`;
  const message = `一次提交的内容超过事件库的限制${limit}，请分批提交，或调大事件库的 MaxAppendSize。`;
  return new EventStoreError('APPEND_TOO_LARGE', message, { cause });
}

/** The server ended a subscription without saying why. */
export const lostSubscription = (): EventStoreError => unreachable(new Error('the server ended the subscription'));

/** The store repeats calls that fail with these two; `Availability` writes the sentence for people when it gives up. */
const unreachable = (cause: unknown): EventStoreError =>
  new EventStoreError('STORE_UNREACHABLE', '事件库暂时无法访问。', { cause });

const notWritable = (cause: unknown): EventStoreError =>
  new EventStoreError('STORE_NOT_WRITABLE', '事件库没有确认写入。', { cause });
