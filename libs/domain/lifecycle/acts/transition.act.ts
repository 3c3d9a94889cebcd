import type { ItemEvent, Via } from '../../events/index.js';
import { contentOf } from '../../item/content.js';
import { type Refusal, refuse } from '../../refusal.js';
import { type CommandAttempt, fieldOf } from '../attempt.js';
import { type ActOutcome, groundsOf, leaves, turnsDown } from './act-outcome.js';
import { digestRefusal } from './sign-off.act.js';

/** Moves the state, with what the type says happens besides: the text fixed, an endorsement, clearances lapsing. */
export function actTransition(attempt: CommandAttempt, via: Via): ActOutcome {
  const { state, command, context, transition } = attempt;
  const digest = transition.fixesContent === true ? fixedDigest(attempt) : null;
  const successor = fieldOf(command, 'successor');
  const refusals = [...faultyDigest(digest), ...unknownSuccessor(attempt, successor)];
  if (refusals.length > 0) return turnsDown(...refusals);

  const own = Object.entries(command.fields).filter(
    ([name, value]) => name !== 'successor' && value.trim() !== '',
  );
  const endorsedBy =
    transition.endorsement === 'given' ? (command.decidedBy ?? context.actor?.id ?? null) : null;
  const moved: ItemEvent = {
    type: 'Transitioned',
    data: {
      via,
      ...groundsOf(attempt),
      ...(digest === null ? {} : { contentDigest: digest }),
      ...(transition.endorsement === undefined ? {} : { endorsedBy }),
      ...(successor === null ? {} : { successor }),
      ...(own.length === 0 ? {} : { fields: Object.fromEntries(own) }),
    },
  };
  const lapsed = transition.lapsesSignOffs === true ? state.signOffs : [];
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
const fixedDigest = ({ state, command, context }: CommandAttempt): string =>
  fieldOf(command, 'digest') ?? context.sha256(contentOf(state));

const faultyDigest = (digest: string | null): readonly Refusal[] =>
  digest === null ? [] : digestRefusal(digest);

function unknownSuccessor({ state, context }: CommandAttempt, successor: string | null): readonly Refusal[] {
  if (successor === null) return [];
  if (successor !== state.item && context.linked.has(successor)) return [];
  const message =
    successor === state.item
      ? 'An item cannot be its own successor.'
      : `There is no item “${successor}” to succeed it; open it first.`;
  return [refuse('ITEM.UNKNOWN', message, { item: successor }, 'fields.successor')];
}
