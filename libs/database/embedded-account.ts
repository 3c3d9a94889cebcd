import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** The operating-system user that the embedded server runs as. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

const OWN_NAME = 'actum-postgres';

/**
 * Postgres refuses to run as root, so root needs another user for it: the one that owns the data
 * already, else `postgres`, else a system user made for the purpose.
 *
 * @returns null where the server can run as the present user
 * @throws Error with a sentence for the operator where no user can be had
 */
export function serverAccount(clusterFolder: string): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  return ownerOf(clusterFolder) ?? lookUp('postgres') ?? lookUp(OWN_NAME) ?? create();
}

/** Whether a program running as this account gets through to the path, with the rights named (`r`, `w`, `x`). */
export function canReach(
  account: ServerAccount,
  path: string,
  rights: readonly ('r' | 'w' | 'x')[],
): boolean {
  const condition = rights.map((right) => `test -${right} "$0"`).join(' && ');
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', condition, path], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

function ownerOf(clusterFolder: string): ServerAccount | null {
  const found = statSync(join(clusterFolder, 'PG_VERSION'), { throwIfNoEntry: false });
  if (found === undefined || found.uid === 0) return null;
  const { status, stdout } = spawnSync('id', ['-un', String(found.uid)], { encoding: 'utf8' });
  return { uid: found.uid, gid: found.gid, name: status === 0 ? stdout.trim() : `user ${found.uid}` };
}

function lookUp(name: string): ServerAccount | null {
  const uid = idOf('-u', name);
  const gid = idOf('-g', name);
  return uid === null || gid === null || uid === 0 ? null : { uid, gid, name };
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return status === 0 ? Number.parseInt(stdout, 10) : null;
}

function create(): ServerAccount {
  const made = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/bin/false',
      OWN_NAME,
    ],
    { encoding: 'utf8' },
  );
  const account = lookUp(OWN_NAME);
  if (account !== null) return account;
  const why = made.error?.message ?? made.stderr.trim();
  throw new Error(
    `Postgres cannot run as root, and no other user could be made for it (useradd: ${why}). ` +
      'Start as an ordinary user, or add a system user named "postgres", or set DATABASE_URL to a server of your own.',
  );
}
