import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal.js';
import { aDay, clientFor, segment, serverVerb } from '../verb.js';
import { sendItemCommand } from './command-options.js';
import { addField } from './field-argument.js';
import { type OnRecordOptions, stepBody, withOnRecordOptions } from './on-record-options.js';

type Options = OnRecordOptions & {
  readonly field: Readonly<Record<string, string>>;
  readonly latest?: string;
};

/** `actum advance`: asks for one transition of an item's lifecycle. */
export const advanceVerb = (terminal: Terminal): Command =>
  withOnRecordOptions(
    serverVerb('advance', 'move an item along its lifecycle, or record something about it', [
      'actum advance 11 start --as focal-11',
      'actum advance 1 complete --as focal-1 --evidence "GB.340/INS/6 ¶45" --effective-on "by 2020-09-30"',
      'actum advance maf endorse --as registrar --decided-by unsdg-principals --session "October 2020" \\\n' +
        '      --decision UNSDG/2020/7 --ground "GB.340/INS/6 ¶7" --effective-on 2020-10-15',
      'actum advance 6 plan-start --as focal-6 --field start=2020 --reason "Waits for the training"',
    ]),
  )
    .argument('<item>', 'the item’s id or number')
    .argument('<transition>', 'what to do; `actum can ITEM` lists it')
    .addOption(
      new Option('--field <name=value>', 'what the transition needs; may be repeated')
        .argParser(addField)
        .default({}, 'none'),
    )
    .option('--latest <day>', 'the last day of a due text that cannot be read by itself', aDay)
    .action(async (item: string, transition: string, options: Options) => {
      const path = `/v1/items/${segment(item)}/transitions/${segment(transition)}`;
      const { field, latest } = options;
      const body = stepBody(options, latest === undefined ? field : { ...field, latest });
      await sendItemCommand(terminal, clientFor(terminal, options), { item, path, body, options });
    });
