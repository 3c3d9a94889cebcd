import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { canReach, type ServerAccount, serverAccount } from './embedded-account.js';
import { createSecrets, type EmbeddedSecrets, readSecrets } from './embedded-secrets.js';
import { SHARED_FOLDER, serverFiles } from './embedded-server-files.js';

/** A database cluster on disk, ready to be served. */
export interface EmbeddedCluster {
  readonly account: ServerAccount | null;
  /** The folder with `bin/postgres`. */
  readonly server: string;
  readonly secrets: EmbeddedSecrets;
}

/**
 * Finds the cluster that belongs to a data folder, or makes it: under the folder itself, or, where
 * the server's user cannot get there, under {@link SHARED_FOLDER}.
 */
export function prepareCluster(dataFolder: string): EmbeddedCluster {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, 'postgres.json');
  const known = readSecrets(file);
  const inside = join(realpathSync(dataFolder), 'postgres');
  // The folder may have been moved since: what lies inside it comes first.
  const existing = [inside, known?.cluster ?? inside].find((cluster) =>
    existsSync(join(cluster, 'PG_VERSION')),
  );
  if (existing !== undefined) {
    if (known === null) {
      throw new Error(`${existing} holds data, but ${file}, which has the passwords, is missing.`);
    }
    const account = serverAccount(existing);
    return { account, server: serverFiles(account), secrets: { ...known, cluster: existing } };
  }
  const account = serverAccount(inside);
  const server = serverFiles(account);
  const secrets = createSecrets(file, placeFor(dataFolder, account));
  initialize(secrets, server, account);
  return { account, server, secrets };
}

function placeFor(dataFolder: string, account: ServerAccount | null): string {
  if (account === null || canReach(account, dataFolder, ['x']))
    return join(realpathSync(dataFolder), 'postgres');
  const folder = join(
    SHARED_FOLDER,
    createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16),
  );
  mkdirSync(folder, { recursive: true });
  chmodSync(SHARED_FOLDER, 0o755);
  chmodSync(folder, 0o755);
  // What an earlier, deleted clone at the same path left is not ours to open, nor ours to delete.
  const cluster = join(folder, 'postgres');
  return existsSync(cluster) ? `${cluster}-${randomBytes(4).toString('hex')}` : cluster;
}

/** Runs initdb beside the final place and renames, so an interrupted start leaves nothing half made. */
function initialize(secrets: EmbeddedSecrets, server: string, account: ServerAccount | null): void {
  const unfinished = `${secrets.cluster}.new`;
  const passwordFile = `${secrets.cluster}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  if (account !== null) {
    chownSync(unfinished, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    const { status, stdout, stderr, error } = spawnSync(
      join(server, 'bin', 'initdb'),
      [
        `--pgdata=${unfinished}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-instructions',
      ],
      { ...asUser(account), cwd: dirname(unfinished), encoding: 'utf8' },
    );
    if (status !== 0)
      throw new Error(`initdb could not make the database: ${error?.message ?? stdout + stderr}`);
    renameSync(unfinished, secrets.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Options of `spawn` for a program that runs as the account, with nothing of our own environment. */
export function asUser(account: ServerAccount | null) {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return account === null ? { env } : { env, uid: account.uid, gid: account.gid };
}
