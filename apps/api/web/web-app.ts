import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';

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
export function webApp(folder = path.join(packageRoot(), 'dist', 'web')): readonly RequestHandler[] {
  const files = express.static(folder, {
    index: false,
    setHeaders: (response: Response, file: string) => {
      const hashed = file.includes(`${path.sep}assets${path.sep}`);
      response.set('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const firstPage = (request: Request, response: Response, next: NextFunction): void => {
    const asksForPage = request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
    if (ofTheApi.test(request.path) || request.path.startsWith('/assets/') || !asksForPage) next();
    else response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder }, next);
  };
  return [files, firstPage];
}
