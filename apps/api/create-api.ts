import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { ServerConfiguration } from '#application';
import { apiModule } from './api.module.js';
import { jsonBody } from './http/json-body.middleware.js';
import { NestLogger } from './http/nest-logger.js';
import { sendProblem } from './http/problem.filter.js';
import { requestLog } from './http/request-log.middleware.js';
import { loopbackOnly, securityHeaders } from './http/security.middleware.js';
import { serveOpenApi } from './openapi/openapi.js';
import { webApp } from './web/web-app.js';

/**
 * The whole API with the web app beside it, ready to listen. `close()` on it ends its connections to
 * the database as well.
 */
export async function createApi(configuration: ServerConfiguration, log: Logger): Promise<INestApplication> {
  const app = await NestFactory.create<NestExpressApplication>(apiModule(configuration, log), {
    logger: new NestLogger(log),
    bodyParser: false,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requestLog(log), securityHeaders());
  if (configuration.demo) app.use(loopbackOnly);
  app.use(...jsonBody, ...webApp());
  // Middleware above Nest's routes throws as well, and Nest's filter does not see it.
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    sendProblem(response, error, log),
  );
  serveOpenApi(app);
  app.enableShutdownHooks();
  return app;
}
