import type { ItemState, SignOffState } from '../../item/item-state.js';
import { refuse } from '../../refusal.js';
import { either, quoted } from '../../sentence.js';
import type { SignOffGuard } from '../../type/type-definition.js';
import { type Attempt, fails, hadCome, holds, type Judgement, subjectOf } from '../attempt.js';

/**
 * As many lines as the policy takes are cleared, on the text as it stands, by the effective day. A
 * person counts on one line only, whoever acts for whom, and never where they put the text forward.
 */
export function judgeSignOff(guard: SignOffGuard, attempt: Attempt): Judgement {
  const { state } = attempt;
  const { lines, cleared, needed } = clearedFor(guard, state, ({ on }) => hadCome(on, attempt));
  const missing = lines.filter((line) => !cleared.some((signOff) => signOff.line === line));
  const facts = {
    contentDigest: state.contentDigest,
    ...(guard.policy === 'one-per-line' ? {} : { policy: guard.policy, needed }),
    missing,
    cleared: cleared.map(({ line, person, onBehalfOf }) => ({
      line,
      person,
      ...(onBehalfOf === null ? {} : { for: onBehalfOf }),
    })),
  };
  if (cleared.length >= needed) return holds(facts);
  const names = missing.map(quoted);
  const still = needed - cleared.length;
  const where =
    still === missing.length
      ? `the line ${either(names, 'and')}`
      : `${still} more of the lines ${either(names, 'and')}`;
  const what =
    lines.length < needed
      ? `needs clearance on ${needed} lines, and has only ${lines.length}`
      : `still needs clearance of the present text on ${where}`;
  return fails(refuse('ITEM.SIGN_OFF_MISSING', `${subjectOf(state)} ${what}.`, facts));
}

/** The lines that a condition takes, which of them are cleared on the text as it stands, and how many have to be. */
export function clearedFor(
  guard: SignOffGuard,
  state: Pick<ItemState, 'lines' | 'signOffs' | 'contentDigest' | 'proposers'>,
  counts: (signOff: SignOffState) => boolean = () => true,
): {
  readonly lines: readonly string[];
  readonly cleared: readonly SignOffState[];
  readonly needed: number;
} {
  const lines = guard.of ?? state.lines;
  const given = state.signOffs.filter(
    (one) =>
      lines.includes(one.line) &&
      one.verdict === 'clear' &&
      one.contentDigest === state.contentDigest &&
      counts(one),
  );
  return { lines, cleared: separately(given, state.proposers), needed: neededOf(guard, lines) };
}

function neededOf({ policy, n }: SignOffGuard, lines: readonly string[]): number {
  switch (policy) {
    case 'one-per-line':
    case 'all-of':
      return lines.length;
    case 'any-of':
      return 1;
    case 'n-of-m':
      return n ?? lines.length;
  }
}

/** Those of them that count: no two by the same person. Whoever acted for themselves alone comes first. */
function separately(signOffs: readonly SignOffState[], excluded: readonly string[]): readonly SignOffState[] {
  const seen = new Set(excluded);
  const inOrder = [...signOffs].sort((a, b) => Number(a.onBehalfOf !== null) - Number(b.onBehalfOf !== null));
  return inOrder.filter(({ person, onBehalfOf }) => {
    const persons = onBehalfOf === null ? [person] : [person, onBehalfOf];
    if (persons.some((one) => seen.has(one))) return false;
    for (const one of persons) seen.add(one);
    return true;
  });
}
