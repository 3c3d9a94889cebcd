import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidRequest, Problem } from './problem.js';
import { faultyText } from './text-check.js';

export const BODY_LIMIT = 256 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Reads JSON bodies. Parsers at hand replace bytes that are not UTF-8; here they are a fault, like text
 * that cannot be stored, because what is recorded must be what was sent.
 */
export function onlyJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    async (request: FastifyRequest, bytes: Buffer) => {
      if (bytes.length === 0) return undefined;
      onlyPlainUtf8(request);
      const body = parseJson(bytes);
      const faults = faultyText(body);
      if (faults.length > 0) throw invalidRequest(faults, 'REQUEST.TEXT');
      return body;
    },
  );
  server.addContentTypeParser('*', async (request: FastifyRequest) => {
    if (hasBody(request)) throw notJson();
    return undefined;
  });
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function onlyPlainUtf8({ headers }: FastifyRequest): void {
  const charset = /charset="?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (charset.toLowerCase() !== 'utf-8') throw notJson();
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new Problem('media-type', 'REQUEST.MEDIA_TYPE', 'Bodies are sent as they are, not compressed.', {
      errors: [{ field: 'Content-Encoding', message: 'is not one that is understood' }],
    });
}

export const notJson = (): Problem =>
  new Problem(
    'media-type',
    'REQUEST.MEDIA_TYPE',
    'Content-Type must be application/json, in UTF-8.',
    { errors: [{ field: 'Content-Type', message: 'must be application/json' }] },
    { Accept: 'application/json' },
  );

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (error) {
    const message = error instanceof SyntaxError ? `is not JSON: ${error.message}` : 'is not UTF-8';
    throw invalidRequest([{ field: 'body', message }], 'REQUEST.MALFORMED');
  }
}
