import { CodedError, type ErrorKind } from '@yujue/errors';

/** A revision as an error message shows it. */
export type ExpectedRevision = number | 'no-stream';

/** A failure of a store, with a sentence for people. */
export class EventStoreError extends CodedError {
  constructor(
    readonly code: keyof typeof KINDS,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get kind(): ErrorKind {
    return KINDS[this.code];
  }
}

/** Every failure of a store, and what can be done about it. */
const KINDS = {
  STORE_UNREACHABLE: 'unavailable',
  STORE_NOT_WRITABLE: 'unavailable',
  STORE_BUSY: 'unavailable',
  STORE_DENIED: 'unavailable',
  STORE_CORRUPT: 'unavailable',
  APPEND_TOO_LARGE: 'refused',
  CONCURRENCY: 'conflict',
  COMMAND_REUSED: 'conflict',
  IMPORT_REFUSED: 'refused',
} as const satisfies Record<string, ErrorKind>;

/** Another writer wrote to the stream first. */
export class ConcurrencyError extends EventStoreError {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    const versions = expected === actual ? `版本 ${actual} 的内容不同` : `预期版本 ${expected}，实际版本 ${actual}`;
    super('CONCURRENCY', `数据已被他人更新（${stream} ${versions}），请刷新后重试。`);
  }
}

/** The command id was used before for something else. */
export class CommandReusedError extends EventStoreError {
  constructor(readonly commandId: string) {
    super('COMMAND_REUSED', `命令编号 ${commandId} 已用于另一笔业务，请更换编号后重新提交。`);
  }
}
