import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, stopServer } from '../../apps/api/src/server';

/** Serves the API on a database from a separate process, until the process that started it ends. Sends its address. */
async function serve(databaseUrl: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'yujue-bench-home-'));
  const app = await createServer({ configuration: { home, databaseUrl, port: 0, host: '127.0.0.1' } });
  process.once('disconnect', () => {
    stopServer(app)
      .then(() => rm(home, { recursive: true }))
      .then(
        () => process.exit(),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}`);
}

serve(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
