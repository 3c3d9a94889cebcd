import type { Command } from 'commander';
import type { Work } from '#projections';
import type { Terminal } from '../terminal.js';
import { workText } from '../text/work.text.js';
import { type CommonOptions, clientFor, print, serverVerb } from '../verb.js';

/** `actum my-work`: what one owes, has to clear and to approve, and waits for, now. */
export const myWorkVerb = (terminal: Terminal): Command =>
  serverVerb('my-work', 'tell what you owe, have to clear and to approve, and wait for from whom', [
    'actum my-work --as focal-11',
    'actum my-work --person focal-6 --as auditor',
    'actum my-work --as clear-entity --json',
  ])
    .option('--person <person>', 'somebody else’s, for administrators and auditors, and in demo mode')
    .action(async (options: CommonOptions & { readonly person?: string }) => {
      const work = await clientFor(terminal, options).get<Work>('/v1/work', { person: options.person });
      print(terminal, options, work, () => workText(work, terminal.width));
    });
