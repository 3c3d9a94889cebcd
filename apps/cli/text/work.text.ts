import type { Work } from '#projections';
import { wrap } from './wrap.js';

type Owed = Work['owed'][number];
/** An item, and what is to be said beneath it. */
type Entry = readonly [item: Pick<Owed, 'item' | 'number' | 'title'>, ...beneath: readonly string[]];

/** A person's work, part by part, each entry with what is pressing about it or asked of them beneath it. */
export function workText(work: Work, width: number): string {
  const { asOf, simulated, person, personName, counts, owed, toClear, toApprove, waitingFor } = work;
  const overdue = counts.overdue === 0 ? '' : `, ${counts.overdue} overdue`;
  const parts: readonly (readonly [title: string, entries: readonly Entry[]])[] = [
    [`You owe (${counts.owed}${overdue})`, owed.map(owedEntry)],
    [`To clear (${counts.toClear})`, toClear.map(clearEntry)],
    [`To approve (${counts.toApprove})`, toApprove.map(approveEntry)],
    [`You wait for (${counts.waitingFor})`, waitingFor.map(waitEntry)],
  ];
  const heading = `${personName} (${person}), ${asOf}${simulated ? ' (simulated clock)' : ''}`;
  return [wrap(heading, width).join('\n'), ...parts.map((part) => partText(...part, width))].join('\n\n');
}

const owedEntry = (row: Owed): Entry => {
  const due = row.revisedDueText ?? row.dueText;
  const standing = `${row.stateTitle}${due === null ? '' : `; due ${due}`}.`;
  return [row, standing, ...row.reasons.map((reason) => reason.sentence)];
};

const clearEntry = (row: Work['toClear'][number]): Entry => [
  row,
  `On the line ${row.line}${row.finalizedBy === null ? '' : `; finalized by ${row.finalizedBy.name}`}.`,
  `actum sign ${row.item} --line ${row.line} --decision clear`,
];

const approveEntry = (row: Work['toApprove'][number]): Entry => {
  const { by, dueText, reason } = row.request;
  const asked = `${by.name} asks for “${dueText}” instead of “${row.revisedDueText ?? row.dueText ?? '–'}”`;
  return [row, sentence(reason === '' ? asked : `${asked}: ${reason}`), `actum extend approve ${row.item}`];
};

const waitEntry = ({ item, waitsFor, other, from }: Work['waitingFor'][number]): Entry => [
  item,
  sentence(waitsFor),
  ...(other === null ? [] : [sentence(`${other.title} stands at “${other.stateTitle}”`)]),
  sentence(
    `from ${from.length === 0 ? 'nobody who is named for it' : from.map(({ name }) => name).join(', ')}`,
  ),
];

function partText(title: string, entries: readonly Entry[], width: number): string {
  const written = entries.map(([{ item, number, title: text }, ...beneath]) => {
    const name = `${number ?? item}  `;
    const indent = ' '.repeat(name.length);
    const room = width - name.length;
    const [first = '', ...rest] = wrap(text, room);
    return [
      name + first,
      ...[...rest, ...beneath.flatMap((line) => wrap(line, room))].map((line) => indent + line),
    ].join('\n');
  });
  return [title, '─'.repeat(title.length), ...(written.length === 0 ? ['Nothing.'] : written)].join('\n');
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}
