import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  ApplicationModule,
  CatchUp,
  type Configuration,
  GetNotices,
  readConfiguration,
  surviveFaults,
} from '@yujue/application';
import { Failure } from './failure';
import { unlessInterrupted } from './interruption';
import { note } from './terminal/output';
import { type WhenThereIsNoData, answerForMissingData } from './where-the-data-is';

/** The application as a command line uses it: opened for one command, and closed after it. */
export interface Application {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly configuration: Configuration;
}

/**
 * Opens the data (YUJUE_HOME, DATABASE_URL), does the work, and closes whatever happens. Where there is no data, throws
 * Failure, except for commands that bring some along: they `create` it.
 */
export async function withApplication<T>(
  work: (application: Application) => Promise<T>,
  whenThereIsNoData: WhenThereIsNoData = 'refuse',
): Promise<T> {
  surviveFaults(note);
  const configuration = readConfiguration(process.env);
  answerForMissingData(configuration, process.env, whenThereIsNoData);
  const context = await openContext(configuration);
  try {
    const application = { commands: context.get(CommandBus), queries: context.get(QueryBus), configuration };
    return await unlessInterrupted(() => work(application));
  } finally {
    await context.close();
  }
}

/** As withApplication, with reports that cover the whole log: no server need be running that keeps them up to date. */
export const withReports = <T>(work: (application: Application) => Promise<T>): Promise<T> =>
  withApplication(async (application) => {
    await catchUp(application);
    return work(application);
  });

/** Brings the read model up to the log. Throws Failure when an event keeps it from getting there. */
export async function catchUp({ commands, queries }: Application): Promise<void> {
  const { error } = await commands.execute(new CatchUp());
  for (const notice of await queries.execute(new GetNotices())) note(notice);
  if (error !== null) throw new Failure(`账目已保存，但报表数据未能跟上：${error}`);
}

const openContext = (configuration: Configuration): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(ApplicationModule.register({ configuration, log: note }), {
    // Nest's own log would be mixed with the output, and by default a failed start aborts the process.
    logger: false,
    abortOnError: false,
  });
