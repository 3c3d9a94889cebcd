import type { Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { aDay, clientFor, groupVerb, segment, serverVerb } from '../verb.js';
import { type CommandOptions, sendItemCommand, withCommandOptions } from './command-options.js';

interface Options extends CommandOptions {
  readonly due?: string;
  readonly latest?: string;
  readonly reason?: string;
}

/** `actum extend request|approve|decline`: a later due date, asked for by one person and granted by another. */
export function extendVerb(terminal: Terminal): Command {
  const part = (name: string, description: string, transition: string, example: string): Command =>
    withCommandOptions(serverVerb(name, description, [example]))
      .argument('<item>', 'the item’s id or number')
      .action(async (item: string, options: Options) => {
        const { due, latest, reason } = options;
        const fields = {
          ...(due === undefined ? {} : { due }),
          ...(latest === undefined ? {} : { latest }),
        };
        await sendItemCommand(terminal, clientFor(terminal, options), {
          item,
          path: `/v1/items/${segment(item)}/transitions/${transition}`,
          body: { reason, ...(Object.keys(fields).length === 0 ? {} : { fields }) },
          options,
        });
      });
  const latest = 'its last day, where the text cannot be read';
  const request = part(
    'request',
    'ask for a later due date',
    'request-extension',
    'actum extend request 4 --due "By end 2021" --reason "COVID-19" --as focal-4',
  )
    .requiredOption('--due <text>', 'the due date asked for, as it is to be written')
    .option('--latest <day>', latest, aDay)
    .requiredOption('--reason <text>', 'why');
  const approve = part(
    'approve',
    'approve the later due date that was asked for, or another one',
    'extend-due',
    'actum extend approve 4 --as approver',
  )
    .option('--due <text>', 'another due date than was asked for')
    .option('--latest <day>', latest, aDay)
    .option('--reason <text>', 'why; that of the request stands where you give none');
  const decline = part(
    'decline',
    'decline it; the due date stays as it is',
    'decline-extension',
    'actum extend decline 4 --reason "It can be held online" --as approver',
  ).requiredOption('--reason <text>', 'why');
  return groupVerb('extend', 'ask for a later due date, approve or decline it', [
    'actum extend request 4 --due "By end 2021" --reason "COVID-19" --as focal-4',
    'actum extend approve 4 --as approver',
  ])
    .addCommand(request)
    .addCommand(approve)
    .addCommand(decline);
}
