import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import type { ServerConfiguration } from '#application';
import { apiModule } from './api.module.js';
import { installEdge } from './http/edge.js';
import { NestLogger } from './http/nest-logger.js';
import { serveOpenApi } from './openapi/openapi.js';
import { webApp } from './web/web-app.js';

/**
 * The whole API with the web app beside it, ready to listen. `close()` on it ends its connections to
 * the database as well.
 */
export async function createApi(
  configuration: ServerConfiguration,
  log: Logger,
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(apiModule(configuration, log), {
    logger: new NestLogger(log),
    bodyParser: false,
    abortOnError: false,
  });
  installEdge(app, { demo: configuration.demo, log, pages: webApp() });
  serveOpenApi(app);
  app.enableShutdownHooks();
  return app;
}
