import type { Possibilities } from '#projections';
import { wrap } from './wrap.js';

type Transition = Possibilities['transitions'][number];

/** What is possible first, then what is not possible yet with every condition that fails. */
export function possibilitiesText(possibilities: Possibilities, width: number): string {
  const { item, title, actor, today, transitions } = possibilities;
  const possible = transitions.filter(({ allowed }) => allowed);
  const others = transitions.filter(({ allowed }) => !allowed);
  const who = actor === null ? 'Nobody is signed in (use --as PERSON).' : `As ${actor}, on ${today}:`;
  return [
    ...wrap(`${item}: ${title}`, width),
    who,
    '',
    'Possible now:',
    ...(possible.length === 0 ? ['  nothing'] : possible.flatMap((transition) => offered(transition, width))),
    '',
    'Not possible yet:',
    ...(others.length === 0 ? ['  nothing'] : others.flatMap((transition) => withheld(transition, width))),
  ].join('\n');
}

function offered({ transition, title, fields }: Transition, width: number): readonly string[] {
  const needed = fields
    .filter(({ required }) => required)
    .map(({ name }) => name)
    .join(', ');
  return indented(`${transition}: ${title}${needed === '' ? '' : ` (needs ${needed})`}`, width, '  ');
}

const withheld = ({ transition, title, refusals }: Transition, width: number): readonly string[] => [
  ...indented(`${transition}: ${title}`, width, '  '),
  ...refusals.flatMap(({ code, message }) => indented(`${message} (${code})`, width, '      ')),
];

const indented = (text: string, width: number, indent: string): readonly string[] =>
  wrap(text, width - indent.length).map((line) => indent + line);
