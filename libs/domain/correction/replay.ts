import { dayOfInstant, laterOf } from '../due/day.js';
import { countsFrom } from '../due/effective-on.js';
import type { ItemEvent, Recorded } from '../events/index.js';
import { evolveItem } from '../item/evolve-item.js';
import type { ItemState } from '../item/item-state.js';
import type { CommandAttempt } from '../lifecycle/attempt.js';
import { act, destination, judgeState } from '../lifecycle/decide-item.js';
import { judgeEffectiveDay } from '../lifecycle/effective-day.js';
import { judge } from '../lifecycle/guards/index.js';
import { type Refusal, refuse } from '../refusal.js';
import type { CorrectionContext } from './correction-command.js';
import { commandOf, isCompanion, stepAt, viaOf } from './step.js';

/** One step of a history, tried again where it stands. */
export interface Replayed {
  readonly event: Recorded<ItemEvent>;
  /** The item as the step found it. */
  readonly before: ItemState;
  readonly refusals: readonly Refusal[];
  /** What its act leaves there; null where it leaves nothing, or an event of another type. */
  readonly data: ItemEvent['data'] | null;
}

/**
 * Every step of an effective history that went through a transition, by its version, judged anew on the
 * item as the steps before left it and on other items as they stood on its day. Who acted is not asked
 * again, but for whom the step is to be kept apart from; nor is what reactions put on record.
 */
export function replay(
  history: readonly Recorded<ItemEvent>[],
  context: CorrectionContext,
): ReadonlyMap<number, Replayed> {
  const replayed = new Map<number, Replayed>();
  let state: ItemState | null = null;
  for (const [index, event] of history.entries()) {
    const attempt =
      state === null || isCompanion(event) ? null : attemptAgain(history, index, state, context);
    if (attempt !== null) replayed.set(event.version, tryAgain(event, attempt));
    if (event.type === 'ItemMigrated' && state !== null)
      replayed.set(event.version, migratedAgain(event, state));
    state = evolveItem(state, event);
  }
  return replayed;
}

/** The step at `index` as the attempt it was; null where it was none that people make. */
export function attemptAgain(
  history: readonly Recorded<ItemEvent>[],
  index: number,
  state: ItemState,
  context: CorrectionContext,
): CommandAttempt | null {
  const step = stepAt(history, index);
  const via = step === null ? null : viaOf(step.event);
  if (step === null || via === null) return null;
  const { definitions, linkedOn, ...shared } = context;
  const definition = definitions.get(via.typeDigest);
  const transition = definition?.transitions[via.transition];
  if (definition === undefined || transition === undefined || transition.byReaction === true) return null;
  const { event } = step;
  const recordedOn = dayOfInstant(event.recordedAt);
  const day = countsFrom(event.effectiveOn, recordedOn);
  return {
    state,
    name: via.transition,
    transition,
    command: commandOf(step, via.transition, context.periods),
    context: {
      ...shared,
      definition,
      typeDigest: via.typeDigest,
      // A day that a correction moved past the recording has passed by now, which is judged elsewhere.
      today: laterOf(day, recordedOn),
      actor: { id: event.actor, roles: [] },
      linked: linkedOn(day),
    },
  };
}

function tryAgain(event: Recorded<ItemEvent>, attempt: CommandAttempt): Replayed {
  const { state, transition } = attempt;
  const via = viaOf(event);
  if (via === null) return { event, before: state, refusals: [], data: null };
  const outcome = act(attempt, via);
  const [first] = outcome.ok ? outcome.events : [];
  return {
    event,
    before: state,
    refusals: [
      ...judgeState(attempt),
      ...leadsElsewhere(attempt, via.to),
      ...judgeEffectiveDay(attempt),
      ...transition.guards
        .filter(({ kind }) => kind !== 'role' && kind !== 'separation')
        .flatMap((guard) => judge(guard, attempt).refusals),
      ...[event.actor, ...(via.onBehalfOf === undefined ? [] : [via.onBehalfOf])].flatMap((id) =>
        keptApartFrom(attempt, id),
      ),
      ...(outcome.ok ? [] : outcome.refusals),
    ],
    data: first?.type === event.type ? first.data : null,
  };
}

/** Where an item goes with its type's next version was worked out for the state in which it stood. */
function migratedAgain(
  event: Extract<Recorded<ItemEvent>, { type: 'ItemMigrated' }>,
  before: ItemState,
): Replayed {
  const { from, toVersion } = event.data;
  const message = `It stood at “${from}” when it was put on version ${toVersion} of its type, and would then have stood at “${before.state}”.`;
  const refusals =
    before.state === from ? [] : [refuse('ITEM.WRONG_STATE', message, { from, state: before.state })];
  return { event, before, refusals, data: event.data };
}

/** Why a person may not take a step that is to be kept apart from them. */
export function keptApartFrom(attempt: CommandAttempt, id: string): readonly Refusal[] {
  const asked = { ...attempt, context: { ...attempt.context, actor: { id, roles: [] } } };
  return attempt.transition.guards
    .filter(({ kind }) => kind === 'separation')
    .flatMap((guard) => judge(guard, asked).refusals);
}

function leadsElsewhere(attempt: CommandAttempt, to: string): readonly Refusal[] {
  const there = destination(attempt);
  if (attempt.transition.to === 'same' || there === to) return [];
  const titles = attempt.context.definition.states;
  const title = (state: string) => titles[state]?.title.en ?? state;
  const message = `It would lead to “${title(there)}”, and led to “${title(to)}”.`;
  return [refuse('ITEM.WRONG_STATE', message, { to, there })];
}
