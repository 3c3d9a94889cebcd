import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pathOf } from '../http/request-log.js';

/** The package's own folder, from the sources as well as from `dist`. */
export function packageRoot(from = path.dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('No package.json above the program.');
  return packageRoot(parent);
}

const ofTheApi = /^\/(v1|health)(\/|$)/;

/**
 * Serves the built web app: its files as they are (those under `assets/` carry a hash in their name and
 * may be kept), and its first page for every other address that a browser asks for.
 */
export function serveWebApp(server: FastifyInstance, folder = path.join(packageRoot(), 'dist', 'web')): void {
  server.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const hashed = file.includes(`${path.sep}assets${path.sep}`);
      reply.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.get('/*', (request, reply) => {
    const asked = decodeURIComponent(pathOf(request));
    if (ofTheApi.test(asked)) return reply.callNotFound();
    if (isFileUnder(folder, asked)) return reply.sendFile(asked);
    const asksForPage = request.method === 'GET' && prefersPages(request) && !asked.startsWith('/assets/');
    return asksForPage ? reply.sendFile('index.html') : reply.callNotFound();
  });
}

function isFileUnder(folder: string, asked: string): boolean {
  const file = path.join(folder, asked);
  if (asked.includes('\0') || !file.startsWith(folder + path.sep)) return false;
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** Browsers name HTML where they want a page; programs name JSON, or anything. */
function prefersPages({ headers: { accept = '*/*' } }: FastifyRequest): boolean {
  const html = accept.indexOf('text/html');
  const json = accept.indexOf('application/json');
  return html !== -1 && (json === -1 || html < json);
}
