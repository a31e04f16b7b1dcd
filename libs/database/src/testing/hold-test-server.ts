import { rename, writeFile } from 'node:fs/promises';
import { openDatabase } from '../open-database';
import { testServerHome } from './test-server';

/**
 * A member of the shared test server for as long as a run lasts, so that the server is not stopped and started between two
 * suites. Writes the server's address, or why there is none, to the file in its first argument. The run's overseer ends it.
 */
async function main(file: string): Promise<void> {
  const server = await openDatabase({ home: await testServerHome() }).catch((error: unknown) => ({
    url: undefined,
    error: String(error),
  }));
  await writeFile(`${file}.new`, JSON.stringify('error' in server ? { error: server.error } : { url: server.url }));
  await rename(`${file}.new`, file);
  if (server.url !== undefined) setInterval(() => undefined, 2 ** 30);
}

main(process.argv[2]!).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
