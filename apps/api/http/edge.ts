import type { Provider } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { onlyJsonBodies } from './json-body.js';
import { ProblemFilter } from './problem.filter.js';
import { logRequest } from './request-log.js';
import { loopbackOnly, securityHeaders } from './security.js';
import { validationPipe } from './validation.pipe.js';

/** What every request meets within Nest, whatever its controller. */
export const edgeProviders = (log: Logger): readonly Provider[] => [
  { provide: APP_PIPE, useValue: validationPipe() },
  { provide: APP_FILTER, useValue: new ProblemFilter(log) },
];

/** What every request meets before Nest's routes. The application is to be made with `httpAdapter`. */
export function installEdge(
  app: NestFastifyApplication,
  { demo, log }: { readonly demo: boolean; readonly log: Logger },
): FastifyInstance {
  const server = app.getHttpAdapter().getInstance();
  onlyJsonBodies(server);
  server.addHook('onRequest', (request, reply, done) => {
    logRequest(log, request, reply);
    reply.headers(securityHeaders).header('x-request-id', request.id);
    if (demo) loopbackOnly(request);
    done();
  });
  // What is read depends on the ledger's today and on who reads.
  server.addHook('preSerialization', (_request, reply, body, done) => {
    reply.header('cache-control', 'no-store');
    if (hasPosition(body)) reply.header('actum-position', String(body.position));
    done(null, body);
  });
  return server;
}

const hasPosition = (body: unknown): body is { readonly position: number } =>
  typeof body === 'object' && body !== null && 'position' in body && typeof body.position === 'number';
