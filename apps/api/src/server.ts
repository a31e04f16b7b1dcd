import { type Server } from 'node:http';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { type ApplicationOptions, Following, LiveUpdates } from '@yujue/application';
import helmet from 'helmet';
import { ApiModule } from './api.module';
import { describeApi } from './contract/describe-api';
import { jsonOnly } from './http/guards/json-only';
import { plainAddress } from './http/guards/plain-address';
import { sameOrigin } from './http/guards/same-origin';
import { uploadPlaces } from './http/guards/upload-places';
import { answerBrokenRequests } from './operations/broken-requests';
import { RequestTiming } from './operations/metrics';
import { requestId } from './operations/request-id';
import { RequestsInFlight } from './operations/requests-in-flight';
import { VERSIONING } from './versioning';

/** A document with a few thousand lines fits; anything larger comes as a file. */
const BODY_BYTES_MAX = '2mb';

/** The HTTP application, ready to listen. */
export async function createServer(options: ApplicationOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.register(options), {
    // The caller reports a start that fails in one sentence; Nest would print the stack and end the process.
    logger: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  // A list of levels would not do: it leaves the logger off that was turned off above.
  app.useLogger(new ConsoleLogger({ logLevels: ['fatal', 'error', 'warn'] }));
  app.use(requestId, app.get(RequestTiming).watch, app.get(RequestsInFlight).watch);
  app.use(helmet(HEADERS));
  // Before anything of a body is read.
  app.use(plainAddress, sameOrigin(options.configuration), jsonOnly, uploadPlaces());
  app.enableVersioning(VERSIONING);
  app.useBodyParser('json', { limit: BODY_BYTES_MAX });
  answerBrokenRequests(app.getHttpServer());
  SwaggerModule.setup('docs', app, () => describeApi(app), { jsonDocumentUrl: 'docs/openapi.json' });
  return app;
}

/** Ends the live connections of open screens, answers the requests in flight within a time limit, and closes. */
export async function stopServer(app: NestExpressApplication): Promise<void> {
  app.get(LiveUpdates).endScreens();
  app.get(Following).endPatience();
  await app.get(RequestsInFlight).drain(app.getHttpServer() as Server);
  await app.close();
}

const HEADERS: Parameters<typeof helmet>[0] = {
  // With the default, "no-referrer", browsers send `Origin: null` from our own forms, as from a stranger's.
  referrerPolicy: { policy: 'same-origin' },
  contentSecurityPolicy: {
    directives: {
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'upgrade-insecure-requests': null,
    },
  },
};
