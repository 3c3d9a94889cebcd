import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { Problem } from './problem.js';

/**
 * Headers for API and web app alike, the same for every answer: so they are worked out once. Scripts come from this server only; styles may be inline, because
 * Mantine computes some. HTTPS is the reverse proxy's affair, so nothing is upgraded here.
 */
export const securityHeaders = headersOf(
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  }),
);

function headersOf(set: ReturnType<typeof helmet>): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  set(request, response, () => undefined);
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

const loopbackName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** True for `localhost`, 127.0.0.0/8 and `[::1]` (or `::1`, as a listening address is written). */
export const isLoopback = (host: string): boolean => host === '::1' || loopbackName.test(host);

/**
 * Demo mode signs in anybody who reaches it, so a web page of another origin must not reach it by a
 * name of its own that resolves to 127.0.0.1 (DNS rebinding): only loopback names are answered.
 */
export function loopbackOnly(request: FastifyRequest): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!isLoopback(host))
    throw new Problem(
      'wrong-host',
      'HOST.NOT_LOOPBACK',
      'In demo mode the address is localhost or 127.0.0.1.',
      {
        errors: [{ field: 'Host', message: 'is not a loopback name' }],
      },
    );
}
