import type { Provider } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { jsonBody } from './json-body.middleware.js';
import { PositionInterceptor } from './position.interceptor.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { requestLog } from './request-log.middleware.js';
import { loopbackOnly, securityHeaders } from './security.middleware.js';
import { validationPipe } from './validation.pipe.js';

/** What every request meets within Nest, whatever its controller. */
export const edgeProviders = (log: Logger): readonly Provider[] => [
  { provide: APP_PIPE, useValue: validationPipe() },
  { provide: APP_FILTER, useValue: new ProblemFilter(log) },
  { provide: APP_INTERCEPTOR, useClass: PositionInterceptor },
];

/**
 * What every request meets before Nest's routes; `pages` are tried after the body is read. The
 * application is to be made with `bodyParser: false`.
 */
export function installEdge(
  app: NestExpressApplication,
  {
    demo,
    log,
    pages = [],
  }: { readonly demo: boolean; readonly log: Logger; readonly pages?: readonly RequestHandler[] },
): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requestLog(log), securityHeaders());
  if (demo) app.use(loopbackOnly);
  app.use(...jsonBody, ...pages);
  // What is thrown above Nest's routes does not reach Nest's filter.
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    sendProblem(response, error, log),
  );
}
