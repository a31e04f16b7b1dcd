import { ErrorType } from '@eventstore/db-client';
import { EventStoreError } from '../port';

/** What the client says of an error: its own kind, where it has one. */
interface ClientError extends Error {
  readonly type?: ErrorType;
}

export const isOfType = (error: unknown, type: ErrorType): error is ClientError =>
  error instanceof Error && (error as ClientError).type === type;

/** A failure of a read, as the callers of the port know it. */
export function asReadError(error: unknown): EventStoreError {
  return known(error) ?? unreachable(error);
}

/** The server answers so when a write could not be committed in time: no quorum, a full disk, a read-only node. */
const NOT_COMMITTED: readonly (ErrorType | undefined)[] = [
  ErrorType.TIMEOUT,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.UNKNOWN,
  ErrorType.NOT_LEADER,
];

/** A failure of an append. Whether it took effect is not known; the same command asked again finds out. */
export function asAppendError(error: unknown): EventStoreError {
  const isNotCommitted = error instanceof Error && NOT_COMMITTED.includes((error as ClientError).type);
  return known(error) ?? (isNotCommitted ? notWritable(error) : unreachable(error));
}

function known(error: unknown): EventStoreError | undefined {
  if (error instanceof EventStoreError) return error;
  if (isOfType(error, ErrorType.STREAM_DELETED)) {
    const { streamName } = error as ClientError & { streamName?: string };
    const message = `事件流 ${streamName ?? ''} 已在事件库中被永久删除，账目不完整，请从备份恢复。`;
    return new EventStoreError('STORE_CORRUPT', message, { cause: error });
  }
  if (isOfType(error, ErrorType.ACCESS_DENIED)) {
    const message = `事件库拒绝访问（${error.message}），请核对 EVENT_STORE_URL 中的用户名和密码，以及该用户的读写权限。`;
    return new EventStoreError('STORE_DENIED', message, { cause: error });
  }
  if (isOfType(error, ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED)) {
    const { maxAppendSize } = error as ClientError & { maxAppendSize?: number };
    const limit = maxAppendSize === undefined ? '' : `（上限 ${maxAppendSize} 字节）`;
    const message = `一次提交的内容超过事件库的限制${limit}，请分批提交，或调大事件库的 MaxAppendSize。`;
    return new EventStoreError('APPEND_TOO_LARGE', message, { cause: error });
  }
  return undefined;
}

/** The server ended a subscription without saying why. */
export const lostSubscription = (): EventStoreError => unreachable(new Error('订阅被服务器结束'));

function unreachable(error: unknown): EventStoreError {
  return new EventStoreError('STORE_UNREACHABLE', `事件库暂时无法访问（${reasonOf(error)}），请稍后重试。`, {
    cause: error,
  });
}

function notWritable(error: Error): EventStoreError {
  const message = `事件库没有确认写入（${reasonOf(error)}）：可能是节点只读、磁盘已满或正在切换主节点。请检查事件库后用同一命令重试，不会重复登记。`;
  return new EventStoreError('STORE_NOT_WRITABLE', message, { cause: error });
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
