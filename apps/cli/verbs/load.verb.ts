import type { Command } from 'commander';
import type { Loaded } from '../pack/loaded.js';
import type { Terminal } from '../terminal.js';
import { clientFor, plainVerb, print } from '../verb.js';

interface Options {
  readonly json?: true;
  readonly dryRun?: true;
  readonly reason?: string;
  readonly correctDues?: true;
}

/** `actum load`: a pack's commands, sent in order; of a changed pack, its differences. */
export const loadVerb = (terminal: Terminal): Command =>
  plainVerb(
    'load',
    'load a pack; what was loaded before changes nothing, and what has changed takes a reason',
    [
      'actum load packs/un-reform',
      'actum load my-pack --dry-run',
      'actum load my-pack --reason "Recommendations of audit 2021/03"',
    ],
  )
    .argument('<folder>', 'the pack’s folder')
    .option('--dry-run', 'only say what would be put on record')
    .option('--reason <text>', 'why a changed pack is put on record')
    .option('--correct-dues', 'due dates that differ were wrong in the pack: correct them')
    .action(async (folder: string, options: Options) => {
      // Reading packs takes the rules and the ledger's ids: loaded when needed, so that other verbs start fast.
      const { checkedPack } = await import('./checked-pack.js');
      const { loadPack } = await import('../pack/load-pack.js');
      const pack = await checkedPack(folder, terminal);
      const isDry = options.dryRun === true;
      if (!isDry) terminal.err(`Loading ${pack.head.value.title} …`);
      const loaded = await loadPack(pack, clientFor(terminal), {
        env: terminal.env,
        reason: options.reason ?? null,
        dryRun: isDry,
        correctDues: options.correctDues === true,
        progress: terminal.err,
      });
      print(terminal, options, loaded, () => (isDry ? asDiffers(loaded) : asLoaded(loaded)));
    });

function asLoaded({ accepted, repeated, position, changes }: Loaded): string {
  const kept = changes.filter(({ kind }) => kind === 'stays').map(({ what }) => `  stays    ${what}`);
  const said =
    accepted === 0
      ? 'Everything was on record already: nothing changed.'
      : `${accepted} ${accepted === 1 ? 'command' : 'commands'} put on record, ${repeated} there already; position ${position}.`;
  return [said, ...kept].join('\n');
}

function asDiffers({ changes }: Loaded): string {
  if (changes.length === 0) return 'The pack says what is on record: there is nothing to load.';
  const lines = changes.map(({ kind, what }) => `  ${kind.padEnd(8)} ${what}`);
  const count = changes.filter(({ kind }) => kind !== 'stays').length;
  return [...lines, `${count} to be put on record, ${changes.length - count} stay as they are.`].join('\n');
}
