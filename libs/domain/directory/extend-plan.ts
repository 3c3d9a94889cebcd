import type { EffectiveOn } from '../due/due-form.js';
import { countsFrom } from '../due/effective-on.js';
import type { ItemEvent, PlanEvent } from '../events/index.js';
import { judgeOpening, judgeOpeningDay, type OpeningContext } from '../item/open-item.js';
import { touchedPapers } from '../paper/touched-papers.js';
import { type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import { groundsIn, mayRegister, type OnRecordFields, registrarFor } from './directory-rules.js';
import {
  itemIdIn,
  judgeMembership,
  type PlanDecision,
  type PlanMember,
  type PlannedItem,
  type PlanState,
} from './endorse-plan.js';

export interface ExtendPlanCommand extends OnRecordFields {
  readonly effectiveOn: EffectiveOn;
  readonly decidedBy?: string;
  /** After which item of the plan, by its id; after the last where absent. */
  readonly after?: string;
  readonly items: readonly PlannedItem[];
}

/** Adds items to an endorsed plan and opens them, all or nothing, for a reason or a decision; a registrar does. */
export function extendPlan(
  state: PlanState | null,
  command: ExtendPlanCommand,
  context: OpeningContext,
): PlanDecision {
  if (state === null) return refused([refuse('PLAN.UNKNOWN', 'There is no such plan.')]);
  const { effectiveOn, after } = command;
  const { plan, components } = state;
  const items = command.items.map((item) => ({ ...item, item: item.item ?? itemIdIn(plan, item.number) }));
  const ordinals = placesAfter(state.items, after, items.length);
  const refusals: Refusal[] = [
    ...mayRegister(context),
    ...judgeOpeningDay(effectiveOn, context),
    ...judgeWhy(command),
    ...judgeMembership(components, items),
  ];
  if (ordinals === null)
    refusals.push(
      refuse(
        'PLAN.UNKNOWN_ITEM',
        `The plan has no item ${quoted(after ?? '')}.`,
        { after: after ?? null },
        'after',
      ),
    );
  const openings = items.map((item, index) => {
    const ordinal = ordinals?.[index] ?? 0;
    const opening = { ...groundsIn(command), ...registrarFor(context), ...item, plan, effectiveOn, ordinal };
    return { item: item.item, ...judgeOpening(opening, context, `items.${index}.`) };
  });
  const all = [...refusals, ...openings.flatMap((opening) => opening.refusals)];
  if (all.length > 0) return refused(all);
  return {
    accepted: true,
    plan: items.map(
      ({ item, component }, index): PlanEvent => ({
        type: 'PlanItemAdded',
        data: {
          item,
          component,
          ordinal: ordinals?.[index] ?? 0,
          ...groundsIn(command),
          ...registrarFor(context),
        },
      }),
    ),
    items: openings.map(({ item, events }) => ({
      item,
      events: withTouches(events, state, command, context),
    })),
  };
}

/** An item that counts from a day which a published paper tells of comes too late for it, and says so. */
function withTouches(
  events: readonly ItemEvent[],
  { papers }: PlanState,
  { effectiveOn }: ExtendPlanCommand,
  { today }: OpeningContext,
): readonly ItemEvent[] {
  const touches = touchedPapers(papers, countsFrom(effectiveOn, today));
  if (touches.length === 0) return events;
  return events.map((event) =>
    event.type === 'ItemOpened' ? { ...event, data: { ...event.data, touches } } : event,
  );
}

function refused(refusals: readonly Refusal[]): PlanDecision {
  const [first, ...others] = refusals;
  if (first === undefined) throw new Error('A plan was turned down without a reason.');
  return { accepted: false, refusals: [first, ...others] };
}

/** Somebody has to be able to tell later why the plan grew. */
function judgeWhy({ reason, ground, decidedBy, decision }: ExtendPlanCommand): readonly Refusal[] {
  if (reason !== undefined || ground !== undefined || decidedBy !== undefined || decision !== undefined)
    return [];
  return [
    refuse(
      'PLAN.REASON_MISSING',
      'Say why the plan gets more items: a reason, a ground or a decision.',
      {},
      'reason',
    ),
  ];
}

/** Numbers between those of the item and of the next one; null where the plan has no such item. */
function placesAfter(
  members: readonly PlanMember[],
  after: string | undefined,
  count: number,
): readonly number[] | null {
  const index = after === undefined ? members.length - 1 : members.findIndex(({ item }) => item === after);
  const before = members[index];
  if (before === undefined) return null;
  const next = members[index + 1];
  const step = next === undefined ? 1 : (next.ordinal - before.ordinal) / (count + 1);
  return Array.from({ length: count }, (_, place) => before.ordinal + step * (place + 1));
}
