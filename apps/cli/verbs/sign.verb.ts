import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ItemText } from '#projections';
import type { Terminal } from '../terminal.js';
import { clientFor, segment, serverVerb } from '../verb.js';
import { type CommandOptions, sendItemCommand, withCommandOptions } from './command-options.js';

interface Options extends CommandOptions {
  readonly line: string;
  readonly decision: 'clear' | 'object';
  readonly comment?: string;
  readonly digest?: string;
}

/** `actum sign`: clearance on one line, or an objection, of the text that `actum text` shows. */
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
    .option('--digest <digest>', 'the text that you read (default: the one that stands now)', aDigest)
    .action(async (item: string, options: Options) => {
      const { line, decision, comment } = options;
      const client = clientFor(terminal, options);
      const path = `/v1/items/${segment(item)}`;
      // What is read here is what is signed: a text that changes in between is not cleared unseen.
      const { present, sentence, version } = await client.get<ItemText>(`${path}/text`, {
        since: 'clearance',
      });
      const digest = options.digest ?? present.digest ?? undefined;
      const ifMatch = options.ifMatch ?? (options.digest === undefined ? version : undefined);
      if (sentence !== null && options.json !== true) terminal.out(sentence);
      await sendItemCommand(terminal, client, {
        item,
        path: `${path}/sign-offs`,
        body: { line, decision, comment, digest },
        options: ifMatch === undefined ? options : { ...options, ifMatch },
      });
    });

function aDigest(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a SHA-256 digest: 64 digits and small letters.');
}
