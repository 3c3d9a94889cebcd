import { type Command, InvalidArgumentError } from 'commander';
import type { ItemText } from '#projections';
import type { Terminal } from '../terminal.js';
import { itemTextText } from '../text/item-text.text.js';
import { type CommonOptions, clientFor, print, segment, serverVerb } from '../verb.js';

/** `actum text`: an item's text, and what changed in it. */
export const textVerb = (terminal: Terminal): Command =>
  serverVerb('text', 'show an item’s text as it stands, and what changed in it', [
    'actum text maf',
    'actum text maf --since clearance --as clear-entity',
  ])
    .argument('<item>', 'the item’s id or number')
    .option('--since <digest>', 'the text with this digest, or “clearance”: the one you cleared last', aSince)
    .action(async (item: string, options: CommonOptions & { readonly since?: string }) => {
      const { since } = options;
      const text = await clientFor(terminal, options).get<ItemText>(`/v1/items/${segment(item)}/text`, {
        since,
      });
      print(terminal, options, text, () => itemTextText(text, terminal.width));
    });

function aSince(text: string): string {
  if (text === 'clearance' || /^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be a digest, 64 digits and small letters, or “clearance”.');
}
