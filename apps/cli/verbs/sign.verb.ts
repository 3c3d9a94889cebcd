import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal.js';
import { clientFor, segment, serverVerb } from '../verb.js';
import { type CommandOptions, sendItemCommand, withCommandOptions } from './command-options.js';

interface Options extends CommandOptions {
  readonly line: string;
  readonly decision: 'clear' | 'object';
  readonly comment?: string;
}

/** `actum sign`: clearance on one line, or an objection. */
export const signVerb = (terminal: Terminal): Command =>
  withCommandOptions(
    serverVerb('sign', 'clear an item’s present text on one line, or object to it', [
      'actum sign maf --line entity --decision clear --as clear-entity',
      'actum sign maf --line resident-coordinator --decision object --comment "¶4" --as clear-rc',
    ]),
  )
    .argument('<item>', 'the item’s id or number')
    .requiredOption('--line <line>', 'the reporting line')
    .addOption(
      new Option('--decision <decision>', 'what you decide')
        .choices(['clear', 'object'])
        .makeOptionMandatory(),
    )
    .option('--comment <text>', 'why; an objection needs it')
    .action(async (item: string, options: Options) => {
      const { line, decision, comment } = options;
      const path = `/v1/items/${segment(item)}/sign-offs`;
      const body = { line, decision, comment };
      await sendItemCommand(terminal, clientFor(terminal, options), { item, path, body, options });
    });
