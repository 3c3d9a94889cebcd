import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetch } from 'undici';
import { z } from 'zod';
import { type Configuration, readConfiguration } from '#application';
import { migrate } from '#database';
import { CliError, exitCode } from '../exit-code.js';
import { addressOf, claimPort } from './address.js';
import { lockDataFolder, openDataFolder } from './data-folder.js';
import { openDatabase } from './database.js';
import { untilReady } from './readiness.js';
import { SupervisedProcess } from './supervised-process.js';
import { UpLog } from './up-log.js';

const ledgerAnswer = z.object({ opened: z.boolean(), origin: z.string() });

export interface UpOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the pack for an empty ledger. */
  readonly pack: string;
  /** Somebody asked for this pack and no other. */
  readonly isPackChosen: boolean;
  /** The origin of the pack's ledger, read before anything is started. */
  originOf(pack: string): Promise<string>;
  /** Sends a pack's commands to the server at the address; must not repeat what was done before. */
  loadPack(pack: string, url: string, signal: AbortSignal, say: (line: string) => void): Promise<void>;
  /** Takes each line of progress. */
  say(line: string): void;
}

/**
 * Runs Actum on this machine until a signal comes: database, migrations, api, worker, and, in the demo,
 * the pack. Whatever dies is started again.
 *
 * @throws ConfigurationError, CliError or Error with a sentence for the operator, after everything is stopped
 */
export async function up(options: UpOptions): Promise<void> {
  const { say } = options;
  const configuration = upConfiguration(options.environment);
  const { dataFolder, host } = configuration;
  const stopped = untilSignal(say);
  const undo: (() => Promise<void>)[] = [];
  try {
    // A pack with faults is named before anything is started for it.
    const origin = options.isPackChosen ? await options.originOf(options.pack) : null;
    openDataFolder(dataFolder);
    const asked = addressOf(host, configuration.port);
    const lock = await lockDataFolder(dataFolder, `process ${process.pid}, at ${asked}`);
    undo.push(lock.release);
    const port = await claimPort(host, configuration.port);
    const address = addressOf(host, port);
    const log = new UpLog(dataFolder, say);
    undo.push(() => log.close());

    const database = await openDatabase(configuration, log, say);
    undo.push(database.stop);
    for (const name of await migrate(database.migrationUrl, new URL(database.url).username)) {
      log.note('info', `Migrated: ${name}`);
    }
    const environment = childEnvironment(options.environment, configuration, database.url, port);
    const processes = ['api', 'worker'].map(
      (name) => new SupervisedProcess({ name, program: programOf(name), environment, log }),
    );
    for (const process of processes) process.start();
    undo.push(async () => {
      await Promise.all(processes.map((process) => process.stop()));
    });
    await untilReady(address, processes, stopped);
    if (!stopped.aborted && (configuration.demo || options.isPackChosen))
      await loadWhereNeeded(options, { address, dataFolder, origin }, stopped);
    if (!stopped.aborted) {
      say('');
      say(`Actum is ready: ${address}`);
      say(`Ctrl-C stops it. Its log is ${log.file}.`);
      await new Promise((resolve) => stopped.addEventListener('abort', resolve, { once: true }));
    }
  } finally {
    for (const step of undo.reverse()) await step();
    // A channel to whoever started us would keep this process alive.
    if (process.connected) process.disconnect();
  }
  say('Everything is stopped.');
}

/** As the environment says, with the demo on where nobody said anything about it or about a database. */
function upConfiguration(environment: UpOptions['environment']): Configuration {
  const isOwnDatabase = (environment.DATABASE_URL ?? '') === '';
  const demo = (environment.ACTUM_DEMO ?? '') === '' && isOwnDatabase ? { ACTUM_DEMO: 'on' } : {};
  return readConfiguration({ ...environment, ...demo });
}

/** Api and worker get the application's database role only, never the owner's. */
function childEnvironment(
  environment: UpOptions['environment'],
  configuration: Configuration,
  databaseUrl: string,
  port: number,
): Record<string, string> {
  const passed = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || name === 'DATABASE_MIGRATION_URL' ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(passed),
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    ACTUM_DATA: configuration.dataFolder,
    ACTUM_DEMO: configuration.demo ? 'on' : 'off',
  };
}

/** An interrupted load is taken up again; what it had done is recognised by the server. */
async function loadWhereNeeded(
  { pack, loadPack, say }: UpOptions,
  { address, dataFolder, origin }: { address: string; dataFolder: string; origin: string | null },
  stopped: AbortSignal,
): Promise<void> {
  const unfinished = join(dataFolder, 'loading');
  const answer = await fetch(`${address}/v1/ledger`, { signal: stopped });
  const present = ledgerAnswer.parse(await answer.json());
  if (present.opened && origin !== null && present.origin !== origin)
    throw new CliError(
      exitCode.conflict,
      `The data in ${dataFolder} keep another ledger, ${present.origin}; the pack ${pack} is for ${origin}. Give it a folder and a port of its own: npm start -- --pack ${pack} --data FOLDER --port PORT.`,
    );
  if (present.opened && !existsSync(unfinished)) {
    if (origin !== null)
      say(`The pack is loaded already. What has changed in it since: actum load ${pack} --dry-run`);
    return;
  }
  say(`Loading ${pack} into the empty ledger …`);
  writeFileSync(unfinished, `${pack}\n`);
  try {
    await loadPack(pack, address, stopped, say);
    rmSync(unfinished);
  } catch (error) {
    if (!stopped.aborted) throw error;
  }
}

/**
 * Aborted by the first Ctrl-C or request to end, or when the program is gone that started us with a
 * channel; further signals change nothing, as the stop is bounded.
 */
function untilSignal(say: (line: string) => void): AbortSignal {
  const controller = new AbortController();
  for (const end of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    process.on(end, () => {
      if (!controller.signal.aborted) say('Stopping …');
      controller.abort();
    });
  }
  return controller.signal;
}

function programOf(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', '..', name, 'main.js');
}
