import { type Route } from './asked';

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly parameters?: readonly { readonly name: string; readonly in: string }[] }>>
    >
  >;
}

/** What the description of the API leaves out: pages, forms, and addresses that are not there. */
const PAGES: readonly Route[] = [
  { method: 'GET', path: '/', query: [] },
  { method: 'GET', path: '/docs', query: [] },
  { method: 'GET', path: '/docs/openapi.json', query: [] },
  { method: 'GET', path: '/lists', query: [] },
  { method: 'POST', path: '/lists/preview', query: [] },
  { method: 'POST', path: '/lists/load', query: [] },
  { method: 'GET', path: '/departments/{department}/years/{year}/execution', query: ['month', 'by'] },
  { method: 'GET', path: '/departments/{department}/years/{year}/{edition}', query: ['table', 'asOf', 'knownAt'] },
  {
    method: 'GET',
    path: '/departments/{department}/years/{year}/{edition}/trace',
    query: ['table', 'row', 'column', 'side', 'asOf', 'knownAt'],
  },
  { method: 'GET', path: '/departments/{department}/years/{year}/{edition}/narrative', query: ['asOf', 'knownAt'] },
  { method: 'GET', path: '/departments/{department}/years/{year}/{edition}/checks', query: ['asOf', 'knownAt'] },
  { method: 'POST', path: '/api/v1/units/{unit}/years/{year}/commands/{type}', query: [] },
  { method: 'POST', path: '/api/v1/departments/{department}/years/{year}/registers/{register}', query: [] },
  { method: 'GET', path: '/api/{x}', query: [] },
  { method: 'GET', path: '/{x}', query: [] },
];

/** Every route: those that the API describes itself, so that none is forgotten, and the pages. */
export function routesOf(description: OpenApi): Route[] {
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    })),
  );
  return [...described, ...PAGES];
}
