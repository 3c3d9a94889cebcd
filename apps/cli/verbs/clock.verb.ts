import type { Command } from 'commander';
import type { LedgerInfo } from '#projections';
import type { Accepted } from '../client/api-client.js';
import type { Terminal } from '../terminal.js';
import { aDay, type CommonOptions, clientFor, print, serverVerb } from '../verb.js';

/** `actum clock`: where the ledger's clock stands; or moves a simulated one forward. */
export const clockVerb = (terminal: Terminal): Command =>
  serverVerb('clock', 'say where the ledger’s clock stands, or move a simulated one forward', [
    'actum clock',
    'actum clock 2020-12-31 --as admin',
  ])
    .argument('[day]', 'move the simulated clock to this day', aDay)
    .action(async (day: string | undefined, options: CommonOptions) => {
      const client = clientFor(terminal, options);
      if (day !== undefined) {
        const accepted = await client.post<Accepted>('/v1/clock', { to: day });
        await client.get('/v1/plans', { waitFor: accepted.position }).catch(() => null);
      }
      const info = await client.get<LedgerInfo>('/v1/ledger');
      print(terminal, options, info, () => clockText(info));
    });

const clockText = ({ clock, ledger, origin, position }: LedgerInfo): string =>
  [
    `${clock.today} (${clock.kind === 'simulated' ? 'simulated clock' : 'real clock'}, now ${clock.now})`,
    `Ledger ${ledger}, ${origin}, at position ${position}.`,
  ].join('\n');
