import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { ServerConfiguration } from '#application';
import { apiModule } from './api.module.js';
import { installEdge } from './http/edge.js';
import { httpAdapter } from './http/http-adapter.js';
import { NestLogger } from './http/nest-logger.js';
import { serveOpenApi } from './openapi/openapi.js';
import { serveWebApp } from './web/web-app.js';

/**
 * The whole API with the web app beside it, ready to listen. `close()` on it ends its connections to
 * the database as well.
 */
export async function createApi(
  configuration: ServerConfiguration,
  log: Logger,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    apiModule(configuration, log),
    httpAdapter(log),
    {
      logger: new NestLogger(log),
      bodyParser: false,
      abortOnError: false,
    },
  );
  serveWebApp(installEdge(app, { demo: configuration.demo, log }));
  serveOpenApi(app);
  app.enableShutdownHooks();
  return app;
}
