import type { Command } from 'commander';
import type { Accepted } from '../client/api-client.js';
import type { Terminal } from '../terminal.js';
import { acceptedText } from '../text/accepted.text.js';
import { wrap } from '../text/wrap.js';
import { aDay, type CommonOptions, clientFor, print, segment, serverVerb } from '../verb.js';

interface Options extends CommonOptions {
  readonly number: string;
  readonly asOf?: string;
  readonly session?: string;
  readonly reason?: string;
  readonly idempotencyKey?: string;
}

/** `actum publish`: a paper about a plan, fixed for good. */
export const publishVerb = (terminal: Terminal): Command =>
  serverVerb('publish', 'publish a paper about a plan: what it prints is fixed for good', [
    'actum publish office-plan-2019-20 --number "GB.340/INS/6(Rev.1)" --as registrar',
    'actum publish office-plan-2019-20 --number GB.341/INS/7 --as-of 2021-03-31 \\\n' +
      '      --session "341st Session, March 2021" --as registrar',
  ])
    .argument('<plan>', 'the plan’s id')
    .requiredOption('--number <reference>', 'as the body numbers it: GB.340/INS/6')
    .option('--as-of <day>', 'what was true on this day, YYYY-MM-DD (default: the ledger’s today)', aDay)
    .option('--session <text>', 'the session that it is for')
    .option('--reason <text>', 'why')
    .option('--idempotency-key <key>', 'the same key with the same content is done once')
    .action(async (plan: string, options: Options) => {
      const { number, asOf, session, reason, idempotencyKey } = options;
      const accepted = await clientFor(terminal, options).post<Accepted>(
        `/v1/plans/${segment(plan)}/papers`,
        { number, asOf, session, reason },
        idempotencyKey === undefined ? {} : { idempotencyKey },
      );
      const said = `${acceptedText(accepted, null)}\nIt is ${accepted.stream}; print it with: actum papers ${number}`;
      print(terminal, options, accepted, () => wrap(said, terminal.width).join('\n'));
    });
