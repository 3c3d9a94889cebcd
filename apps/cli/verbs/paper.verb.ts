import { type Command, Option } from 'commander';
import type { Paper } from '#projections';
import type { Terminal } from '../terminal.js';
import { paperCsv } from '../text/paper.csv.js';
import { paperText } from '../text/paper.text.js';
import {
  type CommonOptions,
  clientFor,
  type SightOptions,
  segment,
  serverVerb,
  sightOf,
  withSight,
} from '../verb.js';

type Options = CommonOptions & SightOptions & { readonly format: 'text' | 'json' | 'csv' };

/** `actum paper`: a plan as its paper prints it. */
export const paperVerb = (terminal: Terminal): Command =>
  withSight(
    serverVerb('paper', 'print a plan as its paper does', [
      'actum paper office-plan-2019-20',
      'actum paper office-plan-2019-20 --as-of 2020-09-30 --format json',
      'actum paper office-plan-2019-20 --known-at 2020-06-30 --format csv > plan.csv',
    ]),
  )
    .argument('<plan>', 'the plan’s id')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json', 'csv']).default('text'),
    )
    .action(async (plan: string, options: Options) => {
      const client = clientFor(terminal, options);
      const paper = await client.get<Paper>(`/v1/plans/${segment(plan)}/paper`, sightOf(options));
      const format = options.json === true ? 'json' : options.format;
      terminal.out(printed(paper, format, terminal.width));
    });

function printed(paper: Paper, format: Options['format'], width: number): string {
  switch (format) {
    case 'json':
      return JSON.stringify(paper, null, 2);
    case 'csv':
      return paperCsv(paper).trimEnd();
    case 'text':
      return paperText(paper, width);
  }
}
