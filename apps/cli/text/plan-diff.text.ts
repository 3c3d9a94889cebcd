import { dayInWords } from '#domain';
import type { ItemDiffAnswer, PlanDiffAnswer } from '#projections';
import { csv } from './csv.js';
import { table } from './table.js';
import { harmless } from './wrap.js';

/**
 * What changed, as a board paper tells it: a paragraph a line, so that it can be pasted; what was recorded
 * late stands apart, and what a reader has to know about the source at the end.
 */
export function planDiffText(diff: PlanDiffAnswer): string {
  const { title, from, to, opening, components, closing, late, notices } = diff;
  const paragraphs = [
    title,
    from.asOf === to.asOf
      ? `As of ${dayInWords(to.asOf)}`
      : `Changes from ${dayInWords(from.asOf)} to ${dayInWords(to.asOf)}`,
    opening.join(' '),
    ...components.flatMap((component) => [component.title, ...component.items.map(paragraph)]),
    ...(closing === null ? [] : [closing]),
    ...(late.items.length === 0 ? [] : [late.heading, ...late.items.map(lateParagraph)]),
    ...(notices.length === 0 ? [] : [`Notes: ${notices.join(' ')}`]),
  ];
  return paragraphs.map(harmless).join('\n\n');
}

const paragraph = ({ sentences }: ItemDiffAnswer): string => sentences.join(' ');

function lateParagraph(item: PlanDiffAnswer['late']['items'][number]): string {
  const days = [...new Set(item.recorded.map(({ recordedAt }) => recordedAt.slice(0, 10)))];
  const recorded = days.map(dayInWords).join(', ');
  return days.length === 0 ? paragraph(item) : `${paragraph(item)} (Recorded on ${recorded}.)`;
}

/** A row an item: both status texts, and everything else that changed. */
export function planDiffTable(diff: PlanDiffAnswer, width: number): string {
  const { from, to, components, closing, late } = diff;
  const columns = ['no.', 'item', `status ${from.asOf}`, `status ${to.asOf}`, 'what else changed'];
  const rows = (items: readonly ItemDiffAnswer[]) =>
    table(
      columns.map((title) => ({ title })),
      items.map(({ item, number, title, status, changes }) => [
        ...[number ?? item, title, status.before ?? '–', status.after ?? '–'],
        changes
          .filter(({ field }) => !besideTheStatus.has(field))
          .map(
            ({ field, before, after }) => `${field}: ${before === null ? '' : `${before} → `}${after ?? '–'}`,
          )
          .join('\n'),
      ]),
      width,
    );
  const changed = components.flatMap(({ items }) => items);
  return [
    changed.length === 0 ? 'Nothing changed.' : rows(changed),
    ...(closing === null ? [] : [closing]),
    ...(late.items.length === 0 ? [] : [`${late.heading}:`, rows(late.items)]),
  ].join('\n\n');
}

/** Stand in columns of their own, or say the same again. */
const besideTheStatus: ReadonlySet<string> = new Set(['status', 'state', 'title', 'since']);

/** A row a change, for a spreadsheet; late ones are marked. */
export const planDiffCsv = ({ components, late }: PlanDiffAnswer): string =>
  csv([
    ['component', 'number', 'item', 'field', 'before', 'after', 'recorded late'],
    ...components.flatMap(({ title, items }) => items.flatMap((item) => changeRows(title, item, null))),
    ...late.items.flatMap((item) => changeRows(null, item, 'late')),
  ]);

const changeRows = (component: string | null, item: ItemDiffAnswer, late: string | null) =>
  item.changes.map(({ field, before, after }) => [
    ...[component, item.number ?? item.item, item.title, field, before, after, late],
  ]);
