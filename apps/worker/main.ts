import 'reflect-metadata';
import { pino } from 'pino';
import { ConfigurationError, readServerConfiguration } from '#application';
import { createWorker } from './create-worker.js';

/** What cannot be finished in this time, as when the database is gone, is left to the next start. */
const STOP_WITHIN_MS = 10_000;

/** Works until SIGTERM, SIGINT, or until the supervisor that started it is gone. */
async function main(): Promise<void> {
  const stop = new AbortController();
  for (const end of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(end, () => stop.abort());
  stop.signal.addEventListener('abort', () => setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref());
  const configuration = readServerConfiguration(process.env);
  // Each line at once: what is kept back for later can never be written, and would keep the process
  // alive for ever, when whoever reads it is gone first.
  const destination = pino.destination({ fd: 1, sync: true });
  const log = pino({ name: 'worker', level: configuration.logLevel }, destination);
  const worker = await createWorker(configuration, log);
  const { ledger, redisUrl, smtpUrl } = configuration;
  log.info({ ledger, redis: redisUrl !== null, smtp: smtpUrl !== null }, 'working');
  await worker.run(stop.signal);
  log.info('stopped');
}

main().then(
  // A channel to the supervisor would keep the process alive.
  () => process.exit(0),
  (error: unknown) => {
    const unreadable = error instanceof ConfigurationError || !(error instanceof Error);
    const words = error instanceof Error ? (unreadable ? error.message : error.stack) : String(error);
    process.stderr.write(`${words}\n`, () => process.exit(1));
  },
);
