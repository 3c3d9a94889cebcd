import { type Command, Option } from 'commander';
import { CliError, exitCode } from '../exit-code.js';
import type { Terminal } from '../terminal.js';
import { aNumber, clientFor, segment, serverVerb } from '../verb.js';
import { type CommandOptions, sendItemCommand, withCommandOptions } from './command-options.js';
import { type EvidenceArgument, parseEvidence } from './evidence-argument.js';
import { addField } from './field-argument.js';

interface Options extends CommandOptions {
  readonly reason: string;
  readonly ground?: string;
  readonly effectiveOn?: string;
  readonly decidedBy?: string;
  readonly void?: true;
  readonly evidence: readonly EvidenceArgument[];
  readonly field: Readonly<Record<string, string>>;
}

/** `actum correct`: puts an entry of an item's history right, or strikes it out. */
export const correctVerb = (terminal: Terminal): Command =>
  withCommandOptions(
    serverVerb('correct', 'put an entry of an item’s history right, or strike it out', [
      'actum correct 10 3 --as focal-10 --effective-on "May 2019" --reason "The minutes give the month"',
      'actum correct 6 4 --as focal-6 --field start=2021 --reason "The year was mistyped"',
      'actum correct 8 4 --as registrar --void --reason "It was recorded on the wrong item"',
      'actum correct 8 4 --as registrar --reason "It had been right"   # puts back what was struck out',
    ]),
  )
    .argument('<item>', 'the item’s id or number')
    .argument('<version>', 'which entry; `actum history ITEM` says "version" beside each', aNumber)
    .requiredOption('--reason <text>', 'why; it stands beside the entry for good')
    .option('--effective-on <text>', 'when it was true: a day, "October 2019", "by DAY", "not stated"')
    .option('--decided-by <body>', 'the body or person that decided')
    .option('--void', 'it did not happen')
    .option('--ground <text>', 'on what ground: a paragraph, a paper, an authority')
    .addOption(
      new Option('--evidence <reference>', 'the evidence it should have had; may be repeated')
        .argParser((text: string, before: readonly EvidenceArgument[]) => [...before, parseEvidence(text)])
        .default([], 'as it is'),
    )
    .addOption(
      new Option('--field <name=value>', 'what it should have said; may be repeated')
        .argParser(addField)
        .default({}, 'as it is'),
    )
    .action(async (item: string, version: number, options: Options) => {
      const { reason, ground, effectiveOn, decidedBy, evidence, field } = options;
      if (version < 1) throw new CliError(exitCode.usage, 'Entries are counted from 1.');
      const body = {
        ...{ version, reason, ground, effectiveOn, decidedBy },
        ...(options.void === true ? { void: true } : {}),
        ...(evidence.length === 0 ? {} : { evidence }),
        ...(Object.keys(field).length === 0 ? {} : { fields: field }),
      };
      const path = `/v1/items/${segment(item)}/corrections`;
      await sendItemCommand(terminal, clientFor(terminal, options), { item, path, body, options });
    });
