import { type Refusal, refuse } from '../../refusal.js';
import { either, quoted, titled } from '../../sentence.js';
import type { Guard, LinkedBy } from '../../type/type-definition.js';
import { fieldTitle } from '../act-fields.js';
import { type Attempt, fails, fieldOf, holds, type Judgement, subjectOf } from '../attempt.js';

type LinkedState = Extract<Guard, { kind: 'linked-state' }>;

const relations = { 'derives-from': 'derives from', cites: 'cites', succeeds: 'succeeds' } as const;

/**
 * Every item meant stands, at the effective day, in one of the states. The items' own streams are looked
 * at. With a relation there has to be an item that it is related to so; asked without a command, a field
 * has yet to be filled in.
 */
export function judgeLinkedState(guard: LinkedState, attempt: Attempt): Judgement {
  const { state, command, context } = attempt;
  const items = itemsMeant(guard, attempt);
  const found = items.map((item) => ({ item, linked: context.linked.get(item) ?? null }));
  const facts = {
    states: guard.states,
    linked: found.map(({ item, linked }) => ({ item, state: linked?.state ?? null })),
  };
  if (items.length === 0) {
    if (guard.field !== undefined && command === null) return holds(facts);
    return fails(refuse('ITEM.LINK_MISSING', missing(guard, subjectOf(state)), facts, fieldIn(guard)));
  }
  const refusals = found
    .filter(({ linked }) => linked === null || !guard.states.includes(linked.state))
    .map(({ item, linked }): Refusal => {
      const wanted = either(guard.states.map((one) => linked?.stateTitles?.[one] ?? titled(one)));
      const stands =
        linked === null
          ? `${quoted(item)} is not on record at that day`
          : `${quoted(linked.title)} stands at ${quoted(linked.stateTitle)}`;
      const message = `${subjectOf(state)}: ${stands}, and must be ${wanted} first.`;
      return refuse(
        'ITEM.LINKED_STATE',
        message,
        { item, state: linked?.state ?? null, states: guard.states },
        fieldIn(guard),
      );
    });
  return { facts, refusals };
}

function itemsMeant(by: LinkedBy, { state, command }: Attempt): readonly string[] {
  if (by.item !== undefined) return [by.item];
  if (by.field !== undefined) {
    const named = fieldOf(command, by.field);
    return named === null ? [] : [named];
  }
  return state.lineage.flatMap(({ relation, item }) =>
    relation === by.relation && item !== null ? [item] : [],
  );
}

const missing = (by: LinkedBy, subject: string): string =>
  by.relation === undefined
    ? `Fill in the field “${by.field ?? ''}”: the ${fieldTitle(by.field ?? '')}.`
    : `${subject}: say first which item it ${relations[by.relation]}.`;

const fieldIn = (by: LinkedBy): string | undefined =>
  by.field === undefined ? undefined : `fields.${by.field}`;
