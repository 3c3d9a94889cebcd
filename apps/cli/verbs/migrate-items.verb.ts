import { type Command, InvalidArgumentError, Option } from 'commander';
import type { TypeMigration } from '#projections';
import type { Accepted } from '../client/api-client.js';
import { ApiProblem } from '../client/api-problem.js';
import { CliError, exitCode } from '../exit-code.js';
import type { Terminal } from '../terminal.js';
import { table } from '../text/table.js';
import { type CommonOptions, clientFor, print, segment, serverVerb } from '../verb.js';

interface Options extends CommonOptions {
  readonly dryRun?: true;
  readonly reason?: string;
  readonly field: Readonly<Record<string, string>>;
}

/** One item that is behind, and what became of it, or would. */
interface Verdict {
  readonly item: string;
  readonly number: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly verdict: string;
}

/** `actum migrate-items`: puts a type's items on its newest version, each by a command of its own. */
export const migrateItemsVerb = (terminal: Terminal): Command =>
  serverVerb('migrate-items', 'put the items of a type on its newest version', [
    'actum migrate-items action-item --dry-run --as registrar',
    'actum migrate-items action-item --reason "The board’s new wording" --as registrar',
    'actum migrate-items recommendation --reason "Rated since 2021" --field risk=Medium --as registrar',
  ])
    .argument('<type>', 'the type’s id')
    .option('--dry-run', 'only say what would become of each item')
    .option('--reason <text>', 'why; kept with every item')
    .addOption(
      new Option(
        '--field <name=value>',
        'what the new version asks of items that do not say it; may be repeated',
      )
        .argParser(addField)
        .default({}, 'none'),
    )
    .action(async (type: string, options: Options) => {
      const isDry = options.dryRun === true;
      if (!isDry && (options.reason ?? '').trim() === '')
        throw new CliError(exitCode.usage, 'Say why with --reason "…", or look first with --dry-run.');
      const client = clientFor(terminal, options);
      const migration = await client.get<TypeMigration>(`/v1/types/${segment(type)}/migration`);
      const body = { version: migration.version, reason: options.reason ?? 'Dry run', fields: options.field };
      const verdicts: Verdict[] = [];
      for (const { item, number, state, toState } of migration.items) {
        const path = `/v1/items/${segment(item)}/migration${isDry ? '?dryRun=true' : ''}`;
        const refusal = await client.post<Accepted>(path, body).then(
          () => null,
          (error: unknown) => {
            if (error instanceof ApiProblem && error.code === exitCode.refused) return error.message;
            throw error;
          },
        );
        const done = isDry ? 'would be put on it' : 'put on it';
        verdicts.push({ item, number, from: state, to: toState, verdict: refusal ?? done });
      }
      const refused = verdicts.filter(({ verdict }) => !verdict.endsWith('put on it')).length;
      const { version, upToDate } = migration;
      print(terminal, options, { type, version, upToDate, refused, items: verdicts }, () =>
        [
          ...(verdicts.length === 0
            ? []
            : [
                table(
                  [{ title: 'item' }, { title: 'state' }, { title: 'becomes' }, { title: 'verdict' }],
                  verdicts.map(({ item, number, from, to, verdict }) => [
                    number ?? item,
                    from,
                    to ?? '–',
                    verdict,
                  ]),
                  terminal.width,
                ),
              ]),
          `Version ${version} of ${type}: ${verdicts.length - refused} of ${verdicts.length} ${isDry ? 'would be ' : ''}put on it, ${upToDate} are on it already.`,
        ].join('\n'),
      );
      if (refused > 0) throw new CliError(exitCode.refused, `${refused} refused; each row says why.`);
    });

function addField(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [name = '', ...rest] = text.split('=');
  if (rest.length === 0 || name === '')
    throw new InvalidArgumentError('It must be NAME=VALUE, such as risk=High.');
  return { ...before, [name]: rest.join('=') };
}
