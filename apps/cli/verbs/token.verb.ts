import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { type CommonOptions, clientFor, print, serverVerb } from '../verb.js';

/** `actum token`: a bearer token for a person. */
export const tokenVerb = (terminal: Terminal): Command =>
  serverVerb('token', 'make a bearer token for a person; shown this once; for administrators', [
    'actum token focal-11 --as admin',
    'ACTUM_TOKEN=$(actum token focal-11 --as admin) actum show 11',
  ])
    .argument('<person>', 'the person’s id')
    .action(async (person: string, options: CommonOptions) => {
      const answer = await clientFor(terminal, options).post<{ readonly token: string }>('/v1/tokens', {
        person,
      });
      print(terminal, options, answer, () => answer.token);
    });
