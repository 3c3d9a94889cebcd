import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const secretsFile = z.object({
  /** Folder of the cluster that these passwords open. */
  cluster: z.string(),
  superuser: z.string(),
  owner: z.string(),
  application: z.string(),
});

/** Where an embedded cluster lies, and the passwords of its three roles. */
export type EmbeddedSecrets = z.infer<typeof secretsFile>;

/**
 * What the file says, null where there is none.
 *
 * @throws Error where there is one that cannot be read
 */
export function readSecrets(file: string): EmbeddedSecrets | null {
  if (!existsSync(file)) return null;
  try {
    return secretsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} holds the passwords of the embedded Postgres and cannot be read.`, { cause });
  }
}

/** Makes random passwords for a new cluster and writes them where only the present user can read them. */
export function createSecrets(file: string, cluster: string): EmbeddedSecrets {
  const password = () => randomBytes(24).toString('base64url');
  const secrets = { cluster, superuser: password(), owner: password(), application: password() };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
