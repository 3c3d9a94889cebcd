import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { nearest } from '#domain';

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** Every environment variable that Actum reads, by name; `docs/configuration.md` says what each is for. */
export const VARIABLES = {
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_MIGRATION_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_REPLICA_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int({ error: 'must be a whole number' })
    .min(0, { error: 'must be at least 0' })
    .max(65_535, { error: 'must be at most 65535' })
    .default(3000),
  ACTUM_HOST: z
    .string()
    .refine((text) => text === 'localhost' || isIP(text) !== 0, {
      error: 'must be an IP address or localhost',
    })
    .default('127.0.0.1'),
  ACTUM_DATA: z.string().default('.actum'),
  ACTUM_DEMO: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  ACTUM_LEDGER: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, {
      error:
        'must begin with a small letter or a digit, then small letters, digits, ".", "_" or "-", 63 at most',
    })
    .default('main'),
  ACTUM_KEY_FILE: z.string().optional(),
  ACTUM_FOUNDING_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  ACTUM_SMTP_URL: url('smtp:', 'smtps:').optional(),
  ACTUM_MAIL_FROM: z.string().includes('@', { error: 'must be a mail address' }).default('actum@localhost'),
  ACTUM_PUBLIC_URL: url('http:', 'https:').optional(),
  ACTUM_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  ACTUM_METRICS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  ACTUM_METRICS_PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int({ error: 'must be a whole number' })
    .min(1, { error: 'must be at least 1' })
    .max(65_534, { error: 'must be at most 65534' })
    .default(9464),
  ACTUM_URL: url('http:', 'https:').optional(),
  ACTUM_TOKEN: z.string().optional(),
};

const schema = z.object(VARIABLES);

/** What the environment says, checked, with defaults filled in and folders absolute. */
export interface Configuration {
  /** The application's role; null: `up` starts its own Postgres. */
  readonly databaseUrl: string | null;
  /** The role that owns the schema; needed by the migrator only. */
  readonly databaseMigrationUrl: string | null;
  /** A streaming replica that queries read views from; null: they read where everything is written. */
  readonly databaseReplicaUrl: string | null;
  /** Null: the queue runs on Postgres. */
  readonly redisUrl: string | null;
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly demo: boolean;
  readonly ledger: string;
  readonly keyFile: string;
  readonly foundingToken: string | null;
  /** Null: mail goes to the outbox page. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Where people reach the web app, without a slash at its end. */
  readonly publicUrl: string;
  readonly logLevel: z.infer<typeof VARIABLES.ACTUM_LOG_LEVEL>;
  /** Where `/metrics` is served on loopback; null: nowhere. */
  readonly metricsPort: number | null;
  /** The server that the command line talks to, without a slash at its end. */
  readonly url: string;
  /** The bearer token that the command line sends. */
  readonly token: string | null;
}

/** A configuration with which api and worker can run. */
export interface ServerConfiguration extends Configuration {
  readonly databaseUrl: string;
}

/** What is wrong with the environment, every problem at once, in sentences for the operator. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/**
 * Reads and checks the environment. A variable that is set to nothing counts as not set; one that
 * begins with `ACTUM_` and is not known is refused, since it is most likely a known one misspelt.
 *
 * @throws ConfigurationError with every problem found
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  const problems = unknownVariables(set);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
    throw new ConfigurationError(problems);
  }
  const values = parsed.data;
  if (values.ACTUM_DEMO === 'on' && !isLoopback(values.ACTUM_HOST)) {
    problems.push(
      'ACTUM_DEMO=on lets anybody act as anybody, so ACTUM_HOST must be 127.0.0.1, ::1 or localhost with it.',
    );
  }
  if (problems.length > 0) throw new ConfigurationError(problems);

  const dataFolder = resolve(values.ACTUM_DATA);
  const host = values.ACTUM_HOST.includes(':') ? `[${values.ACTUM_HOST}]` : values.ACTUM_HOST;
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    databaseMigrationUrl: values.DATABASE_MIGRATION_URL ?? null,
    databaseReplicaUrl: values.DATABASE_REPLICA_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    port: values.PORT,
    host: values.ACTUM_HOST,
    dataFolder,
    demo: values.ACTUM_DEMO === 'on',
    ledger: values.ACTUM_LEDGER,
    keyFile: resolve(values.ACTUM_KEY_FILE ?? join(dataFolder, 'keys.json')),
    foundingToken: values.ACTUM_FOUNDING_TOKEN ?? null,
    smtpUrl: values.ACTUM_SMTP_URL ?? null,
    mailFrom: values.ACTUM_MAIL_FROM,
    publicUrl: withoutSlash(values.ACTUM_PUBLIC_URL ?? `http://${host}:${values.PORT}`),
    logLevel: values.ACTUM_LOG_LEVEL,
    metricsPort: values.ACTUM_METRICS === 'on' ? values.ACTUM_METRICS_PORT : null,
    url: withoutSlash(values.ACTUM_URL ?? `http://127.0.0.1:${values.PORT}`),
    token: values.ACTUM_TOKEN ?? null,
  };
}

/**
 * The configuration of a process that needs the database.
 *
 * @throws ConfigurationError as {@link readConfiguration}, and where DATABASE_URL is missing
 */
export function readServerConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): ServerConfiguration {
  const configuration = readConfiguration(environment);
  const { databaseUrl } = configuration;
  if (databaseUrl === null) {
    throw new ConfigurationError([
      'DATABASE_URL is missing: the address of Postgres for the application’s role.',
    ]);
  }
  return { ...configuration, databaseUrl };
}

function unknownVariables(set: Readonly<Record<string, unknown>>): string[] {
  const known = Object.keys(VARIABLES);
  return Object.keys(set)
    .filter((name) => name.startsWith('ACTUM_') && !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      return near === null ? `${name} is not known.` : `${name} is not known; did you mean ${near}?`;
    });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
