import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { type OpenAPIObject } from '@nestjs/swagger';
import { projectRoot } from '@yujue/application';
import { ApiModule } from '../api.module';
import { VERSIONING } from '../versioning';
import { describeApi } from './describe-api';

/** Where the document is committed, so that clients' types can be made from it and its changes are seen in reviews. */
export const OPENAPI_FILE = join(projectRoot(), 'apps', 'api', 'openapi.json');

/** The API's document without a running program: a preview of the modules makes no provider, so it opens no database. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const configuration = { home: '', databaseUrl: undefined, port: 0, host: '127.0.0.1' };
  const app = await NestFactory.create(ApiModule.register({ configuration }), { preview: true, logger: false });
  app.enableVersioning(VERSIONING);
  return describeApi(app);
}

/** The document as the file holds it. */
export const openApiText = async (): Promise<string> => `${JSON.stringify(await openApiDocument(), null, 2)}\n`;
