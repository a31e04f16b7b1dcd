import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApplicationModule, CatchUp, type Configuration, GetNotices, readConfiguration } from '@yujue/application';
import { Failure } from './failure';
import { unlessInterrupted } from './interruption';
import { note } from './terminal/output';

/** The application as a command line uses it: opened for one command, and closed after it. */
export interface House {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly configuration: Configuration;
}

/** Opens the data (YUJUE_HOME, DATABASE_URL), does the work, and closes whatever happens. */
export async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const configuration = readConfiguration(process.env);
  const context = await openContext(configuration);
  try {
    const house = { commands: context.get(CommandBus), queries: context.get(QueryBus), configuration };
    return await unlessInterrupted(() => work(house));
  } finally {
    await context.close();
  }
}

/** As withHouse, with reports that cover the whole log: no server need be running that keeps them up to date. */
export const withReports = <T>(work: (house: House) => Promise<T>): Promise<T> =>
  withHouse(async (house) => {
    await catchUp(house);
    return work(house);
  });

/** Brings the read model up to the log. Throws Failure when an event keeps it from getting there. */
export async function catchUp({ commands, queries }: House): Promise<void> {
  const { error } = await commands.execute(new CatchUp());
  for (const notice of await queries.execute(new GetNotices())) note(notice);
  if (error !== null) throw new Failure(`账目已保存，但报表数据未能跟上：${error}`);
}

const openContext = (configuration: Configuration): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(ApplicationModule.register({ configuration, log: note }), {
    // Nest's own log would stand among the output, and by default a failed start aborts the process.
    logger: false,
    abortOnError: false,
  });
