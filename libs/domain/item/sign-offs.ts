import type { Day } from '../due/due-form.js';
import type { Transitioned, Via } from '../events/index.js';
import type { ItemState, SignOffState } from './item-state.js';

/** With one more word on a line, which is that line's last; a clearance is also its person's last. */
export function signed(state: ItemState, signOff: SignOffState): ItemState {
  const { line, person, onBehalfOf, verdict, contentDigest, on, comment } = signOff;
  const others = state.signOffs.filter((one) => one.line !== line);
  const kept = { line, person, onBehalfOf, verdict, contentDigest, on, comment };
  const clearances =
    verdict === 'object'
      ? state.clearances
      : [...state.clearances.filter((one) => one.person !== person), { person, line, contentDigest, on }];
  return { ...state, signOffs: [...others, kept], clearances };
}

/** With its text fixed by a transition, and whoever put it forward remembered for good. */
export function fixed(
  state: ItemState,
  contentDigest: string,
  { data, actor, on }: { readonly data: Transitioned['data']; readonly actor: string; readonly on: Day },
): ItemState {
  const { title, chapters, chapterTexts } = state;
  const text = {
    digest: contentDigest,
    title,
    chapters: chapters.map((chapter, index) => ({ title: chapter, text: chapterTexts[index] ?? null })),
    text: data.text ?? null,
    on,
  };
  return {
    ...state,
    contentDigest,
    finalizedBy: actor,
    proposers: [...new Set([...state.proposers, ...partiesTo(data.via, actor)])],
    texts: [...state.texts, text],
  };
}

/** Whoever stands behind a step: the actor, and whom they acted for. */
export const partiesTo = ({ onBehalfOf }: Via, actor: string): readonly string[] =>
  onBehalfOf === undefined ? [actor] : [actor, onBehalfOf];
