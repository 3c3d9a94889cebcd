import type { Day } from '#domain';
import type { SummaryLine } from '../reminder.js';
import { escapeHtml, oneLine } from './mail-address.js';

export interface SummaryText {
  readonly text: string;
  readonly html: string;
}

/** What the text of a summary is made of. Names and titles come as they were entered. */
export interface SummaryTextFacts {
  readonly name: string;
  readonly lines: readonly SummaryLine[];
  readonly today: Day;
  readonly simulated: boolean;
  /** Address of the web application, without a slash at its end. */
  readonly publicUrl: string;
}

/** A summary's subject: it names nobody. */
export function subjectOf(lines: readonly SummaryLine[]): string {
  const count = lines.length;
  if (lines.every(({ because }) => because === 'signer')) {
    return count === 1 ? 'A clearance of yours has lapsed' : `${count} clearances of yours have lapsed`;
  }
  if (lines.every(({ because, dueRevision }) => because === 'partner' && dueRevision === 0)) {
    return count === 1
      ? '1 item has a partner that you speak for'
      : `${count} items have a partner that you speak for`;
  }
  return count === 1 ? '1 action item needs your attention' : `${count} action items need your attention`;
}

/** A summary as plain text and as HTML, the same words in both. */
export function summaryText(facts: SummaryTextFacts): SummaryText {
  const greeting = `Dear ${oneLine(facts.name)},`;
  const intro = `${subjectOf(facts.lines)} as at ${facts.today}.`;
  const items = [...facts.lines].sort(byDueDay).map((line) => itemText(line, facts));
  const notes = [
    ...(facts.simulated
      ? [`This ledger's clock is simulated: its today is ${facts.today}, whatever the calendar says.`]
      : []),
    'Actum sends this message because these items name you. Nothing needs to be answered by mail.',
  ];
  const text = [
    greeting,
    intro,
    ...items.map(({ heading, sentences, link }) => [heading, ...sentences, link].join('\n  ')),
    ...notes,
  ].join('\n\n');
  const paragraph = (words: string): string => `<p>${escapeHtml(words)}</p>`;
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>',
    paragraph(greeting),
    paragraph(intro),
    '<ul>',
    ...items.map(
      ({ heading, sentences, link }) =>
        `<li><a href="${escapeHtml(link)}">${escapeHtml(heading)}</a><br>${sentences.map(escapeHtml).join('<br>')}</li>`,
    ),
    '</ul>',
    ...notes.map(paragraph),
    '</body></html>',
  ].join('\n');
  return { text: `${text}\n`, html };
}

interface ItemText {
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly link: string;
}

function itemText(line: SummaryLine, { today, publicUrl }: SummaryTextFacts): ItemText {
  const title = oneLine(line.title);
  const heading = line.number === null ? title : `${oneLine(line.number)}. ${title}`;
  const due =
    line.dueText === null ? [] : [`Due: ${oneLine(line.dueText)}${lateness(line.dueLatest, today)}`];
  const link = `${publicUrl}/items/${encodeURIComponent(line.waitsFor?.item ?? line.item)}`;
  return { heading, sentences: [...due, ...asked(line)], link };
}

function lateness(latest: Day | null, today: Day): string {
  if (latest === null) return '';
  const days = daysBetween(latest, today);
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  if (days === 0) return ' (due today)';
  return days > 0 ? ` (${count} overdue)` : ` (due in ${count})`;
}

function asked(line: SummaryLine): readonly string[] {
  switch (line.because) {
    case 'owner':
      return ['You are its focal point. Please update its status.'];
    case 'deputy':
      return ['You are its officer-in-charge. Please update its status.'];
    case 'liaison':
      return ['You are written to for the body that answers for it. Please update its status.'];
    case 'prerequisite-owner': {
      const waited = oneLine(line.waitsFor?.title ?? 'another item');
      return [`It waits for “${waited}”, which you answer for. Please update the status of that.`];
    }
    case 'partner':
      return [
        line.dueRevision === 0
          ? 'You are written to for a partner of it, which has been added.'
          : 'You are written to for a partner of it. Its focal point answers for its status.',
      ];
    case 'signer':
      return ['The text that you cleared was returned to drafting, so your clearance has lapsed.'];
  }
}

/** Days from one day to another, negative where it lies before. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

const byDueDay = (a: SummaryLine, b: SummaryLine): number => {
  const [left, right] = [a.dueLatest ?? '9999-12-31', b.dueLatest ?? '9999-12-31'];
  return left < right ? -1 : left > right ? 1 : a.item.localeCompare(b.item, 'en', { numeric: true });
};
