import { type Corrected, fieldTitle, type ItemEvent, type Recorded } from '#domain';
import type { Names } from '../directory/names.js';
import type { HistoryEntry } from './item-history.answer.js';
import { labelInWords } from './label-in-words.js';

/** "Entry 3 corrected (Start planned): planned start “2020”, not “2021”" */
export function correctedSentence({ target, changes, ...data }: Corrected['data'], names: Names): string {
  const label = labelInWords(target.label);
  if (data.void === true) return `Entry ${target.version} struck out (${label})`;
  if (changes.length === 0) return `Entry ${target.version} put back (${label})`;
  const parts = partsIn(changes, names).map(
    ({ title, from, to }) => `${title} ${said(to)}, not ${said(from)}`,
  );
  return `Entry ${target.version} corrected (${label}): ${parts.join('; ')}`;
}

const said = (words: string | null): string => (words === null ? 'none' : `“${words}”`);

type CorrectedEvent = Recorded<ItemEvent> & Corrected;

/** What has been put right about an entry, oldest first. */
export function correctionsOf(
  event: Recorded<ItemEvent>,
  events: readonly Recorded<ItemEvent>[],
  names: Names,
): HistoryEntry['corrections'] {
  return events
    .filter((one): one is CorrectedEvent => one.type === 'Corrected')
    .filter(({ data }) => data.target.version === event.version)
    .map(({ data, version, position, actor, recordedAt }) => ({
      version,
      position,
      void: data.void === true,
      changes: partsIn(data.changes, names),
      actor,
      actorName: names.person(actor),
      recordedAt,
      reason: data.reason ?? null,
      ground: data.ground ?? null,
    }));
}

function partsIn(
  changes: Corrected['data']['changes'],
  names: Names,
): HistoryEntry['corrections'][number]['changes'] {
  return changes.map(({ field, from, to }) => {
    const decider = (id: string | null) => (id === null ? null : names.decider(id));
    return field === 'decidedBy'
      ? { field, title: titleOf(field), from: decider(from), to: decider(to) }
      : { field, title: titleOf(field), from, to };
  });
}

function titleOf(field: string): string {
  switch (field) {
    case 'effectiveOn':
      return 'effective';
    case 'decidedBy':
      return 'decided by';
    default:
      return fieldTitle(field.replace(/^fields\./, ''));
  }
}
