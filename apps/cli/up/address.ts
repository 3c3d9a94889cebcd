import { once } from 'node:events';
import { createServer } from 'node:net';
import { CliError, exitCode } from '../exit-code.js';

/**
 * Sees that the address can be listened on, before anything else is started for it.
 *
 * @returns the port: the one asked for, or a free one where 0 was asked for
 * @throws CliError that says which variable to set
 */
export async function claimPort(host: string, port: number): Promise<number> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    return address !== null && typeof address === 'object' ? address.port : port;
  } catch (error) {
    throw new CliError(exitCode.unexpected, reason(error, host, port));
  }
}

function reason(error: unknown, host: string, port: number): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs more rights than this user has. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL')
    return `${host} is no address of this machine. Set ACTUM_HOST to one that is.`;
  return `${host}:${port} cannot be listened on: ${error instanceof Error ? error.message : String(error)}`;
}

/** How a browser on this machine reaches a server that listens on the host. */
export function addressOf(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return host.includes(':') ? `http://[${host}]:${port}` : `http://${host}:${port}`;
}
