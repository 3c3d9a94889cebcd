import { randomUUID } from 'node:crypto';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { BODY_LIMIT } from './json-body.js';
import { sendProblem } from './problem.filter.js';
import { invalidRequest } from './problem.js';
import { securityHeaders } from './security.js';

/** No item, person or plan is named by more; what is longer still is told so by its field's own rule. */
const LONGEST_PARAMETER = 16 * 1024;

/** The server below Nest. To be used with `bodyParser: false`: what a body may be is installed by `installEdge`. */
export const httpAdapter = (log: Logger): FastifyAdapter =>
  new FastifyAdapter({
    logger: false,
    bodyLimit: BODY_LIMIT,
    // No middleware of Express' kind is used.
    skipMiddie: true,
    // Who is still being answered when the process stops is answered as before.
    return503OnClosing: false,
    // As Node has it: a connection that nobody uses keeps no server from stopping.
    keepAliveTimeout: 5_000,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PARAMETER },
    // Where the address makes no sense, no hook and no filter is reached.
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const fault = { field: 'path', message: error.message };
      sendProblem(reply.headers(securityHeaders), invalidRequest([fault], 'REQUEST.MALFORMED'), log);
    },
  });
