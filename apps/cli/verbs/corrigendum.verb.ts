import type { Command } from 'commander';
import type { Accepted } from '../client/api-client.js';
import type { Terminal } from '../terminal.js';
import { acceptedText } from '../text/accepted.text.js';
import { type CommonOptions, clientFor, print, segment, serverVerb } from '../verb.js';

interface Options extends CommonOptions {
  readonly text: string;
  readonly number?: string;
  readonly row?: string;
  readonly reason?: string;
  readonly idempotencyKey?: string;
}

/** `actum corrigendum`: what is wrong with a published paper, said beside it. */
export const corrigendumVerb = (terminal: Terminal): Command =>
  serverVerb('corrigendum', 'say beside a published paper what is wrong with it; the paper stays as it is', [
    'actum corrigendum GB.340/INS/6 --row 10 --text "Completed on 28 March 2019." --as registrar',
    'actum corrigendum GB.340/INS/6 --number "GB.340/INS/6(Corr.1)" --text "…" --as registrar',
  ])
    .argument('<paper>', 'the paper’s number or id')
    .requiredOption('--text <text>', 'what is to be read instead')
    .option('--number <reference>', 'the corrigendum’s own number')
    .option('--row <number>', 'the row that it corrects')
    .option('--reason <text>', 'why')
    .option('--idempotency-key <key>', 'the same key with the same content is done once')
    .action(async (paper: string, options: Options) => {
      const { text, number, row, reason, idempotencyKey } = options;
      const accepted = await clientFor(terminal, options).post<Accepted>(
        `/v1/papers/${segment(paper)}/corrigenda`,
        { text, number, row, reason },
        idempotencyKey === undefined ? {} : { idempotencyKey },
      );
      print(terminal, options, accepted, () => acceptedText(accepted, null));
    });
