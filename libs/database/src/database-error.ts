import { CodedError } from '@yujue/errors';

/** What can keep the data from being opened. One code per thing a person would do differently about it. */
export type DatabaseErrorCode =
  /** DATABASE_URL cannot be read as a postgres:// address. */
  | 'DATABASE_URL_INVALID'
  /** Nothing answers at the address of DATABASE_URL. */
  | 'DATABASE_UNREACHABLE'
  /** The servers of DATABASE_URL answer, and none of them takes writes. */
  | 'DATABASE_READ_ONLY'
  /** The server of DATABASE_URL refuses the user or the password. */
  | 'DATABASE_AUTH'
  /** The server of DATABASE_URL has no database of that name. */
  | 'DATABASE_MISSING'
  /** The tables must be changed, and another process holds them for too long. */
  | 'MIGRATION_BUSY'
  /** The data folder cannot be created, read or written. */
  | 'HOME_NOT_WRITABLE'
  /** Another process has been starting or stopping the embedded server for too long. */
  | 'EMBEDDED_BUSY'
  /** There are no PostgreSQL programs for this system, or those there are do not run on it. */
  | 'EMBEDDED_UNSUPPORTED_PLATFORM'
  /** The PostgreSQL programs in node_modules are incomplete and cannot be completed. */
  | 'EMBEDDED_FILES_INCOMPLETE'
  /** The data was written by another major version of PostgreSQL. */
  | 'EMBEDDED_DATA_VERSION'
  /** The file with the password of the embedded server is gone or does not fit the data. */
  | 'EMBEDDED_PASSWORD_LOST'
  /** PostgreSQL started and gave up; the message quotes its reason. */
  | 'EMBEDDED_START_FAILED';

/**
 * The data cannot be opened. `message` is one Chinese sentence for the person at the keyboard, saying what is wrong and
 * what to do; it never holds a password, and `cause` is kept for a debugger only.
 */
export class DatabaseError extends CodedError {
  readonly kind = 'unavailable';

  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The code of a file system, socket or PostgreSQL error (`EACCES`, `ECONNREFUSED`, `28P01`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: '当前用户没有读写权限',
  EPERM: '当前用户没有读写权限',
  EROFS: '所在磁盘是只读的',
  ENOTDIR: '路径中有一段是文件而不是文件夹',
  EEXIST: '该路径是文件而不是文件夹',
  ENOENT: '该路径不存在，也无法创建',
  ENOSPC: '磁盘空间已满',
  EDQUOT: '磁盘配额已用完',
};

/** Does work on the data folder; what the file system refuses becomes a `HOME_NOT_WRITABLE` that names the folder. */
export async function explainingFileErrors<T>(home: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const problem = error instanceof DatabaseError ? undefined : FILE_PROBLEMS[errorCode(error) ?? ''];
    if (!problem) throw error;
    throw new DatabaseError(
      'HOME_NOT_WRITABLE',
      `无法使用数据目录 ${home}：${problem}。请检查该目录，或用环境变量 YUJUE_HOME 指定另一个可写的目录。`,
      { cause: error },
    );
  }
}
