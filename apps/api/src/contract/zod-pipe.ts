import { Injectable, type PipeTransform } from '@nestjs/common';
import { type ZodError, type ZodType } from 'zod';
import { RequestInvalid, type Violation } from './request-invalid';

/** Validates a body, query or path by its schema. Throws RequestInvalid with every field that is wrong. */
@Injectable()
export class ZodPipe<T> implements PipeTransform<unknown, T> {
  constructor(
    private readonly schema: ZodType<T>,
    /** Where the value is in what was sent; empty for all of it. */
    private readonly place: readonly string[] = [],
  ) {}

  transform(value: unknown): T {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new RequestInvalid(parsed.error.issues.map((issue) => violationOf(issue, this.place)));
  }
}

type Issue = ZodError['issues'][number];

/** `invalid_type` becomes INVALID_TYPE, so that all codes of the API look alike. */
const violationOf = ({ path, code, message }: Issue, place: readonly string[]): Violation => ({
  path: [...place, ...path].map(String).join('.'),
  code: code.toUpperCase(),
  message,
});
