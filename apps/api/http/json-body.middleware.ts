import type { NextFunction, Request, RequestHandler, Response } from 'express';
import express from 'express';
import { invalidRequest, Problem } from './problem.js';
import { faultyText } from './text-check.js';

const bodyLimit = 256 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Reads JSON bodies of at most 256 KiB. Express' own parser replaces bytes that are not UTF-8; here
 * they are a fault, like text that cannot be stored, because what is recorded must be what was sent.
 */
export const jsonBody: readonly RequestHandler[] = [
  onlyJson,
  express.raw({ type: 'application/json', limit: bodyLimit }),
  parse,
];

function onlyJson(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  const charset = /charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (hasBody && (!request.is('application/json') || charset.toLowerCase() !== 'utf-8'))
    throw new Problem(
      'media-type',
      'REQUEST.MEDIA_TYPE',
      'Content-Type must be application/json, in UTF-8.',
      { errors: [{ field: 'Content-Type', message: 'must be application/json' }] },
      { Accept: 'application/json' },
    );
  next();
}

function parse(request: Request, _response: Response, next: NextFunction): void {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes)) {
    request.body = undefined;
    next();
    return;
  }
  request.body = parseJson(bytes);
  const faults = faultyText(request.body);
  if (faults.length > 0) throw invalidRequest(faults, 'REQUEST.TEXT');
  next();
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (error) {
    const message = error instanceof SyntaxError ? `is not JSON: ${error.message}` : 'is not UTF-8';
    throw invalidRequest([{ field: 'body', message }], 'REQUEST.MALFORMED');
  }
}
