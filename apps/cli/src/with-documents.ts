import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { readConfiguration } from '@yujue/application/configuration';
import { IntakeModule } from '@yujue/application/intake';

/** What is done with published documents, opened for one command. */
export interface Documents {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
}

/** Opens what reads documents, with the office's own files of YUJUE_HOME and without any database, and does the work. */
export async function withDocuments<T>(work: (documents: Documents) => Promise<T>): Promise<T> {
  const context = await NestFactory.createApplicationContext(IntakeModule.alone(readConfiguration(process.env)), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work({ commands: context.get(CommandBus), queries: context.get(QueryBus) });
  } finally {
    await context.close();
  }
}
