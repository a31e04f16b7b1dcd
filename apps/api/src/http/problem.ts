import { HttpException } from '@nestjs/common';
import { ConcurrencyError, EventStoreError, UserError } from '@yujue/application';
import { CatalogueError } from '@yujue/classification';
import { type Refusal } from '@yujue/ledger';
import { EditionError, ReportError } from '@yujue/reporting';

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
  more: Pick<Problem, 'data' | 'details'> = {},
): Problem => ({
  type: `urn:yujue:problem:${code}`,
  title,
  status,
  code,
  detail,
  ...more,
});

/** A person's mistake is a 4xx with a sentence; anything else is a 500 that tells nothing of its insides. */
export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedException)
    return problem(422, error.refusal.code, '业务被拒绝', error.refusal.message, { data: error.refusal.data });
  if (error instanceof UserError)
    return problem(error.status, error.code, '请求有误', error.message, { details: error.details });
  if (error instanceof ReportError)
    return problem(404, error.code, '报表中没有', error.message, { details: error.choices });
  if (error instanceof CatalogueError) return problem(422, error.code, '科目表文件有误', error.message);
  if (error instanceof EditionError) return problem(422, 'EDITION_INVALID', '版式文件有误', error.message);
  if (error instanceof ConcurrencyError) return problem(412, error.code, '数据已更新', error.message);
  if (error instanceof EventStoreError) {
    if (error.code === 'COMMAND_REUSED') return problem(409, error.code, '命令编号重复', error.message);
    if (error.code === 'APPEND_TOO_LARGE') return problem(413, error.code, '内容过大', error.message);
    return problem(503, error.code, '暂时不可用', error.message);
  }
  if (error instanceof HttpException) return httpProblem(error);
  return problem(500, 'INTERNAL', '程序出错', '程序出错，业务未登记。请稍后重试；若仍如此，请联系管理员查看日志。');
}

const HTTP_SENTENCES: Readonly<Record<number, string>> = {
  400: '请求内容不是有效的 JSON。',
  404: '没有这个地址，请核对。',
  413: '请求内容过大。',
};

const httpProblem = (error: HttpException): Problem => {
  const status = error.getStatus();
  const title = status < 500 ? '请求有误' : '暂时不可用';
  return problem(status, `HTTP_${status}`, title, HTTP_SENTENCES[status] ?? error.message);
};
