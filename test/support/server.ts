import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Following, LiveUpdates, LoadDataset } from '@yujue/application';
import { createTestDatabase } from '@yujue/database/testing';
import { createServer } from '../../apps/api/src/server';
import { documentedHttp } from './documented-answers';

const PROJECTED_WITHIN_MS = 60_000;

/** The HTTP server on a separate, empty database. */
export interface TestServer {
  readonly app: NestExpressApplication;
  readonly databaseUrl: string;
  /** Requests whose answers must be as the API's document says. */
  http(): ReturnType<typeof documentedHttp>;
  /** Loads a dataset's folder, and waits until the reports cover it. */
  load(folder: string): Promise<void>;
  close(): Promise<void>;
}

/** The server as it runs: it follows its log and listens. */
export async function startServer(): Promise<TestServer> {
  const server = await openServer();
  const { app } = server;
  app.get(Following).start();
  app.get(LiveUpdates).start();
  await app.listen(0, '127.0.0.1');
  return server;
}

/** The server before it follows its log: a test brings the reports up to date when it wants it. */
export async function openServer(): Promise<TestServer> {
  const database = await createTestDatabase();
  const home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
  const app = await createServer({ configuration: { home, databaseUrl: database.url, port: 0, host: '127.0.0.1' } });
  await app.init();
  return {
    app,
    databaseUrl: database.url,
    http: () => documentedHttp(app),
    load: async (folder) => {
      const { position } = await app.get(CommandBus).execute(new LoadDataset(folder));
      await app.get(Following).waitFor(position, PROJECTED_WITHIN_MS);
    },
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
