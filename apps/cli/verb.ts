import { Command, InvalidArgumentError } from 'commander';
import { ApiClient } from './client/api-client.js';
import { CliError, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** Options that every verb has which asks a server. */
export interface CommonOptions {
  readonly json?: true;
  readonly as?: string;
}

/** A verb that talks to a server; `examples` end its `--help`. */
export const serverVerb = (name: string, description: string, examples: readonly string[]): Command =>
  plainVerb(name, description, examples).option(
    '--as <person>',
    'act as this person (demo mode; elsewhere set ACTUM_TOKEN)',
  );

/** A verb that needs no server. */
export const plainVerb = (name: string, description: string, examples: readonly string[]): Command =>
  groupVerb(name, description, examples).option(
    '--json',
    'print data as JSON on standard output, everything else on standard error',
  );

/** A verb that only holds others, which have the options. */
export const groupVerb = (name: string, description: string, examples: readonly string[]): Command =>
  new Command(name)
    .description(description)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`);

/** The API at ACTUM_URL, as the person of `--as` or with the token in ACTUM_TOKEN. */
export function clientFor({ env, interrupted }: Terminal, { as }: CommonOptions = {}): ApiClient {
  const port = env.PORT === undefined || env.PORT === '' ? '3000' : env.PORT;
  const url =
    env.ACTUM_URL === undefined || env.ACTUM_URL === '' ? `http://127.0.0.1:${port}` : env.ACTUM_URL;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new CliError(
      exitCode.usage,
      `ACTUM_URL must be an address such as http://127.0.0.1:3000, not "${url}".`,
    );
  const token = env.ACTUM_TOKEN;
  return new ApiClient(
    url,
    { ...(as === undefined ? {} : { as }), ...(token === undefined || token === '' ? {} : { token }) },
    interrupted,
  );
}

/** Data as JSON where asked for, else as text. */
export function print(terminal: Terminal, { json }: CommonOptions, data: unknown, text: () => string): void {
  terminal.out(json === true ? JSON.stringify(data, null, 2) : text());
}

/** Where to look from, for verbs that read. */
export interface SightOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
}

export const withSight = (verb: Command): Command =>
  verb
    .option('--as-of <day>', 'what was true on this day, YYYY-MM-DD (default: the ledger’s today)', aDay)
    .option('--known-at <instant>', 'what was on record by then: an instant, a day, or @POSITION');

export const sightOf = ({ asOf, knownAt }: SightOptions) => ({ asOf, knownAt });

export function aDay(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a day, YYYY-MM-DD.');
}

export function aNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

/** An item, plan or person within an address. */
export const segment = encodeURIComponent;
