import { openPool } from '#database';
import { openKeyFile, openPostgresLedger } from '#ledger';
import { ProjectionRunner } from '#projections';
import { runnersOfReactions } from './reactions.js';
import { told } from './told.projection.js';

export interface ConsumerProcess {
  readonly url: string;
  readonly ledger: string;
  readonly keyFile: string;
}

/** The product's runners of projections and of reactions, in whichever process this is called, until it ends. */
export async function consume({ url, ledger: name, keyFile }: ConsumerProcess): Promise<void> {
  const pool = openPool(url, { name: 'faults consumer', size: 6 });
  const ledger = openPostgresLedger({ pool, name, keys: openKeyFile(keyFile) });
  const { signal } = new AbortController();
  await Promise.all([
    new ProjectionRunner(told, { pool, ledger }).follow(signal),
    ...runnersOfReactions([{ pool, ledger }]).map((runner) => runner.follow(signal)),
  ]);
}
