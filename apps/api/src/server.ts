import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { type ApplicationOptions } from '@yujue/application';
import helmet from 'helmet';
import { ApiModule } from './api.module';
import { withCommandPaths } from './http/ledger-openapi';

/** A document with a few thousand lines fits; anything larger comes as a file. */
const BODY_BYTES_MAX = '2mb';

/** The HTTP application, ready to listen. */
export async function createServer(options: ApplicationOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.register(options), {
    // A start that fails is told by the caller in one sentence; Nest would print the stack and end the process.
    logger: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.useLogger(['error', 'warn']);
  app.useBodyParser('json', { limit: BODY_BYTES_MAX });
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          'script-src': ["'self'"],
          'style-src': ["'self'", "'unsafe-inline'"],
          'upgrade-insecure-requests': null,
        },
      },
    }),
  );
  const description = new DocumentBuilder()
    .setTitle('预决')
    .setDescription('部门预算执行的登记、报表与追溯')
    .setVersion('1')
    .build();
  SwaggerModule.setup('docs', app, () => withCommandPaths(SwaggerModule.createDocument(app, description)), {
    jsonDocumentUrl: 'docs/openapi.json',
  });
  return app;
}
