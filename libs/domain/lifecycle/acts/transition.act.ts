import type { ItemEvent, Via } from '../../events/index.js';
import { contentOf } from '../../item/content.js';
import { type Refusal, refuse } from '../../refusal.js';
import { type CommandAttempt, fieldOf } from '../attempt.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';
import { digestRefusal } from './sign-off.act.js';
import { faultyText, textOf } from './whole-text.js';

/** Moves the state, with what the type says happens besides: the text fixed, an endorsement, clearances lapsing. */
export function actTransition(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command, context, transition } = attempt;
  const fixes = transition.fixesContent === true;
  const text = fixes ? textOf(command) : null;
  const digest = fixes ? fixedDigest(attempt, text) : null;
  const successor = fieldOf(command, 'successor');
  const refusals = [
    ...faultyText(text),
    ...faultyDigest(digest, text, attempt),
    ...unknownSuccessor(attempt, successor),
  ];
  if (refusals.length > 0) return turnsDown(...refusals);

  const own = Object.entries(command.fields).filter(
    ([name, value]) => name !== 'successor' && !(fixes && name === 'text') && value.trim() !== '',
  );
  const endorsedBy =
    transition.endorsement === 'given' ? (command.decidedBy ?? context.actor?.id ?? null) : null;
  const moved: ItemEvent = {
    type: 'Transitioned',
    data: {
      via,
      ...groundsOf(attempt),
      ...(digest === null ? {} : { contentDigest: digest }),
      ...(text === null ? {} : { text }),
      ...(transition.endorsement === undefined ? {} : { endorsedBy }),
      ...(successor === null ? {} : { successor }),
      ...(own.length === 0 ? {} : { fields: Object.fromEntries(own) }),
    },
  };
  const lapsed = state.signOffs.filter(
    ({ contentDigest }) =>
      transition.lapsesSignOffs === true || (digest !== null && contentDigest !== digest),
  );
  return leaves(
    moved,
    ...lapsed.map(
      ({ line, person, contentDigest }): ItemEvent => ({
        type: 'SignOffLapsed',
        data: { line, person, contentDigest },
      }),
    ),
  );
}

/** The digest of the text's file where one is given, else of what the record holds of the text. */
const fixedDigest = ({ state, command, context }: CommandAttempt, text: string | null): string =>
  fieldOf(command, 'digest') ?? context.sha256(contentOf(state, text));

/** Where text and digest are both given, nobody is to clear one while reading another. */
function faultyDigest(
  digest: string | null,
  text: string | null,
  { state, context }: CommandAttempt,
): readonly Refusal[] {
  if (digest === null) return [];
  const faults = digestRefusal(digest);
  if (faults.length > 0 || text === null) return faults;
  if ([context.sha256(text), context.sha256(contentOf(state, text))].includes(digest)) return [];
  const message = 'The digest is not that of the text: leave it out, or give that of the text’s UTF-8 bytes.';
  return [refuse('ITEM.FIELD_INVALID', message, { digest }, 'fields.digest')];
}

function unknownSuccessor({ state, context }: CommandAttempt, successor: string | null): readonly Refusal[] {
  if (successor === null) return [];
  if (successor !== state.item && context.linked.has(successor)) return [];
  const message =
    successor === state.item
      ? 'An item cannot be its own successor.'
      : `There is no item “${successor}” to succeed it; open it first.`;
  return [refuse('ITEM.UNKNOWN', message, { item: successor }, 'fields.successor')];
}
