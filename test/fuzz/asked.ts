import { COMMAND_SCHEMAS, type CommandType } from '@yujue/ledger';
import fc from 'fast-check';
import { arbitraryOf } from './arbitrary-of-schema';
import { hostileText, hostileValue, jsonText, mutated } from './hostile';
import { type Known, fitting, ledgerHints } from './ledger-hints';
import { type WireRequest } from './send';

export const UNITS = ['900001', '900002'] as const;
export const YEAR = 2020;

/** Money moves often; a closed month or year would end the campaign. */
const WEIGHTS: Partial<Record<CommandType, number>> = {
  appropriateBudget: 6,
  supplementBudget: 4,
  transferBudget: 3,
  disburse: 8,
  refundDisbursement: 3,
  reclassifyDisbursement: 3,
  receiveRevenue: 4,
  makeCommitment: 3,
};

const json = (value: unknown): Buffer => Buffer.from(jsonText(value));

/** Mostly as the schema has it, at times with something in it that it does not have. */
const body = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> =>
  fc.oneof({ weight: 9, arbitrary: valid.map(json) }, { weight: 2, arbitrary: valid.chain(mutated).map(json) });

/** A command on a unit's year; three times out of four its parts fit each other. */
const command = (known: Known, fiscalYear = YEAR): fc.Arbitrary<{ type: CommandType; data: unknown }> => {
  const hints = ledgerHints(fiscalYear, known);
  const ofType = (type: CommandType) =>
    fc
      .tuple(arbitraryOf(COMMAND_SCHEMAS[type], hints), fc.nat(3))
      .map(([data, when]) => ({ type, data: when === 0 ? data : fitting(type, data as object, fiscalYear, known) }));
  return fc.oneof(
    ...(Object.keys(COMMAND_SCHEMAS) as CommandType[]).map((type) => ({
      weight: WEIGHTS[type] ?? 1,
      arbitrary: ofType(type),
    })),
  );
};

const JSON_HEADERS = { 'Content-Type': 'application/json' };

/** A command on one of the department's units. */
export const commandRequest = (unit: string, known: Known): fc.Arbitrary<WireRequest> =>
  fc.tuple(command(known), headers).chain(([{ type, data }, more]) =>
    body(fc.constant(data)).map((content) => ({
      method: 'POST',
      path: `/api/v1/units/${unit}/years/${YEAR}/commands/${type}`,
      headers: { ...JSON_HEADERS, ...more },
      body: content,
    })),
  );

/** An opening of any unit's year, its path and body mostly of one mind; and what follows on it. */
export const openingRequest: fc.Arbitrary<WireRequest> = fc
  .tuple(
    fc.constantFrom('900003', '900004', '单位5', 'a.b'),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(2020, 2021, 2023, 2025) },
      { weight: 1, arbitrary: fc.integer({ min: 1989, max: 2201 }) },
    ),
    fc.nat(5),
  )
  .chain(([code, fiscalYear, other]) =>
    body(
      fc.constant({
        unit: { code: other === 0 ? '900009' : code, name: '示例单位', kind: '事业' },
        department: { code: 'other', name: '示例局' },
        fiscalYear: other === 1 ? fiscalYear + 1 : fiscalYear,
        occurredOn: `${fiscalYear}-01-01`,
      }),
    ).map((content) => ({
      method: 'POST',
      path: `/api/v1/units/${encodeURIComponent(code)}/years/${fiscalYear}/commands/openFiscalYear`,
      headers: JSON_HEADERS,
      body: content,
    })),
  );

const VOUCHERS_MAX = 12;

/** A step of a 单据, from its draft on. */
export const voucherRequest = (unit: string, known: Known): fc.Arbitrary<WireRequest> => {
  const voucherId = fc.nat(VOUCHERS_MAX).map((number) => `D${number}`);
  const step = fc.record({
    type: fc.constantFrom('submit', 'submit', 'approve', 'approve', 'return', 'withdraw'),
    reason: fc.constant('请补附件'),
  });
  const person = fc.constantFrom('li', 'wang');
  const at = (what: string, content: fc.Arbitrary<unknown>) =>
    fc.tuple(voucherId, body(content), person).map(([id, bytes, actor]) => ({
      method: 'POST',
      path: `/api/v1/units/${unit}/years/${YEAR}/vouchers/${encodeURIComponent(id)}/${what}`,
      headers: { ...JSON_HEADERS, 'X-Yujue-Actor': actor },
      body: bytes,
    }));
  return fc.oneof(
    {
      weight: 1,
      arbitrary: at('draft', fc.record({ commands: fc.array(command(known), { minLength: 1, maxLength: 3 }) })),
    },
    { weight: 2, arbitrary: at('steps', step) },
  );
};

const cell = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: hostileText });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A list of payments as CSV, some of its cells hostile. */
export const listRequest = (known: Known): fc.Arbitrary<WireRequest> => {
  const hints = ledgerHints(YEAR, known);
  const row = fc
    .tuple(
      hints['paymentId']!,
      hints['occurredOn']!,
      hints['lineId']!,
      hints['amount']!,
      fc.constant('某公司'),
      fc.array(cell, { minLength: 5, maxLength: 5 }),
    )
    .map(([id, on, line, amount, payee, worse]) =>
      [id, on, line, amount, payee].map((text, index) => quoted(String(worse[index] ?? text))).join(','),
    );
  return fc
    .tuple(
      fc.array(row, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('preview', 'load'),
      fc.constantFrom('text/csv', 'application/octet-stream'),
    )
    .map(([rows, what, type]) => ({
      method: 'POST',
      path: `/api/v1/lists/${what}?department=small&year=${YEAR}&kind=${encodeURIComponent('支付')}&file=a.csv`,
      headers: { 'Content-Type': type },
      body: Buffer.from(['支付编号,日期,指标编号,金额（元）,收款人', ...rows].join('\n')),
    }));
};

/** Half a surrogate pair has no encoding. */
const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
/** A value for a header: what Node lets through. */
const headerText = hostileText.map((text) =>
  Buffer.from(text.slice(0, 300))
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '?'),
);

const headers: fc.Arbitrary<Record<string, string>> = fc
  .record(
    {
      'Idempotency-Key': fc.oneof(fc.uuid(), headerText),
      'If-Match': fc.oneof(fc.constantFrom('*', '"0"', 'W/"1"', '"-1"', '"99999999999999999999"'), headerText),
      'X-Yujue-Actor': fc.oneof(
        fc.constantFrom('%E6%9D%8E%E5%9B%9B', '%00', '%ED%A0%80', '%'),
        hostileText.map(encoded),
      ),
      Accept: fc.oneof(fc.constantFrom('text/html', 'application/json', '*/*;q=0'), headerText),
      'Accept-Language': headerText,
    },
    { requiredKeys: [] },
  )
  .chain((made) => fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: fc.constant(made) }));

/** What parameters of these names may be; everything else is a hostile text. */
const PARAMETERS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  department: fc.constantFrom('small', 'gz-ybj'),
  unit: fc.constantFrom(...UNITS, '900003'),
  year: fc.constantFrom('2020', '2021', '1990', '2200', '0', '99999', '2020.5', '-2020', '２０２０'),
  edition: fc.constantFrom('gz-2020-final', 'national-final'),
  table: fc.constantFrom('1', '3', '7', '99'),
  row: fc.constantFrom('合计', '210', '2101501'),
  column: fc.constantFrom('合计', '项目支出', '本年收入合计'),
  side: fc.constantFrom('收入', '支出'),
  asOf: fc.constantFrom('2020-03-31', '2020-12-31', '0000-01-01', '9999-12-31', '1800-01-01', '2020-02-30'),
  knownAt: fc.constantFrom(
    '2020-01-01T00:00:00Z',
    '2030-01-01T00:00:00+08:00',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59.999-12:00',
  ),
  format: fc.constantFrom('xlsx', 'docx', 'ofdp', 'html', 'json', 'csv', 'pdf'),
  month: fc.constantFrom('1', '12', '13', '0', '1e1', ' 3'),
  by: fc.constantFrom('unit', 'function', 'economic', 'project', 'fund'),
  limit: fc.constantFrom('1', '1000', '1001', '0', '-1', '1e2', '99999999999999999999'),
  cursor: fc.constantFrom(
    '0.0',
    '1.1',
    '999999999999999999.9999',
    '0',
    '1',
    '999999999999999999',
    '9'.repeat(30),
    'abc',
    '1.2.3',
    "1'",
  ),
  after: fc.constantFrom('0', 'abc', '-1', '1/2'),
  kind: fc.constantFrom('指标', '调整', '支付', '项目', '__proto__'),
  voucherId: fc.constantFrom('D1', 'D2'),
  register: fc.constantFrom('vehicles', 'projects', '__proto__', 'constructor'),
  type: fc.constantFrom('disburse', 'openFiscalYear', '__proto__', 'constructor'),
  map: fc.constantFrom('甲=金额', '=', '__proto__=金额', 'C=金额'),
  set: fc.constantFrom('日期=2020-01-01', 'constructor=1', '金额=1'),
};

const parameter = (name: string): fc.Arbitrary<string> =>
  Object.hasOwn(PARAMETERS, name)
    ? fc.oneof(
        { weight: 4, arbitrary: PARAMETERS[name]!.map(encoded) },
        { weight: 1, arbitrary: hostileText.map(encoded) },
        { weight: 1, arbitrary: fc.constantFrom('%00', '%ff', '%', '%E0%80', '..') },
      )
    : hostileText.map(encoded);

/** A route of the program: its method, its path with {parameters}, and the names of its query's parameters. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
}

const contentType = fc.oneof(
  { weight: 4, arbitrary: fc.constant('application/json') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'application/json; charset=utf-16',
      'application/json; charset=klingon',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'text/plain',
      'text/csv',
      'application/octet-stream',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      '///',
    ),
  },
);

const LARGE = Buffer.alloc(3 * 1024 * 1024, '{"a":1,');

const anyBody: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 4, arbitrary: hostileValue.map(json) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('{', '[', '"', '{"__proto__":{"x":1}}', '--x\r\n', 'a[b]=c&a=d&%=', 'PK\u0003\u0004')
      .map((text) => Buffer.from(text)),
  },
  { weight: 1, arbitrary: fc.nat(8).map((number) => (number === 0 ? LARGE : Buffer.from('a=1&'.repeat(3_000)))) },
);

/** Headers that decide who may ask, and how a body is read. */
const wireHeaders: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    headers,
    fc.record(
      {
        'Content-Encoding': fc.constantFrom('gzip', 'br', 'deflate', 'identity', 'zstd', 'x'),
        Origin: fc.constantFrom('null', 'http://evil.example', 'https://127.0.0.1', 'x'),
        'Sec-Fetch-Site': fc.constantFrom('cross-site', 'same-site', 'same-origin', 'none', 'x'),
        Host: fc.constantFrom('evil.example', 'localhost:1', '[::1]', 'a b', ''),
        Range: fc.constant('bytes=0-1'),
        'X-HTTP-Method-Override': fc.constant('DELETE'),
        Cookie: headerText,
      },
      { requiredKeys: [] },
    ),
    fc.nat(3),
  )
  .map(([own, guarded, when]) => (when === 0 ? { ...own, ...guarded } : own));

/** Any request over any of the routes. */
export const anyRequest = (routes: readonly Route[]): fc.Arbitrary<WireRequest> =>
  fc.constantFrom(...routes).chain(({ method, path, query }) => {
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);
    return fc
      .record({
        values: fc.tuple(...names.map(parameter)),
        asked: fc.array(
          fc
            .constantFrom(...query, 'x', '__proto__', 'a[b][c]')
            .chain((name) => parameter(name).map((value) => `${name}=${value}`)),
          { maxLength: 5 },
        ),
        // Most answers are wanted where the rest of the query is right.
        complete: fc.nat(2),
        all: fc.tuple(...query.map((name) => parameter(name).map((value) => `${name}=${value}`))),
        wire: wireHeaders,
        type: contentType,
        content: anyBody,
        otherMethod: fc.nat(30),
      })
      .map(({ values, asked, complete, all, wire, type, content, otherMethod }) => {
        const filled = names.reduce((text, name, index) => text.replace(`{${name}}`, values[index]!), path);
        const search = (complete > 0 ? all : asked)
          .filter((pair) => !pair.startsWith('after=') || !/after=\d+$/.test(pair))
          .join('&');
        const asks = otherMethod === 0 ? 'DELETE' : otherMethod === 1 ? 'OPTIONS' : method;
        const hasBody = asks === 'POST';
        return {
          method: asks,
          path: search === '' ? filled : `${filled}?${search}`,
          headers: { ...wire, ...(hasBody && { 'Content-Type': type }) },
          ...(hasBody && { body: content }),
        };
      });
  });

/** Bytes that Node's own client would not send. */
export const rawRequest: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.constantFrom(
      'GET /\u0000 HTTP/1.1',
      'GET /api/v1/departments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x',
      'POST /api/v1/lists/load HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nContent-Type: text/csv',
      'GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1',
      'GET //evil.example/%2e%2e HTTP/1.1\r\nHost: 127.0.0.1',
      'GET / HTTP/1.0',
      'GET / HTTP/9.9',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1`,
      `GET /${'a'.repeat(9_000)} HTTP/1.1\r\nHost: 127.0.0.1`,
      'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example',
      'CONNECT x:1 HTTP/1.1\r\nHost: x',
      'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1',
      'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade',
      'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: x',
    ),
    fc.uint8Array({ maxLength: 60 }),
  )
  .map(([head, tail]) =>
    Buffer.concat([Buffer.from(`${head}\r\nConnection: close\r\n\r\n`, 'latin1'), Buffer.from(tail)]),
  );
