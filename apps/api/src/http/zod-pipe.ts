import { Injectable, type PipeTransform } from '@nestjs/common';
import { UserError } from '@yujue/application';
import { type ZodType } from 'zod';

/** At most this many are spelled out; the count tells the rest. */
const ISSUES_TOLD_MAX = 50;

/** Validates a body, query or path by its schema; what is wrong is told field by field. */
@Injectable()
export class ZodPipe<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: ZodType<T>) {}

  transform(value: unknown): T {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const { issues } = parsed.error;
    const told = issues
      .slice(0, ISSUES_TOLD_MAX)
      .map(({ path, message }) => `${path.map(String).join('.') || '内容'}：${message}`);
    const details = issues.length > told.length ? [...told, `…… 另有 ${issues.length - told.length} 处。`] : told;
    throw new UserError('REQUEST_INVALID', `请求内容有 ${issues.length} 处不正确，请修改后重试。`, 422, details);
  }
}
