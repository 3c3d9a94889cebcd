import type { Place } from './fault.js';
import { plannedId } from './known.js';
import type { Pack, PlanEntry } from './pack.js';
import type { PlannedItemEntry, StoryStep } from './pack.schema.js';

/** One command of a pack, as it goes over HTTP. */
export interface LoadStep {
  /** Names the step within the pack; part of the command's id. */
  readonly step: string;
  /** What it belongs to, for progress: "people", "story". */
  readonly group: string;
  readonly place: Place;
  /** Who puts it on record. */
  readonly as: string;
  /** Where the simulated clock must stand; null: wherever it is. */
  readonly day: string | null;
  readonly path: string;
  readonly body: { readonly [field: string]: unknown };
}

interface OnRecord {
  readonly effective?: string | undefined;
  readonly 'decided-by'?: string | undefined;
  readonly session?: string | undefined;
  readonly reference?: string | undefined;
  readonly reason?: string | undefined;
  readonly ground?: string | undefined;
  readonly illustrative?: readonly string[] | undefined;
}

/** The commands that a pack's files stand for, in the order in which they are sent. The opening is not among them. */
export function loadSteps(pack: Pack): readonly LoadStep[] {
  return [
    ...periods(pack),
    ...types(pack),
    ...directory(pack),
    ...plans(pack),
    ...items(pack),
    ...story(pack),
  ];
}

const periods = (pack: Pack): readonly LoadStep[] =>
  pack.periods.map(({ value, place }) => ({
    step: `period:${value.name}`,
    group: 'periods',
    place: place(),
    as: pack.head.value.founder.id,
    day: null,
    path: '/v1/ledger/periods',
    body: value,
  }));

const types = (pack: Pack): readonly LoadStep[] =>
  pack.types.map(({ file, source, place }) => ({
    step: `type:${file}`,
    group: 'types',
    place: place([]),
    as: pack.head.value.founder.id,
    day: null,
    path: '/v1/types',
    body: { source, file },
  }));

/** People come before the bodies whose liaisons they are, roles after the bodies that may limit them. */
function directory(pack: Pack): readonly LoadStep[] {
  const as = pack.head.value.founder.id;
  const people = pack.people.map(({ value: { roles: _, ...person }, place }) => ({
    step: `person:${person.id}`,
    group: 'people',
    place: place(),
    as,
    day: null,
    path: '/v1/people',
    body: person,
  }));
  const bodies = pack.bodies.map(({ value, place }) => ({
    step: `body:${value.id}`,
    group: 'bodies',
    place: place(),
    as,
    day: null,
    path: '/v1/bodies',
    body: value,
  }));
  const roles = pack.people.flatMap(({ value: person, place }) =>
    person.roles.map((role, index) => ({
      step: `role:${person.id}:${role.role}${role.scope === undefined ? '' : `:${role.scope}`}`,
      group: 'roles',
      place: place('roles', index),
      as,
      day: null,
      path: `/v1/people/${encodeURIComponent(person.id)}/roles`,
      body: role,
    })),
  );
  return [...people, ...bodies, ...roles];
}

const plans = (pack: Pack): readonly LoadStep[] => pack.plans.flatMap(planSteps);

/** What one request may hold, with room to spare. */
const LONGEST_BODY = 150_000;
const MOST_ITEMS = 500;

/** The endorsement with its items; those that one request cannot hold follow it. */
function planSteps({ value: { endorsement, plan, title, body, components, type }, items, place }: PlanEntry) {
  const [first = [], ...rest] = inParts(items.map(({ value }) => plannedItem(value, plan, type)));
  const common = { group: 'plans', place: place(), as: endorsement.as, day: endorsement.day ?? null };
  const path = '/v1/plans';
  const endorsed: LoadStep = {
    ...{ ...common, step: `plan:${plan}`, path },
    body: { plan, title, body, components, items: first, ...onRecord(endorsement) },
  };
  const others = rest.map((part, index) => ({
    ...{
      ...common,
      step: `plan:${plan}:rest:${index + 1}`,
      path: `${path}/${encodeURIComponent(plan)}/items`,
    },
    body: { items: part, ...onRecord(endorsement), decidedBy: body },
  }));
  return [endorsed, ...others];
}

/** Whether the step holds items that the endorsement of their plan had no room for. */
export const restOfPlan = ({ step }: Pick<LoadStep, 'step'>): string | null =>
  /^(plan:[^:]+):rest:\d+$/.exec(step)?.[1] ?? null;

function inParts<T>(values: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [[]];
  let length = 0;
  for (const value of values) {
    const own = Buffer.byteLength(JSON.stringify(value));
    const part = parts.at(-1);
    if (part !== undefined && part.length < MOST_ITEMS && (part.length === 0 || length + own <= LONGEST_BODY))
      part.push(value);
    else {
      parts.push([value]);
      length = 0;
    }
    length += own;
  }
  return parts;
}

export function plannedItem({ latest, ...item }: PlannedItemEntry, plan: string, type: string) {
  return { ...item, dueLatest: latest, item: plannedId(plan, item), itemType: type };
}

const items = (pack: Pack): readonly LoadStep[] =>
  pack.items.map(({ value, place }) => {
    const { item, type: itemType, title, number, due, latest: dueLatest, fields } = value;
    const { body, lines, parts, succeeds, owner, deputy } = value;
    return {
      step: `item:${item}`,
      group: 'items',
      place: place(),
      as: value.as,
      day: value.day ?? null,
      path: '/v1/items',
      body: {
        ...{ item, itemType, title, number, due, dueLatest, fields },
        ...{ body, lines, parts, succeeds, owner, deputy },
        ...onRecord(value),
      },
    };
  });

const story = (pack: Pack): readonly LoadStep[] =>
  pack.story.map(({ value, place }) => ({
    step: value.step,
    group: 'story',
    place: place(),
    as: value.as,
    day: value.day ?? null,
    ...(value.kind === 'advance' ? advanced(value) : published(value)),
  }));

type StepOf<Kind> = Extract<StoryStep, { readonly kind: Kind }>;

const advanced = (step: StepOf<'advance'>) => ({
  path: `/v1/items/${encodeURIComponent(step.item)}/transitions/${encodeURIComponent(step.transition)}`,
  body: { ...onRecord(step), evidence: step.evidence, fields: step.fields },
});

const published = ({ plan, number, asOf, session, reason, ground, illustrative }: StepOf<'publish'>) => ({
  path: `/v1/plans/${encodeURIComponent(plan)}/papers`,
  body: { number, asOf, session, reason, ground, illustrative },
});

function onRecord(entry: OnRecord): { readonly [field: string]: unknown } {
  const { session, reference } = entry;
  return {
    effectiveOn: entry.effective,
    decidedBy: entry['decided-by'],
    decision: session === undefined && reference === undefined ? undefined : { session, reference },
    reason: entry.reason,
    ground: entry.ground,
    illustrative: entry.illustrative,
  };
}
