import type { ItemCommand, ItemContext } from '../decide/item-command.js';
import type { ItemEvent, Via } from '../events/index.js';
import type { ItemState } from '../item/item-state.js';
import { nearest } from '../nearest.js';
import { accept, type Decision, type Refusal, refuse } from '../refusal.js';
import { either, quoted } from '../sentence.js';
import type { TypeDefinition } from '../type/type-definition.js';
import { actFields, fieldTitle } from './act-fields.js';
import { type ActOutcome, marksOf, turnsDown } from './acts/act-outcome.js';
import { evidenceBesides } from './acts/addition.act.js';
import { actRules } from './acts/index.js';
import {
  type Attempt,
  type CommandAttempt,
  fieldOf,
  isReaction,
  missingField,
  subjectOf,
} from './attempt.js';
import { faultyEvidence, unknownFields } from './command-form.js';
import { judgeEffectiveDay } from './effective-day.js';
import { capacityFor, judge } from './guards/index.js';

/**
 * Judges one transition of an item. Refused with every reason there is, or accepted with the events it
 * leaves, of which the first moves the state and keeps what each guard saw.
 * @param state null where there is no such item: refused with `ITEM.UNKNOWN`
 */
export function decideItem(
  state: ItemState | null,
  command: ItemCommand,
  context: ItemContext,
): Decision<ItemEvent> {
  if (state === null) return refused(refuse('ITEM.UNKNOWN', 'There is no such item.'));
  const { definition } = context;
  const name = transitionNamed(command.transition, definition);
  const transition = name === null ? undefined : definition.transitions[name];
  if (name === null || transition === undefined)
    return refused(unknownTransition(command.transition, context));
  const reacts = context.actor !== null && isReaction(context.actor.id);
  if (transition.byReaction === true && !reacts) return refused(reactionOnly(state, name));

  const attempt: CommandAttempt = { state, name, transition, context, command };
  const judgements = transition.guards.map((guard) => ({ guard: guard.kind, ...judge(guard, attempt) }));
  const to = destination(attempt);
  const onBehalfOf = capacityFor(attempt)?.onBehalfOf ?? null;
  const via: Via = {
    transition: name,
    from: state.state,
    to,
    label: transition.label,
    typeDigest: context.typeDigest,
    marks: marksOf(definition.states[to]),
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
    saw: judgements.map(({ guard, facts }) => ({ guard, facts })),
  };
  const outcome = act(attempt, via);
  const [first, ...others] = [
    ...judgeState(attempt),
    ...judgeEffectiveDay(attempt),
    ...unknownFields(attempt),
    ...faultyEvidence(command.evidence),
    ...judgements.flatMap(({ refusals }) => refusals),
    ...(outcome.ok ? [] : outcome.refusals),
  ];
  if (first !== undefined) return { accepted: false, refusals: [first, ...others] };
  return outcome.ok
    ? accept(...outcome.events)
    : refused(refuse('ITEM.NOTHING_TO_DO', 'This changes nothing.'));
}

const refused = (refusal: Refusal): Decision<never> => ({ accepted: false, refusals: [refusal] });

/** It may be done from where the item stands. */
export function judgeState({ state, transition, context }: Attempt): readonly Refusal[] {
  if (transition.from.includes(state.state)) return [];
  const title = (id: string): string => context.definition.states[id]?.title.en ?? id;
  const from = either(transition.from.map((id) => quoted(title(id))));
  const message = `${subjectOf(state)} stands at ${quoted(title(state.state))}; “${transition.title.en}” is possible from ${from}.`;
  return [refuse('ITEM.WRONG_STATE', message, { state: state.state, from: transition.from })];
}

export function destination({ state, transition, context }: Attempt): string {
  switch (transition.to) {
    case 'same':
      return state.state;
    case 'origin':
      return state.cameFrom ?? context.definition.opens.state;
    default:
      return transition.to;
  }
}

export function act(attempt: CommandAttempt, via: Via): ActOutcome {
  const { transition, command } = attempt;
  const missing = actFields[transition.act].filter(
    ({ name, required }) => required && fieldOf(command, name) === null,
  );
  if (missing.length > 0)
    return turnsDown(...missing.map(({ name }) => missingField(name, fieldTitle(name, transition.act))));
  const outcome = actRules[transition.act](attempt, via);
  if (!outcome.ok || transition.act === 'attach-evidence' || transition.act === 'complete-part')
    return outcome;
  return { ok: true, events: [...outcome.events, ...evidenceBesides(attempt, via)] };
}

/**
 * A transition by its own name, or by its act's while only one of the type does that: whoever reports
 * progress need not know what each type calls it.
 */
export function transitionNamed(name: string, { transitions }: TypeDefinition): string | null {
  if (Object.hasOwn(transitions, name)) return name;
  if (name === 'transition') return null;
  const [only, ...others] = Object.keys(transitions).filter((one) => transitions[one]?.act === name);
  return only === undefined || others.length > 0 ? null : only;
}

function unknownTransition(name: string, { definition }: ItemContext): Refusal {
  const known = Object.keys(definition.transitions);
  const near = nearest(name, known);
  const hint = near === null ? `There are ${either(known, 'and')}.` : `Did you mean ${quoted(near)}?`;
  const message = `${definition.title.en} has no transition ${quoted(name)}. ${hint}`;
  return refuse('ITEM.UNKNOWN_TRANSITION', message, { transition: name, known }, 'transition');
}

function reactionOnly(state: ItemState, name: string): Refusal {
  const message = `${subjectOf(state)}: the ledger itself records this, once the item waited for has changed; nobody else can.`;
  return refuse('ITEM.REACTION_ONLY', message, { transition: name }, 'transition');
}
