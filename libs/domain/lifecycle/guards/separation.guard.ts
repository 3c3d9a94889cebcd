import { refuse } from '../../refusal.js';
import { either } from '../../sentence.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, fails, fieldOf, holds, type Judgement, subjectOf } from '../attempt.js';

const REASONS: { readonly [who: string]: string } = {
  owner: 'is its focal point',
  deputy: 'is its officer-in-charge',
  requester: 'asked for it',
  finalizer: 'finalized the text',
  signer: 'has already spoken on another line',
};

/** The actor is not one of those whom the transition is to be kept apart from. */
export function judgeSeparation(guard: Extract<Guard, { kind: 'separation' }>, attempt: Attempt): Judgement {
  const actor = attempt.context.actor?.id ?? null;
  const same = actor === null ? [] : guard.from.filter((who) => personsWho(who, attempt).includes(actor));
  const facts = { actor, from: guard.from, same };
  if (same.length === 0) return holds(facts);
  const why = either(
    same.map((who) => REASONS[who] ?? who),
    'and',
  );
  const message = `${subjectOf(attempt.state)}: this takes another person, because ${actor} ${why}.`;
  return fails(refuse('ITEM.NOT_SEPARATE', message, facts));
}

function personsWho(who: string, { state, command }: Attempt): readonly (string | null)[] {
  switch (who) {
    case 'owner':
      return [state.owner];
    case 'deputy':
      return [state.deputy];
    case 'requester':
      return [state.extensionRequest?.by ?? null];
    case 'finalizer':
      return [state.finalizedBy];
    case 'signer': {
      const line = fieldOf(command, 'line');
      // Asked without a line, one's own earlier word does not stand in the way of renewing it.
      return line === null
        ? []
        : state.signOffs.filter((one) => one.line !== line).map(({ person }) => person);
    }
    default:
      return [];
  }
}
