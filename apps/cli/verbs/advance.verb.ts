import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal.js';
import { clientFor, segment, serverVerb } from '../verb.js';
import { type CommandOptions, sendItemCommand, withCommandOptions } from './command-options.js';
import { type EvidenceArgument, parseEvidence } from './evidence-argument.js';
import { addField } from './field-argument.js';

interface Options extends CommandOptions {
  readonly reason?: string;
  readonly ground?: string;
  readonly effectiveOn?: string;
  readonly decidedBy?: string;
  readonly decision?: string;
  readonly session?: string;
  readonly evidence: readonly EvidenceArgument[];
  readonly field: Readonly<Record<string, string>>;
}

/** `actum advance`: asks for one transition of an item's lifecycle. */
export const advanceVerb = (terminal: Terminal): Command =>
  withCommandOptions(
    serverVerb('advance', 'move an item along its lifecycle, or record something about it', [
      'actum advance 11 start --as focal-11',
      'actum advance 8 complete-part --as focal-8 --field part=8a --evidence "GB.340/INS/6 ¶45"',
      'actum advance maf endorse --as registrar --decided-by unsdg-principals --session "October 2020" \\\n' +
        '      --decision UNSDG/2020/7 --ground "GB.340/INS/6 ¶7" --effective-on 2020-10-15',
      'actum advance 6 plan-start --as focal-6 --field start=2020 --reason "Waits for the training"',
    ]),
  )
    .argument('<item>', 'the item’s id or number')
    .argument('<transition>', 'what to do; `actum can ITEM` lists it')
    .option('--reason <text>', 'why')
    .option('--ground <text>', 'on what ground: a paragraph, a paper, an authority')
    .option('--effective-on <text>', 'when it was true: a day, "October 2019", "by DAY", "not stated"')
    .option('--decided-by <body>', 'the body or person that decided')
    .option('--decision <reference>', 'the paper or resolution that says so')
    .option('--session <text>', 'the session at which it was decided')
    .addOption(
      new Option('--evidence <reference>', 'an address, a paragraph, or file:PATH; may be repeated')
        .argParser((text: string, before: readonly EvidenceArgument[]) => [...before, parseEvidence(text)])
        .default([], 'none'),
    )
    .addOption(
      new Option('--field <name=value>', 'what the transition needs; may be repeated')
        .argParser(addField)
        .default({}, 'none'),
    )
    .action(async (item: string, transition: string, options: Options) => {
      const { reason, ground, effectiveOn, decidedBy, decision, session, evidence, field } = options;
      const body = {
        ...{ reason, ground, effectiveOn, decidedBy },
        ...(decision === undefined && session === undefined
          ? {}
          : { decision: { reference: decision, session } }),
        ...(evidence.length === 0 ? {} : { evidence }),
        ...(Object.keys(field).length === 0 ? {} : { fields: field }),
      };
      const path = `/v1/items/${segment(item)}/transitions/${segment(transition)}`;
      await sendItemCommand(terminal, clientFor(terminal, options), { item, path, body, options });
    });
