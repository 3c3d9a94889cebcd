import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Secrets {
  readonly cluster: string;
  readonly superuser: string;
  readonly application: string;
}

/** The ways into the Postgres that `actum up` runs for itself, past everything of the product's. */
export function embeddedUrls(dataFolder: string): {
  readonly superuserUrl: string;
  readonly appUrl: string;
} {
  const secrets = JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8')) as Secrets;
  const port = readFileSync(join(secrets.cluster, 'postmaster.pid'), 'utf8').split('\n')[3];
  const url = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/actum`;
  return {
    superuserUrl: url('postgres', secrets.superuser),
    appUrl: url('actum_app', secrets.application),
  };
}
