import type { FastifyReply, FastifyRequest } from 'fastify';

/** Adds the RFC 8288 link to the next page: this request's address with another cursor. */
export function linkToNext(
  request: FastifyRequest,
  response: FastifyReply,
  cursor: string | undefined,
): void {
  if (cursor === undefined) return;
  const next = new URL(request.originalUrl, 'http://here');
  next.searchParams.set('cursor', cursor);
  response.header('Link', `<${next.pathname}${next.search}>; rel="next"`);
}
