import { refuse } from '../../refusal.js';
import { either } from '../../sentence.js';
import type { Guard } from '../../type/type-definition.js';
import { type Attempt, fails, fieldOf, holds, type Judgement, subjectOf } from '../attempt.js';
import { type Capacity, capacitiesOf, personsIn, standsFor } from '../capacity.js';

const REASONS: { readonly [who: string]: string } = {
  owner: 'answers or has answered for it',
  deputy: 'answers or has answered for it',
  requester: 'asked for it',
  finalizer: 'finalized the text',
  signer: 'has already spoken on another line',
};

/**
 * Neither the actor nor whoever they act for is one of those whom the transition is to be kept apart
 * from, or one for whom those acted. Whoever was focal point or officer-in-charge stays one of them.
 */
export function judgeSeparation(
  guard: Extract<Guard, { kind: 'separation' }>,
  attempt: Attempt,
  capacity: Capacity | null,
): Judgement {
  const acting = capacity === null ? [] : personsIn(capacity);
  const found = guard.from.flatMap((who) => {
    const person = acting.find((one) => personsWho(who, attempt).includes(one));
    if (person !== undefined) return [{ who, person }];
    return standsIn(who, attempt) ? [{ who, person: capacity?.id ?? '' }] : [];
  });
  const same = found.map(({ who }) => who);
  const [first] = found;
  const onBehalfOf = capacity?.onBehalfOf ?? null;
  const facts = {
    actor: capacity?.id ?? null,
    ...(onBehalfOf === null ? {} : { for: onBehalfOf }),
    from: guard.from,
    same,
  };
  if (first === undefined) return holds(facts);
  const reasons = found.filter(({ person }) => person === first.person).map(({ who }) => REASONS[who] ?? who);
  const why = either([...new Set(reasons)], 'and');
  const through =
    first.person === onBehalfOf ? `${first.person}, for whom ${facts.actor} acts,` : first.person;
  const message = `${subjectOf(attempt.state)}: this takes another person, because ${through} ${why}.`;
  return fails(refuse('ITEM.NOT_SEPARATE', message, facts));
}

export function personsWho(who: string, { state, command }: Attempt): readonly (string | null)[] {
  switch (who) {
    case 'owner':
      return [state.owner, ...state.formerParties];
    case 'deputy':
      return [state.deputy, ...state.formerParties];
    case 'requester':
      return state.extensionRequest?.askers ?? [];
    case 'finalizer':
      return state.proposers;
    case 'signer': {
      const line = fieldOf(command, 'line');
      // Asked without a line, one's own earlier word does not stand in the way of renewing it.
      return line === null
        ? []
        : state.signOffs
            .filter((one) => one.line !== line)
            .flatMap(({ person, onBehalfOf }) => [person, onBehalfOf]);
    }
    default:
      return [];
  }
}

/** Who stands in for the focal point today is not apart from them, whatever the capacity they act in. */
function standsIn(who: string, { state, context }: Attempt): boolean {
  if (context.actor === null || (who !== 'owner' && who !== 'deputy')) return false;
  return capacitiesOf(context.actor).some((capacity) => standsFor(capacity, state[who], state));
}
