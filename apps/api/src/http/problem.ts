import { HttpException } from '@nestjs/common';
import { ConcurrencyError, DatabaseError, EventStoreError, UserError, isServerAway } from '@yujue/application';
import { CatalogueError } from '@yujue/classification';
import { type Refusal } from '@yujue/ledger';
import { MoneyError } from '@yujue/money';
import { EditionError, ReportError } from '@yujue/reporting';
import { RequestInvalid, type Violation } from '../contract/request-invalid';

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

/** Refusals as answers list them. */
export const violationsOf = (refusals: readonly Refusal[]): Violation[] =>
  refusals.map(({ path, code, message, data }) => ({ path, code, message, data }));

/**
 * A person's mistake is a 4xx with a sentence; anything else is a 5xx that tells nothing of its insides: the log has them
 * under the request's id.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedException)
    return problem(422, error.refusal.code, '业务被拒绝', error.refusal.message, {
      data: error.refusal.data,
      violations: violationsOf(error.refusal.all),
    });
  if (error instanceof UserError)
    return problem(error.status, error.code, titleOf(error.status), error.message, {
      details: error.details,
      ...(error instanceof RequestInvalid && { violations: error.violations }),
    });
  if (error instanceof ReportError)
    return problem(404, error.code, '报表中没有', error.message, { details: error.choices });
  if (error instanceof CatalogueError) return problem(422, error.code, '科目表文件有误', error.message);
  if (error instanceof EditionError) return problem(422, 'EDITION_INVALID', '版式文件有误', error.message);
  if (error instanceof MoneyError) return problem(422, `AMOUNT_${error.code}`, '金额有误', error.message);
  if (error instanceof ConcurrencyError) return problem(412, error.code, '数据已更新', error.message);
  if (error instanceof EventStoreError) return storeProblem(error);
  if (error instanceof DatabaseError) return problem(503, error.code, '暂时不可用', error.message);
  if (isServerAway(error))
    return problem(503, 'DATABASE_UNREACHABLE', '暂时不可用', '数据库暂时无法访问，请稍后重试。');
  if (error instanceof HttpException) return httpProblem(error.getStatus(), error);
  return statusProblem(error) ?? httpProblem(500, error);
}

const titleOf = (status: number): string => (status === 503 ? '暂时不可用' : '请求有误');

/** These two messages contain more than a client should see (user names, stream names); the program's log has them. */
const STORE_SENTENCES: Readonly<Partial<Record<EventStoreError['code'], string>>> = {
  STORE_DENIED: '事件库拒绝访问，请联系管理员查看日志。',
  STORE_CORRUPT: '账目数据不完整，请停止登记并联系管理员查看日志。',
};

function storeProblem(error: EventStoreError): Problem {
  if (error.code === 'COMMAND_REUSED') return problem(409, error.code, '命令编号重复', error.message);
  if (error.code === 'APPEND_TOO_LARGE') return problem(413, error.code, '内容过大', error.message);
  return problem(503, error.code, '暂时不可用', STORE_SENTENCES[error.code] ?? error.message);
}

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
