import 'reflect-metadata';
import { pino } from 'pino';
import { ConfigurationError, readServerConfiguration } from '#application';
import { createApi } from './create-api.js';

/** What cannot be finished in this time, as when the database is gone, is left to the next start. */
const STOP_WITHIN_MS = 10_000;

/** Serves the API until SIGTERM, SIGINT, or until the supervisor that started it is gone. */
async function main(): Promise<void> {
  const configuration = readServerConfiguration(process.env);
  // Each line at once: what is kept back for later can never be written, and would keep the process
  // alive for ever, when whoever reads it is gone first.
  const destination = pino.destination({ fd: 1, sync: true });
  const log = pino({ name: 'api', level: configuration.logLevel }, destination);
  const app = await createApi(configuration, log);
  await app.listen(configuration.port, configuration.host);
  const address: unknown = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null && 'port' in address ? address.port : null;
  log.info({ host: configuration.host, port, demo: configuration.demo }, 'listening');
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void app.close().then(() => process.exit(0));
  });
}

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigurationError
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
});
