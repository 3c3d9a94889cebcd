import type { Command } from 'commander';
import { CliError, exitCode } from '../exit-code.js';
import type { Terminal } from '../terminal.js';
import { clientFor, groupVerb, segment, serverVerb } from '../verb.js';
import { sendItemCommand } from './command-options.js';
import { type EvidenceArgument, parseEvidence } from './evidence-argument.js';
import { type OnRecordOptions, stepBody, withOnRecordOptions } from './on-record-options.js';

/** A verb for what one act does, by the act's name: any type that can be acted on so takes it. */
interface StepVerb {
  readonly act: string;
  readonly does: string;
  readonly examples: readonly string[];
  /** Arguments after the item: `<required>` or `[optional]`. */
  readonly args?: readonly Word[];
  readonly options?: readonly Word[];
}
/** How it is written, the field it fills in, what it is. A flag without a value fills in “yes”. */
type Word = readonly [written: string, field: string, about: string];

const latest: Word = ['--latest <day>', 'latest', 'its last day, where the text cannot be read'];
const otherItem = (about: string): Word => ['--item <item>', 'item', about];

const steps: { readonly [verb: string]: StepVerb } = {
  'plan-start': {
    act: 'plan-start',
    does: 'plan when the work on an item is to begin',
    examples: ['actum plan-start 6 "October 2020" --reason "Waits for the training" --as focal-6'],
    args: [['<start>', 'start', 'when, as it is to be written: a day, "October 2020", "Q3 2021"']],
    options: [latest],
  },
  report: {
    act: 'report-progress',
    does: 'report progress on an item, or that nothing has changed',
    examples: [
      'actum report 4 "Two of three modules are out" --as focal-4',
      'actum report 5 --unchanged --as focal-5',
    ],
    args: [['[text]', 'text', 'what has come about']],
    options: [['--unchanged', 'unchanged', 'nothing has changed since the last report']],
  },
  part: {
    act: 'complete-part',
    does: 'record that one part of an item is done; it takes evidence',
    examples: ['actum part 8 8a --evidence "GB.340/INS/6 ¶45" --as focal-8'],
    args: [['<part>', 'part', 'the part, as `actum show ITEM` names it']],
  },
  partner: {
    act: 'add-partner',
    does: 'name a partner of an item',
    examples: ['actum partner 6 "International Training Centre of the ILO" --as focal-6'],
    args: [['<partner>', 'partner', 'a body’s id, or anybody’s name']],
  },
  basis: {
    act: 'link-basis',
    does: 'link what an item rests on',
    examples: ['actum basis 3 A/RES/72/279 --as focal-3', 'actum basis 3 --item cf-guidance --as focal-3'],
    args: [['[basis]', 'basis', 'an instrument or paper, in words']],
    options: [otherItem('an item instead of words')],
  },
  chapter: {
    act: 'add-chapter',
    does: 'add a chapter to a text under revision',
    examples: ['actum chapter maf "Country level" --text "1. The resident coordinator …" --as liaison-dco'],
    args: [['<title>', 'title', 'the chapter’s title']],
    options: [['--text <text>', 'text', 'its text']],
  },
  companion: {
    act: 'link-companion',
    does: 'link a companion piece of a text',
    examples: ['actum companion cf-guidance "Companion piece on financing" --as liaison-dco'],
    args: [['[title]', 'title', 'its title']],
    options: [otherItem('an item instead of a title')],
  },
  'prerequisite link': {
    act: 'link-prerequisite',
    does: 'make an item wait for another one',
    examples: [
      'actum prerequisite link 7 maf --states endorsed,issued --phrase "following its endorsement" \\\n' +
        '      --reason "It rests on it" --ground "GB.340/INS/6 ¶7" --as focal-7',
    ],
    args: [['<other>', 'prerequisite', 'the item to wait for']],
    options: [
      ['--states <states>', 'states', 'states any of which satisfies it, with commas between'],
      ['--phrase <text>', 'phrase', 'how the wait is printed'],
    ],
  },
  'prerequisite remove': {
    act: 'remove-prerequisite',
    does: 'no longer make an item wait for another one; an approver does',
    examples: ['actum prerequisite remove 11 maf --reason "Overtaken" --ground "GB.341/INS/2" --as approver'],
    args: [['<other>', 'prerequisite', 'the item that it waits for']],
  },
  lineage: {
    act: 'link-lineage',
    does: 'say what an item derives from, cites or succeeds',
    examples: ['actum lineage staff-regulations cites A/RES/72/279 --as focal-11'],
    args: [
      ['<relation>', 'relation', 'derives-from, cites or succeeds'],
      ['[reference]', 'reference', 'something outside the record'],
    ],
    options: [otherItem('an item instead')],
  },
  'outcome add': {
    act: 'add-outcome',
    does: 'add an outcome of an item’s own',
    examples: ['actum outcome add dwcp 1.3 "More women in leadership" --as focal-3'],
    args: [
      ['<outcome>', 'outcome', 'its number'],
      ['<text>', 'text', 'its text'],
    ],
  },
  'outcome copy': {
    act: 'copy-outcome',
    does: 'take an outcome over from another item, to the letter',
    examples: ['actum outcome copy dwcp cf 1.2 "Better jobs" --as focal-3'],
    args: [
      ['<other>', 'item', 'the item that it comes from'],
      ['<outcome>', 'outcome', 'its number there'],
      ['<text>', 'text', 'its text there'],
    ],
  },
};

const groups: { readonly [group: string]: string } = {
  prerequisite: 'make an item wait for another one, or wait no longer',
  outcome: 'record an item’s outcomes',
};

/** A verb for every act that has none of its own. */
export const stepVerbs: readonly ((terminal: Terminal) => Command)[] = [
  ...Object.keys(steps)
    .filter((name) => !name.includes(' '))
    .map((name) => (terminal: Terminal) => stepVerb(terminal, name)),
  ...Object.entries(groups).map(([group, does]) => (terminal: Terminal) => {
    const within = Object.keys(steps).filter((name) => name.startsWith(`${group} `));
    const examples = within.flatMap((name) => steps[name]?.examples ?? []);
    const verb = groupVerb(group, does, examples);
    for (const name of within) verb.addCommand(stepVerb(terminal, name));
    return verb;
  }),
  evidenceVerb,
];

function stepVerb(terminal: Terminal, name: string): Command {
  const step = steps[name];
  if (step === undefined) throw new Error(`There is no step ${name}.`);
  const { act, does, examples, args = [], options = [] } = step;
  const verb = withOnRecordOptions(serverVerb(name.split(' ').at(-1) ?? name, does, examples));
  verb.argument('<item>', 'the item’s id or number');
  for (const [written, , about] of args) verb.argument(written, about);
  for (const [written, , about] of options) verb.option(written, about);
  return verb.action(async () => {
    const given: OnRecordOptions & Readonly<Record<string, unknown>> = verb.opts();
    const [item = '', ...words] = verb.args;
    const fields = Object.fromEntries([
      ...args.flatMap(([, field], index) => {
        const word = words[index];
        return word === undefined ? [] : [[field, word] as const];
      }),
      ...options.flatMap(([written, field]) => {
        const value = given[written.replace(/^--(\S+).*/, '$1')];
        if (value === undefined) return [];
        return [[field, value === true ? 'yes' : String(value)] as const];
      }),
    ]);
    const either = args.filter(([written]) => written.startsWith('['));
    if (either.length > 0 && ![...either, ...options].some(([, field]) => field in fields))
      throw new CliError(exitCode.usage, `error: give ${alternatives([...either, ...options])}.`);
    await send(terminal, item, act, stepBody(given, fields), given);
  });
}

/** Arguments that may be left out, and the options to give instead. */
const alternatives = (words: readonly Word[]): string =>
  words
    .map(
      ([written, , about]) =>
        `${written.replace(/[[\]]/g, '').replace(/^\w+$/, (word) => word.toUpperCase())} (${about})`,
    )
    .join(' or ');

/** `actum evidence`: what shows that a step was done, as often as needed. */
function evidenceVerb(terminal: Terminal): Command {
  const verb = withOnRecordOptions(
    serverVerb('evidence', 'attach what shows that something was done', [
      'actum evidence 4 "GB.340/INS/6 ¶44" https://example.org/guidance --as focal-4',
      'actum evidence 4 file:report.pdf --as focal-4',
    ]),
  )
    .argument('<item>', 'the item’s id or number')
    .argument(
      '<reference...>',
      'addresses, paragraphs, or file:PATH, of which the digest is recorded',
      (text: string, before: readonly EvidenceArgument[] = []) => [...before, parseEvidence(text)],
    );
  return verb.action(
    async (item: string, references: readonly EvidenceArgument[], options: OnRecordOptions) => {
      const evidence = [...options.evidence, ...references];
      await send(terminal, item, 'attach-evidence', stepBody({ ...options, evidence }, {}), options);
    },
  );
}

async function send(
  terminal: Terminal,
  item: string,
  act: string,
  body: object,
  options: OnRecordOptions,
): Promise<void> {
  const path = `/v1/items/${segment(item)}/transitions/${act}`;
  await sendItemCommand(terminal, clientFor(terminal, options), { item, path, body, options });
}
