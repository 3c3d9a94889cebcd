import { either } from '../sentence.js';
import type { Clearance, FixedText, ItemState } from './item-state.js';
import { type LineChange, lineDiff } from './line-diff.js';

/** The text as it stands: fixed, or still open to change. */
export interface PresentText extends Omit<FixedText, 'digest' | 'on'> {
  /** Null while it is not fixed: nobody can clear it. */
  readonly digest: string | null;
}

/** One line of a text beside an earlier one. */
export interface TextChange extends LineChange {
  /** `title`, `chapters`, `text`, or `chapter: ` and a chapter's title. */
  readonly part: string;
}

export interface ChangesSince {
  readonly present: PresentText;
  /** Null where there is nothing to compare it with. */
  readonly since: FixedText | null;
  readonly changes: readonly TextChange[];
  /** "2 chapters added since you cleared it on 2020-10-08."; null for somebody who never cleared it. */
  readonly sentence: string | null;
}

/** What changed in the text since a person's last clearance, lapsed or not. */
export function changesSince(state: ItemState, person: string): ChangesSince {
  const clearance = state.clearances.find((one) => one.person === person) ?? null;
  const since = clearance === null ? null : fixedText(state, clearance.contentDigest);
  const compared = compare(state, since);
  return { ...compared, sentence: clearance === null ? null : inWords(compared, clearance) };
}

/** What changed in the text since it was fixed with a digest; null where it never was. */
export function changesSinceText(state: ItemState, digest: string): ChangesSince | null {
  const since = fixedText(state, digest);
  return since === null ? null : { ...compare(state, since), sentence: null };
}

/** The text as it stands, compared with nothing. */
export const textAsItStands = (state: ItemState): ChangesSince => ({
  ...compare(state, presentText(state)),
  since: null,
  sentence: null,
});

const fixedText = (state: ItemState, digest: string): FixedText | null =>
  state.texts.findLast((one) => one.digest === digest) ?? null;

/** The text last fixed; with the chapters as they stand where some have come since. */
function presentText(state: ItemState): PresentText {
  const last = state.texts.at(-1);
  const chapters = state.chapters.map((title, index) => ({ title, text: state.chapterTexts[index] ?? null }));
  if (last !== undefined && last.chapters.length === chapters.length) return last;
  return { digest: null, title: state.title, chapters, text: last?.text ?? null };
}

function compare(
  state: ItemState,
  before: Omit<FixedText, 'digest' | 'on'> | null,
): Omit<ChangesSince, 'sentence'> {
  const present = presentText(state);
  const chapter = (text: Omit<FixedText, 'digest' | 'on'> | null, title: string): readonly string[] =>
    linesOf(text?.chapters.find((one) => one.title === title)?.text ?? null);
  const titles = [...new Set([...(before?.chapters ?? []), ...present.chapters].map(({ title }) => title))];
  const changes = [
    ...part('title', before === null ? [] : [before.title], [present.title]),
    ...part('chapters', (before?.chapters ?? []).map(titleOf), present.chapters.map(titleOf)),
    ...titles.flatMap((title) => part(`chapter: ${title}`, chapter(before, title), chapter(present, title))),
    ...part('text', linesOf(before?.text ?? null), linesOf(present.text)),
  ];
  const since = before !== null && 'digest' in before ? (before as FixedText) : null;
  return { present, since, changes };
}

const titleOf = ({ title }: { readonly title: string }): string => title;
const linesOf = (text: string | null): readonly string[] =>
  text === null ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
const part = (name: string, before: readonly string[], after: readonly string[]): readonly TextChange[] =>
  lineDiff(before, after).map((change) => ({ ...change, part: name }));

function inWords(
  { present, since, changes }: Omit<ChangesSince, 'sentence'>,
  { on, contentDigest }: Clearance,
): string {
  const when = `since you cleared it on ${on}`;
  if (present.digest === contentDigest) return `Nothing has changed ${when}.`;
  const count = (kind: LineChange['kind'], isPart: (name: string) => boolean): number =>
    changes.filter((one) => one.kind === kind && isPart(one.part)).length;
  const isLine = (name: string): boolean => name === 'text' || name.startsWith('chapter: ');
  const said = [
    counted(
      count('added', (name) => name === 'title'),
      'title changed',
      'title changed',
    ),
    counted(
      count('added', (name) => name === 'chapters'),
      'chapter added',
      'chapters added',
    ),
    counted(
      count('removed', (name) => name === 'chapters'),
      'chapter removed',
      'chapters removed',
    ),
    counted(count('added', isLine), 'line added', 'lines added'),
    counted(count('removed', isLine), 'line removed', 'lines removed'),
  ].filter((one) => one !== null);
  if (said.length > 0) return `${either(said, 'and')} ${when}.`;
  return since === null || since.text === null
    ? `The text has changed ${when}; only its digest is on record.`
    : `Another text was fixed ${when}, with the same words on record.`;
}

const counted = (count: number, one: string, many: string): string | null =>
  count === 0 ? null : `${count} ${count === 1 ? one : many}`;
