import type { EffectiveOn } from '../due/due-form.js';
import type { ItemEvent, PlanEvent, PlanReported, Recorded } from '../events/index.js';
import {
  judgeOpening,
  judgeOpeningDay,
  type OpenItemCommand,
  type OpeningContext,
} from '../item/open-item.js';
import { type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import {
  groundsIn,
  idIn,
  judgeId,
  judgeText,
  mayRegister,
  type OnRecordFields,
  registrarFor,
} from './directory-rules.js';

export interface EndorsePlanCommand extends OnRecordFields {
  readonly plan: string;
  readonly title: string;
  /** The body that endorses it, which is also who decided. */
  readonly body: string;
  readonly effectiveOn: EffectiveOn;
  /** The body where absent; any other is refused. */
  readonly decidedBy?: string;
  readonly components: readonly { readonly id: string; readonly title: string }[];
  /** In the plan's order. */
  readonly items: readonly PlannedItem[];
}

export interface PlannedItem
  extends Pick<
    OpenItemCommand,
    'itemType' | 'title' | 'due' | 'dueLatest' | 'fields' | 'owner' | 'deputy' | 'parts' | 'lines'
  > {
  /** `<plan>.<number>` where absent. */
  readonly item?: string;
  readonly number: string;
  readonly component: string;
}

export type PlanDecision =
  | {
      readonly accepted: true;
      readonly plan: readonly PlanEvent[];
      /** Each item's own stream, to be begun with these, in the plan's order. */
      readonly items: readonly { readonly item: string; readonly events: readonly ItemEvent[] }[];
    }
  | { readonly accepted: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

export interface PlanMember {
  readonly item: string;
  readonly component: string;
  readonly ordinal: number;
}

export interface PlanState {
  readonly plan: string;
  readonly title: string;
  readonly body: string;
  readonly components: readonly { readonly id: string; readonly title: string }[];
  /** In the plan's order. */
  readonly items: readonly PlanMember[];
  readonly endorsedOn: EffectiveOn;
  /** Published about it, in the order in which they were. */
  readonly papers: readonly PlanPaper[];
  readonly version: number;
}

export type PlanPaper = Pick<PlanReported['data'], 'paper' | 'number' | 'asOf' | 'position'>;

/** Puts a body's endorsement of a plan on record and opens its items, all or nothing; a registrar does. */
export function endorsePlan(
  state: PlanState | null,
  command: EndorsePlanCommand,
  context: OpeningContext,
): PlanDecision {
  const { plan, title, body, components, effectiveOn } = command;
  const items = command.items.map((item) => ({ ...item, item: item.item ?? itemIdIn(plan, item.number) }));
  const refusals: Refusal[] = [
    ...mayRegister(context),
    ...(state === null
      ? []
      : [refuse('PLAN.EXISTS', `The plan ${quoted(plan)} is on record.`, { plan }, 'plan')]),
    ...judgeId(plan, 'plan'),
    ...judgeText(title, 'title'),
    ...judgeOpeningDay(effectiveOn, context),
    ...judgeBody(command, context),
    ...judgeMembership(components, items),
  ];
  const openings = items.map((item, index) => {
    // Whoever replays one item finds the decision and its ground there, without looking for the plan.
    const opening = {
      ...groundsIn(command),
      ...registrarFor(context),
      ...item,
      plan,
      effectiveOn,
      ordinal: index + 1,
    };
    return { item: item.item, ...judgeOpening(opening, context, `items.${index}.`) };
  });
  const [first, ...others] = [...refusals, ...openings.flatMap((opening) => opening.refusals)];
  if (first !== undefined) return { accepted: false, refusals: [first, ...others] };
  const members = items.map(({ item, component }) => ({ item, component }));
  return {
    accepted: true,
    plan: [
      {
        type: 'PlanEndorsed',
        data: { title, body, components, items: members, ...groundsIn(command), ...registrarFor(context) },
      },
    ],
    items: openings.map(({ item, events }) => ({ item, events })),
  };
}

/** The id of a plan's item: "1" → `office-plan-2019-20.1`. */
export function itemIdIn(plan: string, number: string): string {
  const slug = number.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
  return `${plan}.${slug.replaceAll(/^-+|-+$/g, '')}`;
}

/** @throws Error where the stream does not begin with `PlanEndorsed`, which append does not let happen */
export function evolvePlan(state: PlanState | null, event: Recorded<PlanEvent>): PlanState {
  const { version } = event;
  if (event.type === 'PlanEndorsed') {
    const { title, body, components } = event.data;
    const { effectiveOn: endorsedOn } = event;
    const items = event.data.items.map((member, index) => ({ ...member, ordinal: index + 1 }));
    return { plan: idIn(event.stream), title, body, components, items, endorsedOn, papers: [], version };
  }
  if (state === null) throw new Error(`The stream ${event.stream} begins with ${event.type}.`);
  switch (event.type) {
    case 'PlanItemAdded': {
      const { item, component, ordinal } = event.data;
      const items = [...state.items, { item, component, ordinal }].sort((a, b) => a.ordinal - b.ordinal);
      return { ...state, items, version };
    }
    case 'PlanReported': {
      const { paper, number, asOf, position } = event.data;
      return { ...state, papers: [...state.papers, { paper, number, asOf, position }], version };
    }
  }
}

function judgeBody({ body, decidedBy }: EndorsePlanCommand, { bodies }: OpeningContext): readonly Refusal[] {
  if (!bodies.has(body))
    return [refuse('BODY.UNKNOWN', `There is no body ${quoted(body)}.`, { body }, 'body')];
  if (decidedBy === undefined || decidedBy === body) return [];
  const message = `The plan is endorsed by ${quoted(body)}; a decision of ${quoted(decidedBy)} does not endorse it.`;
  return [refuse('PLAN.WRONG_BODY', message, { body, decidedBy }, 'decidedBy')];
}

export function judgeMembership(
  components: EndorsePlanCommand['components'],
  items: readonly { readonly item: string; readonly number: string; readonly component: string }[],
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const ids = components.map(({ id }) => id);
  if (items.length === 0) refusals.push(refuse('PLAN.EMPTY', 'A plan has at least one item.', {}, 'items'));
  if (new Set(ids).size < ids.length)
    refusals.push(refuse('PLAN.FIELD_INVALID', 'Two components have the same id.', { ids }, 'components'));
  items.forEach(({ item, number, component }, index) => {
    if (!ids.includes(component))
      refusals.push(
        refuse(
          'PLAN.UNKNOWN_COMPONENT',
          `The plan has no component ${quoted(component)}.`,
          { component, ids },
          `items.${index}.component`,
        ),
      );
    const before = items.slice(0, index);
    if (before.some((other) => other.number === number))
      refusals.push(
        refuse(
          'PLAN.TWICE',
          `Item ${number} stands in the plan twice.`,
          { item, number },
          `items.${index}.number`,
        ),
      );
    else refusals.push(...judgeItemId(before, item, number, `items.${index}.item`));
  });
  return refusals;
}

/** Two numbers may come to the same id: "2019/07" and "2019-07". */
function judgeItemId(
  before: readonly { readonly item: string; readonly number: string }[],
  item: string,
  number: string,
  field: string,
): readonly Refusal[] {
  const other = before.find((one) => one.item === item);
  if (other === undefined) return [];
  const message = `Items ${other.number} and ${number} would both get the id ${quoted(item)}; give one of them an id of its own, as “item”.`;
  return [refuse('PLAN.ID_TAKEN', message, { item, number, other: other.number }, field)];
}

export const foldPlan = (events: readonly Recorded<PlanEvent>[]): PlanState | null =>
  events.reduce<PlanState | null>(evolvePlan, null);
