import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApplicationModule } from '@yujue/application';

/**
 * Opens the application on a database, with the log in it or in an EventStoreDB, as the server and the command line do, and
 * closes it after the work.
 */
export async function withApplication<T>(
  url: string,
  work: (application: INestApplicationContext) => Promise<T>,
  eventStoreUrl?: string,
): Promise<T> {
  // Each run has its own home, because a home holds what processes remember of the log (and the office's catalogues).
  const home = await mkdtemp(join(tmpdir(), 'yujue-bench-home-'));
  const configuration = { home, databaseUrl: url, eventStoreUrl, port: 0, host: '127.0.0.1' };
  const application = await NestFactory.createApplicationContext(ApplicationModule.register({ configuration }), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(application);
  } finally {
    await application.close();
    await rm(home, { recursive: true });
  }
}
