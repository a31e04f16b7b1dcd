import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Figure } from '../figure';

/** Run from source, because code of tests is not built. */
const SERVER = resolve('test/eventstoredb-server/server-program.ts');
const TYPESCRIPT = resolve('libs/database/src/testing/typescript-hook.cjs');

/** Measures against an EventStoreDB protocol server on an empty log, in a separate process. */
export async function* withProtocolServer(measure: (url: string) => AsyncGenerator<Figure>): AsyncGenerator<Figure> {
  const server = fork(SERVER, { execArgv: ['--require', TYPESCRIPT] });
  try {
    const [url] = (await once(server, 'message')) as [string];
    yield* measure(url);
  } finally {
    server.disconnect();
  }
}
