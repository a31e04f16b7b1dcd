import { Injectable, type PipeTransform } from '@nestjs/common';
import { UserError } from '@yujue/application';
import { type ZodType } from 'zod';

/** Validates a body, query or path by its schema; what is wrong is told field by field. */
@Injectable()
export class ZodPipe<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: ZodType<T>) {}

  transform(value: unknown): T {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const details = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '内容'}：${message}`);
    throw new UserError('REQUEST_INVALID', `请求内容有 ${details.length} 处不正确，请修改后重试。`, 422, details);
  }
}
