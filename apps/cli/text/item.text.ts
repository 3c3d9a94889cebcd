import type { ItemDetail } from '#projections';
import { type Line, labelled } from './lines.js';
import { possiblyText } from './possibly.text.js';
import { wrap } from './wrap.js';

/** One item as a card: its title, and every fact under its name. */
export function itemText(item: ItemDetail, width: number, since: string | null = null): string {
  const heading = wrap(`${item.number === null ? '' : `${item.number}. `}${item.title}`, width).join('\n');
  return `${heading}\n\n${labelled([...standing(item), ...around(item), ['since then', since], ...footer(item)], width)}`;
}

const standing = (item: ItemDetail): readonly Line[] => [
  ['item', item.item],
  ['type', item.typeTitle],
  ['status', item.status ?? '–'],
  ...item.possibly.map((one): Line => ['', possiblyText(one)]),
  ['state', `${item.stateTitle}, since ${item.since.text}${item.inForce ? '; in force' : ''}`],
  ['due by', due(item)],
  ['extension asked', asked(item)],
  ['timeliness', item.timeliness],
  [
    'planned start',
    item.start === null ? null : [item.start.text, item.start.standing].filter(Boolean).join(', '),
  ],
  ['focal point', party(item.ownerName, item.owner)],
  ['officer-in-charge', party(item.deputyName, item.deputy)],
  ['body', party(item.bodyName, item.body)],
  ...item.fields.map(({ title, value }): Line => [title, value]),
];

const around = (item: ItemDetail): readonly Line[] => [
  ...item.prerequisites.map(
    ({ item: other, title, states, met }): Line => [
      'waits for',
      `${title} (${other}) ${states.join(' or ')}: ${met ? 'met' : 'not yet'}`,
    ],
  ),
  ...item.partsList.map(({ id, title, done }): Line => ['part', `${id} ${title}: ${done ? 'done' : 'open'}`]),
  ...item.lines.map((one): Line => ['clearance', `${one.line}: ${wordOn(one)}`]),
  ...item.evidence.map(
    ({ reference, title, beforeStart }): Line => [
      'evidence',
      `${reference}${title === undefined ? '' : `, ${title}`}${beforeStart ? ' (before the start)' : ''}`,
    ],
  ),
  ['partners', item.partners.join(', ')],
  ['rests on', item.bases.join('; ')],
  ['chapters', item.chapters.join('; ')],
  ['companions', item.companions.join('; ')],
  ['progress', item.progress === null ? null : `${item.progress.text} (${item.progress.effectiveOn.text})`],
  ['succeeds', item.succeeds],
  ['succeeded by', item.successor],
  ...item.flags.map(({ sentence }): Line => ['to look at', sentence]),
  ...item.notes.map((note): Line => ['note', note]),
];

const footer = (item: ItemDetail): readonly Line[] => [
  ['illustrative', item.illustrative.join(', ')],
  ['text digest', item.contentDigest],
  [
    'as of',
    `${item.asOf}${item.simulated ? ' (simulated clock)' : ''}, on record at position ${item.knownAt.position}`,
  ],
  ['version', String(item.version)],
];

function due({ dueText, revisedDueText, dueLatest, overdue }: ItemDetail): string | null {
  if (dueText === null) return null;
  const revised = revisedDueText === null ? '' : `, revised: ${revisedDueText}`;
  return `${dueText}${revised} (${dueLatest ?? 'no date'})${overdue ? ': overdue' : ''}`;
}

function asked({ extensionRequest: request }: ItemDetail): string | null {
  if (request === null) return null;
  return `${request.due.text}, by ${request.byName}: ${request.reason}`;
}

const party = (name: string | null, id: string | null): string | null =>
  id === null ? null : `${name ?? id} (${id})`;

function wordOn({
  awaited,
  verdict,
  personName,
  onBehalfOfName,
  comment,
}: ItemDetail['lines'][number]): string {
  if (verdict === null) return awaited ? 'awaited' : 'not needed';
  const by = `${personName ?? '–'}${onBehalfOfName === null ? '' : ` for ${onBehalfOfName}`}`;
  return `${verdict === 'clear' ? 'cleared' : 'objected'} by ${by}${comment === null ? '' : ` – ${comment}`}`;
}
