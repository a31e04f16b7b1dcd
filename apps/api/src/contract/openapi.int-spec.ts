import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type OpenAPIObject } from '@nestjs/swagger';
import { OPENAPI_FILE, openApiDocument } from './openapi-file';

/** Its program, because Jest cannot load the modules that it is made of. */
const TYPE_GENERATOR = join(dirname(require.resolve('openapi-typescript')), '..', 'bin', 'cli.js');

const ANY_HEADER = '[name: string]: unknown;';

describe('接口文档', () => {
  let document: OpenAPIObject;
  beforeAll(async () => {
    document = await openApiDocument();
  });

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, { get, post }]) =>
      Object.entries({ get, post }).flatMap(([method, operation]) => (operation ? [{ path, method, operation }] : [])),
    );

  it('提交的文件与程序一致；不一致时运行 npm run openapi', () => {
    expect(JSON.parse(readFileSync(OPENAPI_FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('检查器没有意见', async () => {
    const config = await createConfig({
      extends: ['recommended-strict'],
      // The program is not published under a licence.
      rules: { 'info-license': 'off' },
    });
    const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: OPENAPI_FILE, config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it('每个操作都有答复的内容和可能的问题，除开下一年度外每个 POST 都有请求体', () => {
    const incomplete = operations().filter(({ path, method, operation: { requestBody, responses } }) => {
      const { 200: answer, ...problems } = responses as Record<
        string,
        { content?: Record<string, { schema?: object }> }
      >;
      const schemas = Object.values(answer?.content ?? {}).map(({ schema }) => schema);
      const hasBody = requestBody !== undefined || method === 'get' || path.endsWith('/next');
      return schemas.length === 0 || schemas.includes(undefined) || !('503' in problems) || !hasBody;
    });
    expect(incomplete).toEqual([]);
  });

  it('可以生成完整的类型：没有不知道的答复', async () => {
    const { stdout: types } = await promisify(execFile)(process.execPath, [TYPE_GENERATOR, OPENAPI_FILE]);
    // Every response may have headers that nothing describes.
    const unknown = types
      .split('\n')
      .filter((line) => /\bunknown\b|content\?: never/.test(line.replace(ANY_HEADER, '')));
    expect(unknown).toEqual([]);
  });
});
