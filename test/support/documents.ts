import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IntakeModule } from '@yujue/application/intake';

/** What reads published documents, without a database, with the office's own files of this home. */
export const startDocuments = (home: string): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(
    IntakeModule.alone({ home, databaseUrl: undefined, port: 0, host: '127.0.0.1' }),
    {
      logger: ['error'],
    },
  );
