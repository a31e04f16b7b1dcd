import { HttpException } from '@nestjs/common';
import { isServerAway } from '@yujue/application';
import { CodedError } from '@yujue/errors';
import { type Refusal } from '@yujue/ledger';
import { RequestInvalid, type Violation } from '../contract/request-invalid';
import { statusOf } from './status-of';

/** RFC 9457, with our code and the data of a refusal. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** For programs. */
  readonly code: string;
  /** For people: what is wrong and what to do. */
  readonly detail: string;
  readonly data?: Refusal['data'];
  readonly details?: readonly string[];
  /** Each thing that is wrong, where a request has several. */
  readonly violations?: readonly Violation[];
}

/** A business refusal on its way out over HTTP. */
export class RefusedException extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

const problem = (
  status: number,
  code: string,
  title: string,
  detail: string,
  more: Pick<Problem, 'data' | 'details' | 'violations'> = {},
): Problem => ({
  type: `urn:yujue:problem:${code}`,
  title,
  status,
  code,
  detail,
  ...more,
});

/**
 * A person's mistake is a 4xx with a sentence; anything else is a 5xx without internals, which are in the log under the
 * request's id.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedException)
    return problem(422, error.refusal.code, '业务被拒绝', error.refusal.message, { data: error.refusal.data });
  if (error instanceof CodedError && error.kind !== 'fault') return codedProblem(error);
  if (isServerAway(error))
    return problem(503, 'DATABASE_UNREACHABLE', '暂时不可用', '数据库暂时无法访问，请稍后重试。');
  if (error instanceof HttpException) return httpProblem(error.getStatus(), error);
  return statusProblem(error) ?? httpProblem(500, error);
}

/** What an error is about, where it is not only a wrong request. */
const TITLES: Readonly<Record<string, string>> = {
  AMOUNT_NOT_AN_AMOUNT: '金额有误',
  AMOUNT_OUT_OF_RANGE: '金额有误',
  AMOUNT_TOO_MANY_DECIMALS: '金额有误',
  APPEND_TOO_LARGE: '内容过大',
  BLANK_CELL: '报表中没有',
  CATALOGUE_INVALID: '科目表文件有误',
  COLUMN_NOT_FOUND: '报表中没有',
  COMMAND_REUSED: '命令编号重复',
  CONCURRENCY: '数据已更新',
  EDITION_INVALID: '版式文件有误',
  ROW_AMBIGUOUS: '报表中没有',
  ROW_NOT_FOUND: '报表中没有',
  UNKNOWN_NAME: '报表中没有',
};

/** These two messages contain more than a client should see (user names, stream names); the program's log has them. */
const SENTENCES: Readonly<Record<string, string>> = {
  STORE_DENIED: '事件库拒绝访问，请联系管理员查看日志。',
  STORE_CORRUPT: '账目数据不完整，请停止登记并联系管理员查看日志。',
};

function codedProblem(error: CodedError): Problem {
  const { code, message, details } = error;
  const status = statusOf(error);
  return problem(status, code, TITLES[code] ?? titleOf(status), SENTENCES[code] ?? message, {
    ...(details && { details }),
    ...(error instanceof RequestInvalid && { violations: error.violations }),
  });
}

const titleOf = (status: number): string => (status === 503 ? '暂时不可用' : '请求有误');

const HTTP_SENTENCES: Readonly<Record<number, string>> = {
  400: '请求的地址或内容不完整，或格式不正确（JSON、表单、压缩），请核对后重试。',
  404: '没有这个地址，请核对。',
  405: '这个地址不支持该操作，请核对。',
  408: '请求没有在时限内发完，请重试。',
  413: '请求内容过大。大批数据请用清单文件导入，或分批提交。',
  415: '不支持这种内容类型、字符编码或压缩方式。请用 UTF-8 编码的 application/json，不压缩或用 gzip。',
  431: '请求的地址或请求头过长，请缩短后重试。',
  500: '程序出错，业务是否已登记请以查询为准。请稍后以同一编号重试；若仍如此，请把请求编号告诉管理员查看日志。',
  503: '暂时不可用，请稍后重试。',
};

function httpProblem(status: number, error: unknown): Problem {
  const code = status === 500 ? 'INTERNAL' : `HTTP_${status}`;
  const title = status < 500 ? '请求有误' : status === 500 ? '程序出错' : '暂时不可用';
  // Only what our own controllers say in Chinese is for people; Nest and its parts speak English.
  const own = error instanceof HttpException && /\p{Script=Han}/u.test(error.message) ? error.message : undefined;
  return problem(status, code, title, own ?? HTTP_SENTENCES[status] ?? '请求不能办理，请核对后重试。');
}

/** What the parsers of bodies and forms find wrong with a request, as http-errors says it. */
function statusProblem(error: unknown): Problem | null {
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? httpProblem(status, error) : null;
}
