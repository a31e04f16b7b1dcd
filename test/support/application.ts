import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApplicationModule, CatchUp, type Configuration } from '@yujue/application';
import { createTestDatabase } from '@yujue/database/testing';

/** The application on a separate, empty database. */
export interface TestApplication {
  readonly context: INestApplicationContext;
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly configuration: Configuration;
  /** Brings the read model up to the log. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

/**
 * `prepare` puts an office's own files into the home before the application opens; the log is in the EventStoreDB that is named,
 * or else in the database.
 */
export async function startApplication(
  prepare: (home: string) => void = () => {},
  eventStoreUrl?: string,
): Promise<TestApplication> {
  const database = await createTestDatabase();
  const home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
  prepare(home);
  const configuration: Configuration = { home, databaseUrl: database.url, eventStoreUrl, port: 0, host: '127.0.0.1' };
  const context = await NestFactory.createApplicationContext(ApplicationModule.register({ configuration }), {
    logger: ['error'],
  });
  const commands = context.get(CommandBus);
  return {
    context,
    commands,
    queries: context.get(QueryBus),
    configuration,
    catchUp: async () => {
      const status = await commands.execute(new CatchUp());
      if (status.error) throw new Error(status.error);
    },
    close: async () => {
      await context.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
