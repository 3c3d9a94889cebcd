import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError, exitCode } from '../exit-code.js';

/** Unix allows a socket's path this many bytes, on the strictest system. */
const LONGEST_SOCKET_PATH = 100;

/**
 * Makes the data folder where it is missing and sees that it can be written.
 *
 * @throws CliError that names the folder and the variable
 */
export function openDataFolder(folder: string): void {
  try {
    const isNew = !existsSync(folder);
    mkdirSync(folder, { recursive: true });
    // As root, Postgres runs as another user, who must get through; what is secret is closed file by file.
    if (isNew) chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(
      exitCode.unexpected,
      `The data folder ${folder} cannot be written (${why}). Set ACTUM_DATA to a folder that can.`,
    );
  }
}

/** One `up` a data folder: held by listening on a socket, so the system lets go of it whatever happens. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * @param says what to tell whoever tries next, for instance the address
 * @throws CliError with what the present holder says
 */
export async function lockDataFolder(folder: string, says: string): Promise<FolderLock> {
  const path = socketPath(folder);
  const answer = await askHolder(path);
  if (answer !== null) {
    throw new CliError(exitCode.unexpected, `Actum is already running on the data in ${folder}: ${answer}`);
  }
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(says);
  });
  server.listen(path);
  await once(server, 'listening');
  return { release: () => closed(server) };
}

function socketPath(folder: string): string {
  const inside = join(folder, 'up.sock');
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH) return inside;
  return join(tmpdir(), `actum-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`);
}

/** What the process says that listens there; null where none does. */
async function askHolder(path: string): Promise<string | null> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    let said = '';
    for await (const chunk of socket) said += String(chunk);
    return said;
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
