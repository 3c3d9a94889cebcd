import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';

/**
 * The token of an `Authorization: Bearer` header, or null where there is no such header.
 * @throws Problem 401 where the header is there and is something else
 */
export function bearerOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  const token = /^Bearer +([A-Za-z0-9._~+/=-]{1,500})$/i.exec(header)?.[1];
  if (token === undefined)
    throw invalidToken('The Authorization header must be "Bearer", a space and a token.');
  return token;
}

export const invalidToken = (detail: string): Problem =>
  new Problem(
    'not-signed-in',
    'SIGN_IN.INVALID',
    detail,
    { errors: [{ field: 'Authorization', message: 'is not a valid bearer token' }] },
    { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  );
