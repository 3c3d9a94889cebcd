import { type Command, Option } from 'commander';
import type { PaperList, PublishedPaper } from '#projections';
import type { Terminal } from '../terminal.js';
import { papersText, publishedPaperCsv, publishedPaperText } from '../text/published-paper.text.js';
import { type CommonOptions, clientFor, print, segment, serverVerb } from '../verb.js';

interface Options extends CommonOptions {
  readonly plan?: string;
  readonly knownAt?: string;
  readonly format: 'text' | 'json' | 'csv';
}

/** `actum papers`: what has been published; with a number, one of them. */
export const papersVerb = (terminal: Terminal): Command =>
  serverVerb('papers', 'list the papers published, or print one as it was published', [
    'actum papers',
    'actum papers GB.340/INS/6',
    'actum papers GB.340/INS/6 --format csv > paper.csv',
  ])
    .argument('[paper]', 'a paper’s number or id')
    .option('--plan <plan>', 'only those about this plan')
    .option('--known-at <instant>', 'what was on record by then: an instant, a day, or @POSITION')
    .addOption(
      new Option('--format <format>', 'how to print one').choices(['text', 'json', 'csv']).default('text'),
    )
    .action(async (paper: string | undefined, options: Options) => {
      const client = clientFor(terminal, options);
      const { plan, knownAt } = options;
      if (paper === undefined) {
        const { papers } = await client.get<PaperList>('/v1/papers', { plan, knownAt });
        print(terminal, options, papers, () => papersText(papers, terminal.width));
        return;
      }
      const published = await client.get<PublishedPaper>(`/v1/papers/${segment(paper)}`, { knownAt });
      terminal.out(printed(published, options.json === true ? 'json' : options.format, terminal.width));
    });

function printed(published: PublishedPaper, format: Options['format'], width: number): string {
  switch (format) {
    case 'json':
      return JSON.stringify(published, null, 2);
    case 'csv':
      return publishedPaperCsv(published).trimEnd();
    case 'text':
      return publishedPaperText(published, width);
  }
}
