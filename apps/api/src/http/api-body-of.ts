import { ApiBody } from '@nestjs/swagger';
import { type ZodType, z } from 'zod';

/** Documents a body from the schema that validates it. */
export function ApiBodyOf(schema: ZodType): MethodDecorator {
  const { $schema: _dialect, ...body } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return ApiBody({ required: true, schema: body as object });
}
