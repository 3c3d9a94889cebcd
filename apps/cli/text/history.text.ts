import type { HistoryEntry, ItemHistory } from '#projections';
import { type Line, labelled } from './lines.js';
import { wrap } from './wrap.js';

/** An item's history, oldest first: each entry's sentence, and under it who, when, on what ground, caused by what. */
export function historyText(history: ItemHistory, width: number): string {
  const { item, title, entries, origin, simulated, knownAt } = history;
  return [
    wrap(`${item}: ${title}`, width).join('\n'),
    ...entries.map((entry) => entryText(entry, width)),
    wrap(
      `${entries.length} entries, on record at position ${knownAt.position} of ${origin}${simulated ? ', on a simulated clock' : ''}.`,
      width,
    ).join('\n'),
  ].join('\n\n');
}

const entryText = (entry: HistoryEntry, width: number): string =>
  [
    ...wrap(
      `#${entry.position} ${entry.label}${entry.struck ? ' (struck out)' : ''}: ${entry.sentence}`,
      width,
    ),
    labelled(linesOf(entry), width, '    '),
  ].join('\n');

const linesOf = (entry: HistoryEntry): readonly Line[] => [
  ['version', String(entry.version)],
  ...entry.corrections.map((one): Line => [one.void ? 'struck out' : 'corrected', correction(one)]),
  ['first recorded', entry.original === null || entry.struck ? null : entry.original.sentence],
  ['decided by', entry.decidedBy === null ? null : party(entry.decidedByName, entry.decidedBy)],
  ['decision', decision(entry.decision)],
  ['recorded by', party(entry.actorName, entry.actor)],
  ['recorded', entry.recordedAt],
  ['effective', entry.effectiveOn.text],
  ['from, to', entry.to === null || entry.from === entry.to ? null : `${entry.from ?? '–'} → ${entry.to}`],
  ['reason', entry.reason],
  ['on the ground of', entry.ground],
  ...entry.evidence.map(
    ({ reference, title }): Line => ['evidence', [reference, title].filter(Boolean).join(', ')],
  ),
  ['caused by', entry.causedBy === null ? null : cause(entry.causedBy)],
  ...entry.saw.map(({ guard, facts }): Line => [`saw (${guard})`, factsText(facts)]),
  ['too late for', entry.touches.map(({ number }) => number).join(', ')],
  ['illustrative', entry.illustrative.join(', ')],
];

/** What the source does not state is said to be so; what nobody said is left out. */
function decision(made: HistoryEntry['decision']): string {
  const { session, reference } = made ?? {};
  const stated = [
    session === null ? 'session not stated in the source' : session,
    reference === null ? 'reference not stated in the source' : reference,
  ];
  return stated.filter(Boolean).join(', ');
}

function correction(one: HistoryEntry['corrections'][number]): string {
  const { changes, actor, actorName, recordedAt, reason, version } = one;
  const parts = changes.map(({ title, from, to }) => `${title}: ${to ?? 'none'}, not ${from ?? 'none'}`);
  const what = parts.length === 0 ? [] : [parts.join('; ')];
  const by = `by ${party(actorName, actor)} on ${recordedAt.slice(0, 10)} (version ${version})`;
  return [...what, by, ...(reason === null ? [] : [`because: ${reason}`])].join('; ');
}

const cause = ({ position, stream, label, sentence }: NonNullable<HistoryEntry['causedBy']>): string =>
  `#${position} ${label} on ${stream}: ${sentence}`;

const party = (name: string | null, id: string): string =>
  name === null || name === id ? id : `${name} (${id})`;

const factsText = (facts: HistoryEntry['saw'][number]['facts']): string =>
  Object.entries(facts)
    .map(([name, value]) => `${factName(name)} ${factValue(value)}`)
    .join(', ');

/** `anyOf` as people write it. */
const factName = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function factValue(value: unknown): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && !value.some((one) => typeof one === 'object'))
    return value.length === 0 ? 'none' : value.join(' or ');
  return JSON.stringify(value);
}
