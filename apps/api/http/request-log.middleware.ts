import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

/**
 * One line a request: method, path, status, milliseconds. No query, no body, no header, no name: a path
 * holds ids only.
 */
export function requestLog(log: Logger): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    const id = randomUUID();
    const path = request.path;
    response.set('X-Request-Id', id);
    response.once('close', () => {
      const line = {
        request: id,
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - began),
      };
      if (response.statusCode >= 500) log.warn(line, 'request');
      else log.debug(line, 'request');
    });
    next();
  };
}
