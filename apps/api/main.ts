import 'reflect-metadata';
import { pino } from 'pino';
import { ConfigurationError, readServerConfiguration } from '#application';
import { createApi } from './create-api.js';

/** Serves the API until SIGTERM, SIGINT, or until the supervisor that started it is gone. */
async function main(): Promise<void> {
  const configuration = readServerConfiguration(process.env);
  const log = pino({ name: 'api', level: configuration.logLevel });
  const app = await createApi(configuration, log);
  await app.listen(configuration.port, configuration.host);
  log.info({ host: configuration.host, port: configuration.port, demo: configuration.demo }, 'listening');
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

main().catch((error: unknown) => {
  const message =
    error instanceof ConfigurationError
      ? error.message
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
});
