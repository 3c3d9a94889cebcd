import { type Command, Option } from 'commander';
import type { PlanDiffAnswer, PublishedPaper } from '#projections';
import type { ApiClient } from '../client/api-client.js';
import { CliError, exitCode } from '../exit-code.js';
import type { Terminal } from '../terminal.js';
import { aDay, type CommonOptions, clientFor, segment, serverVerb } from '../verb.js';

interface Options extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly knownFrom?: string;
  readonly knownTo?: string;
  readonly papers?: readonly string[];
  readonly format: 'text' | 'table' | 'json' | 'csv';
}

/** `actum diff`: what changed in a plan between two days, or between two published papers. */
export const diffVerb = (terminal: Terminal): Command =>
  serverVerb('diff', 'tell what changed in a plan between two days, late entries apart', [
    'actum diff office-plan-2019-20 --from 2019-03-31 --to 2020-09-30',
    'actum diff office-plan-2019-20 --from 2019-03-31 --to 2020-09-30 --known-from 2019-03-31 --format table',
    'actum diff --papers GB.340/INS/6 GB.341/INS/7',
  ])
    .argument('[plan]', 'the plan’s id; with --papers the papers name it')
    .option('--from <day>', 'the earlier day, YYYY-MM-DD', aDay)
    .option('--to <day>', 'the later day, YYYY-MM-DD (default: the ledger’s today)', aDay)
    .option(
      '--known-from <instant>',
      'what of the earlier day was on record by then (default: when it was reported on, or ended)',
    )
    .option('--known-to <instant>', 'as on record by then: an instant, a day, or @POSITION')
    .option('--papers <numbers...>', 'two published papers instead of two days, the earlier one first')
    .addOption(
      new Option('--format <format>', 'sentences, a table, or data')
        .choices(['text', 'table', 'json', 'csv'])
        .default('text'),
    )
    .action(async (plan: string | undefined, options: Options) => {
      const client = clientFor(terminal, options);
      const asked = options.papers === undefined ? days(plan, options) : await papers(client, options.papers);
      const { plan: about, ...query } = asked;
      const diff = await client.get<PlanDiffAnswer>(`/v1/plans/${segment(about)}/diff`, query);
      terminal.out(await printed(diff, options.json === true ? 'json' : options.format, terminal.width));
      const { from, to, origin } = diff;
      const seen = ({ asOf, knownAt, paper }: PlanDiffAnswer['from']) =>
        `${asOf} as on record at position ${knownAt.position}${paper === null ? '' : ` (${paper})`}`;
      if (options.json !== true && options.format !== 'json')
        terminal.err(`Compared: ${seen(from)} with ${seen(to)}; ledger ${origin}.`);
    });

function days(plan: string | undefined, { from, to, knownFrom, knownTo }: Options) {
  if (plan === undefined || from === undefined)
    throw new CliError(
      exitCode.usage,
      'Name a plan and --from DAY, or two papers: actum diff --papers GB.340/INS/6 GB.341/INS/7.',
    );
  return { plan, from, to, knownFrom, knownTo };
}

/** Each paper stands for its day, as on record when it was drawn. */
async function papers(client: ApiClient, numbers: readonly string[]) {
  const [earlier, later, ...others] = await Promise.all(
    numbers.map((number) => client.get<PublishedPaper>(`/v1/papers/${segment(number)}`)),
  );
  if (earlier === undefined || later === undefined || others.length > 0)
    throw new CliError(exitCode.usage, 'Name two papers, the earlier one first.');
  const [before, after] = [earlier.paper, later.paper];
  if (before.plan !== after.plan)
    throw new CliError(
      exitCode.usage,
      `${before.number} is about ${before.plan}, ${after.number} about ${after.plan}: they cannot be compared.`,
    );
  return {
    ...{ plan: before.plan, from: before.asOf, to: after.asOf },
    knownFrom: `@${before.drawnAt.position}`,
    knownTo: `@${after.drawnAt.position}`,
  };
}

async function printed(diff: PlanDiffAnswer, format: Options['format'], width: number): Promise<string> {
  if (format === 'json') return JSON.stringify(diff, null, 2);
  // Days in words are the rules' own: loaded when needed, so that other verbs start fast.
  const { planDiffCsv, planDiffTable, planDiffText } = await import('../text/plan-diff.text.js');
  switch (format) {
    case 'csv':
      return planDiffCsv(diff).trimEnd();
    case 'table':
      return planDiffTable(diff, width);
    case 'text':
      return planDiffText(diff);
  }
}
