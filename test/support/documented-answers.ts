import { readFileSync } from 'node:fs';
import { type INestApplication } from '@nestjs/common';
import request from 'supertest';
import { problem } from '../../apps/api/src/answers/problem';
import { schemaAt } from '../../apps/api/src/contract/components';
import { OPENAPI_FILE } from '../../apps/api/src/contract/openapi-file';

/** An answer as it came over the wire. */
export interface HttpAnswer {
  readonly method: string;
  /** With or without a query. */
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: { $ref?: string } }>> }>
  >;
}

const { paths } = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

const PATTERNS = Object.entries(paths).map(([path, operations]) => ({
  // Express ignores case and a slash at the end.
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
  operations,
}));

const PROBLEM = 'application/problem+json';

/** What an answer has that the API's document does not say, or lacks; null when it is as documented. */
export function differenceFromDocument({ method, path, status, type, body }: HttpAnswer): string | null {
  const mediaType = type.split(';')[0]!.trim();
  const address = path.split('?')[0]!;
  const operation = PATTERNS.find(({ pattern }) => pattern.test(address))?.operations[method.toLowerCase()];
  if (mediaType === PROBLEM) {
    if (operation && !(status in operation.responses)) return `${status} is not among the documented answers`;
    return problemsOf(problem.safeParse(JSON.parse(body)));
  }
  if (!operation) return address.startsWith('/api/') && status < 300 ? 'the operation is not documented' : null;
  const content = operation.responses[status]?.content?.[mediaType];
  if (!content) return `${status} of ${mediaType} is not documented`;
  if (mediaType !== 'application/json') return null;
  return problemsOf(schemaAt(content.schema.$ref!).safeParse(JSON.parse(body)));
}

const problemsOf = ({ error }: { error?: Error | undefined }): string | null => error?.message ?? null;

/** Requests to the API; an answer that is not as the API's document says fails the test. */
export function documentedHttp(app: INestApplication) {
  const server = app.getHttpServer() as Parameters<typeof request>[0];
  const asDocumented = (response: request.Response): void => {
    const { method, path } = (response as unknown as { req: { method: string; path: string } }).req;
    const { status, text = '' } = response;
    const type = String(response.headers['content-type'] ?? '');
    const difference = differenceFromDocument({ method, path, status, type, body: text });
    if (difference !== null)
      throw new Error(`${method} ${path} answered ${status}: ${difference}\n${text.slice(0, 500)}`);
  };
  return {
    get: (path: string) => request(server).get(path).expect(asDocumented),
    post: (path: string) => request(server).post(path).expect(asDocumented),
  };
}
