import { Injectable, type PipeTransform } from '@nestjs/common';
import { type ZodError, type ZodType } from 'zod';
import { RequestInvalid, type Violation } from './request-invalid';

/** Validates a body, query or path by its schema. Throws RequestInvalid with every field that is wrong. */
@Injectable()
export class ZodPipe<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: ZodType<T>) {}

  transform(value: unknown): T {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new RequestInvalid(parsed.error.issues.map(violationOf));
  }
}

type Issue = ZodError['issues'][number];

/** `invalid_type` becomes INVALID_TYPE, so that all codes of the API look alike. */
const violationOf = ({ path, code, message }: Issue): Violation => ({
  path: path.map(String).join('.'),
  code: code.toUpperCase(),
  message,
});
