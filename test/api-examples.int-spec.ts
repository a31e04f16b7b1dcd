import { readFileSync } from 'node:fs';
import { OPENAPI_FILE } from '../apps/api/src/contract/openapi-file';
import { SAMPLE } from './support/yujue';
import { type TestServer, startServer } from './support/server';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly examples?: Readonly<Record<string, { readonly value: string }>>;
}

interface Content {
  readonly example?: object;
  readonly examples?: Readonly<Record<string, { readonly value: object | string }>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
}

const { paths } = JSON.parse(readFileSync(OPENAPI_FILE, 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<'get' | 'post', Operation>>>>;
};

const OPERATIONS = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method as 'get' | 'post', path, operation })),
);

/** A stream that never ends is tested in api.int-spec. */
const ENDLESS = ['liveUpdates'];

describe('接口文档中的例子，在装载示例年度之后原样可以运行', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
    await server.load(SAMPLE);
  });
  afterAll(() => server.close());

  const post = (path: string, body: object) => server.http().post(path).send(body).expect(200);

  /** 年结 comes after what decides the other balances, and after all months. */
  const beforeYearIsClosed = async (commands: string): Promise<void> => {
    const { lines } = (
      await server
        .http()
        .get(commands.replace(/\/commands$/, ''))
        .expect(200)
    ).body as {
      lines: { id: string; available: string; holdings: string }[];
    };
    const paper = { documentNo: '年末2020-9', occurredOn: '2020-12-31', reason: '收回' };
    for (const { id, available } of lines.filter((line) => line.available !== '0.00'))
      await post(`${commands}/surrenderBalance`, { ...paper, lineId: id, amount: available });
    for (let month = 1; month <= 12; month++) await post(`${commands}/closeMonth`, { month, occurredOn: '2020-12-31' });
  };

  it.each(OPERATIONS.filter(({ operation }) => !ENDLESS.includes(operation.operationId)))(
    '$operation.operationId',
    async ({ method, path, operation: { operationId, parameters = [], requestBody } }) => {
      const given = parameters.map(({ examples = {}, ...parameter }) => ({
        ...parameter,
        example: Object.values(examples)[0]?.value,
      }));
      const examples = given.filter((parameter) => parameter.example !== undefined);
      const lacking = given.filter(({ required, example }) => required && example === undefined);
      expect(lacking.map(({ name }) => name)).toEqual([]);
      const address = examples
        .filter((parameter) => parameter.in === 'path')
        .reduce((text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(example!)), path);
      if (operationId === 'closeFiscalYear') await beforeYearIsClosed(address.replace(/\/closeFiscalYear$/, ''));
      const query = examples.filter((parameter) => parameter.in === 'query');
      const send = server.http()[method];
      const sent = send(address).query(Object.fromEntries(query.map(({ name, example }) => [name, example])));
      const contents = Object.entries(requestBody?.content ?? {});
      const [type, content] = contents.find(([it]) => it === 'text/csv') ?? contents[0] ?? [];
      if (type === undefined) return void (await sent.expect(200));
      const body = content?.example ?? Object.values(content?.examples ?? {})[0]?.value;
      expect(body).toBeDefined();
      await sent.set('Content-Type', type).send(body).expect(200);
    },
  );
});
