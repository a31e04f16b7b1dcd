import { type OpenAPIObject } from '@nestjs/swagger';
import { type ZodType } from 'zod';
import { referenceTo } from './components';

/** One of the operations that a handler serves: what its path has instead of the parameter, and what its body is. */
export interface ServedOperation {
  readonly value: string;
  readonly operationId: string;
  readonly summary: string;
  readonly body: ZodType;
  readonly example: object;
}

/**
 * Documents a POST handler as one operation for each value of a path parameter, where the value decides what the body is.
 * Throws when the document does not have the path.
 */
export function expandPath(
  document: OpenAPIObject,
  path: string,
  parameter: string,
  operations: readonly ServedOperation[],
): OpenAPIObject {
  const { [path]: general, ...paths } = document.paths;
  const post = general?.post;
  if (!post) throw new Error(`The API has no POST ${path}.`);
  const parameters = (post.parameters ?? []).filter((it) => !('name' in it && it.name === parameter));
  const expanded = operations.map(({ value, operationId, summary, body, example }) => [
    path.replace(`{${parameter}}`, value),
    {
      post: {
        ...post,
        operationId,
        summary,
        parameters,
        requestBody: { required: true, content: { 'application/json': { schema: referenceTo(body), example } } },
      },
    },
  ]);
  return { ...document, paths: { ...paths, ...(Object.fromEntries(expanded) as OpenAPIObject['paths']) } };
}
