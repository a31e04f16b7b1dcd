import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { type ZodObject, z } from 'zod';

interface PropertySchema {
  readonly description?: string;
  readonly [key: string]: unknown;
}

/** Documents query parameters from the schema that validates them. */
export function ApiQueryOf(schema: ZodObject): MethodDecorator {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, PropertySchema>;
    required?: string[];
  };
  return applyDecorators(
    ...Object.entries(properties).map(([name, { description, ...property }]) =>
      ApiQuery({ name, required: required.includes(name), schema: property, ...(description && { description }) }),
    ),
  );
}
