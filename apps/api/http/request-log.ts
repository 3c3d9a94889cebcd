import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/**
 * One line a request: method, path, status, milliseconds. No query, no body, no header, no name: a path
 * holds ids only.
 */
export function logRequest(log: Logger, request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.once('close', () => {
    const status = reply.raw.statusCode;
    if (status < 500 && !log.isLevelEnabled('debug')) return;
    const line = {
      request: request.id,
      method: request.method,
      path: pathOf(request),
      status,
      ms: Math.round(reply.elapsedTime),
    };
    if (status >= 500) log.warn(line, 'request');
    else log.debug(line, 'request');
  });
}

/** The address without its query. */
export function pathOf({ url }: FastifyRequest): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}
