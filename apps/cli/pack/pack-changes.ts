import type { ItemSummary } from '#projections';
import { plannedId } from './known.js';
import { type LoadStep, loadSteps, plannedItem, restOfPlan } from './load-steps.js';
import type { OnRecord } from './on-record.js';
import type { Pack, PlanEntry } from './pack.js';
import { commandId, stepId } from './pack-command.js';

/** One difference between a pack and what is on record. */
export interface Change {
  /** `new`: not on record yet. `changed`: otherwise on record. `stays`: nothing is put on record for it. */
  readonly kind: 'new' | 'changed' | 'stays';
  readonly what: string;
  readonly step: LoadStep | null;
}

export interface ChangeOptions {
  /** A due date that differs was wrong in the pack: it is corrected. Else it takes an extension. */
  readonly correctDues: boolean;
}

/** What a changed pack would put on record, in order; and what it cannot, or will not, change. */
export async function changesIn(
  pack: Pack,
  record: OnRecord,
  options: ChangeOptions,
): Promise<readonly Change[]> {
  const name = pack.head.value.pack;
  const changes: Change[] = [];
  for (const step of loadSteps(pack)) {
    const plan = restOfPlan(step);
    if (plan !== null && record.steps.has(stepId(name, { step: plan }))) continue;
    if (record.commands.has(commandId(name, step))) continue;
    if (record.steps.has(stepId(name, step))) changes.push(...(await changed(step, pack, record, options)));
    else changes.push({ kind: 'new', what: `${titleOf(step)}`, step });
  }
  changes.push(...(await gone(pack, record)));
  return changes;
}

const titleOf = ({ group, step }: LoadStep): string => {
  const [kind = '', ...rest] = step.split(':');
  return group === 'story' ? `step "${step}"` : `${kind} ${rest.join(' ')}`;
};

const stays = (what: string): Change => ({ kind: 'stays', what, step: null });

async function changed(
  step: LoadStep,
  pack: Pack,
  record: OnRecord,
  options: ChangeOptions,
): Promise<readonly Change[]> {
  switch (step.group) {
    case 'types':
      return [{ kind: 'changed', what: `${titleOf(step)}: published as its next version`, step }];
    case 'plans': {
      const plan = pack.plans.find(({ value }) => `plan:${value.plan}` === step.step);
      return plan === undefined ? [] : await planChanges(plan, record, options);
    }
    case 'items': {
      const entry = pack.items.find(({ value }) => `item:${value.item}` === step.step);
      if (entry === undefined) return [];
      const { value, place } = entry;
      return await itemChanges(
        await record.item(value.item),
        value,
        { as: value.as, place: place() },
        record,
        options,
      );
    }
    case 'story':
      return [
        stays(`${titleOf(step)} is on record with other words: correct the entry itself (actum correct)`),
      ];
    default:
      return [stays(`${titleOf(step)} is on record with other words, and stays so`)];
  }
}

interface Written {
  readonly number?: string | undefined;
  readonly title: string;
  readonly due?: string | undefined;
  readonly latest?: string | undefined;
  readonly owner?: string | undefined;
  readonly deputy?: string | undefined;
  readonly fields?: { readonly [field: string]: string } | undefined;
}

async function planChanges(
  { value: plan, items }: PlanEntry,
  record: OnRecord,
  options: ChangeOptions,
): Promise<readonly Change[]> {
  const table = await record.table(plan.plan);
  const rows = new Map(
    table.components.flatMap((component) => component.rows.map((row) => [row.item, row] as const)),
  );
  const changes: Change[] = [];
  if (table.title !== plan.title) changes.push(stays(`plan ${plan.plan}: its title stays “${table.title}”`));
  if (table.body !== plan.body)
    changes.push(stays(`plan ${plan.plan}: it stays endorsed by ${table.bodyName}`));
  const components = (list: readonly { readonly id: string; readonly title: string }[]): string =>
    JSON.stringify(list.map(({ id, title }) => [id, title]));
  if (components(table.components) !== components(plan.components))
    changes.push(stays(`plan ${plan.plan}: its components stay as endorsed`));
  let before: string | undefined;
  for (const { value, place: at } of items) {
    const id = plannedId(plan.plan, value);
    const row = rows.get(id);
    if (row === undefined) changes.push(addition(plan, value, id, before, at()));
    else {
      const by = { as: plan.endorsement.as, place: at() };
      if (row.component !== value.component)
        changes.push(stays(`item ${value.number}: it stays in component ${row.component}`));
      changes.push(...(await itemChanges(row, value, by, record, options)));
    }
    before = id;
  }
  const ids = new Set(items.map(({ value }) => plannedId(plan.plan, value)));
  for (const row of rows.values())
    if (!ids.has(row.item))
      changes.push(stays(`item ${row.number ?? row.item} is gone from the pack, and stays on record`));
  return changes;
}

function addition(
  { plan, type, endorsement }: PlanEntry['value'],
  value: PlanEntry['items'][number]['value'],
  id: string,
  after: string | undefined,
  place: LoadStep['place'],
): Change {
  const body = { ...(after === undefined ? {} : { after }), items: [plannedItem(value, plan, type)] };
  const step = { step: `plan:${plan}:add:${id}`, group: 'plans', place, as: endorsement.as, day: null };
  return {
    kind: 'new',
    what: `item ${value.number} of plan ${plan}: “${value.title}”`,
    step: { ...step, path: `/v1/plans/${encodeURIComponent(plan)}/items`, body },
  };
}

interface By {
  readonly as: string;
  readonly place: LoadStep['place'];
}

async function itemChanges(
  row: ItemSummary,
  value: Written,
  by: By,
  record: OnRecord,
  { correctDues }: ChangeOptions,
): Promise<readonly Change[]> {
  const name = `item ${row.number ?? row.item}`;
  const path = `/v1/items/${encodeURIComponent(row.item)}`;
  const step = (what: string, to: string, body: LoadStep['body']): LoadStep => ({
    ...{
      step: `item:${row.item}:${what}`,
      group: 'corrections',
      day: null,
      ...by,
      path: `${path}/${to}`,
      body,
    },
  });
  const changes: Change[] = [];
  if (row.title !== value.title)
    changes.push({
      kind: 'changed',
      what: `${name}: the title “${row.title}” is corrected to “${value.title}”`,
      step: step('title', 'corrections', { version: 1, fields: { title: value.title } }),
    });
  if ((row.dueText ?? undefined) !== value.due) changes.push(await dueChange());
  const [owner, deputy] = [row.owner ?? undefined, row.deputy ?? undefined];
  if (owner !== value.owner || deputy !== value.deputy) changes.push(partyChange());
  const fields = Object.fromEntries(row.fields.map((field) => [field.name, field.value]));
  if (JSON.stringify(sorted(fields)) !== JSON.stringify(sorted(value.fields ?? {})))
    changes.push(stays(`${name}: what it says of itself stays as it was opened`));
  return changes;

  async function dueChange(): Promise<Change> {
    const [was, is] = [row.dueText ?? 'none', value.due ?? 'none'];
    const way =
      'an extension takes a request and an approval; where the pack was wrong, load with --correct-dues';
    const kept = stays(`${name}: it stays due “${was}”, not “${is}”: ${way}`);
    if (!correctDues || value.due === undefined) return kept;
    const { entries } = await record.history(row.item);
    const set = entries.find(({ type }) => type === 'DueSet');
    if (set === undefined) return kept;
    const due = { due: value.due, ...(value.latest === undefined ? {} : { latest: value.latest }) };
    return {
      kind: 'changed',
      what: `${name}: the due date “${was}” is corrected to “${is}”`,
      step: step('due', 'corrections', { version: set.version, fields: due }),
    };
  }

  function partyChange(): Change {
    const said = [value.owner ?? 'nobody', value.deputy]
      .filter((party) => party !== undefined)
      .join(', stood in for by ');
    if (value.owner === undefined)
      return stays(`${name}: ${row.ownerName} stays its focal point: the pack names none`);
    const body = { owner: value.owner, ...(value.deputy === undefined ? {} : { deputy: value.deputy }) };
    return {
      kind: 'changed',
      what: `${name}: assigned to ${said}`,
      step: step('parties', 'assignment', body),
    };
  }
}

const sorted = (fields: { readonly [field: string]: string }) =>
  Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));

/** What is on record and no longer in the pack; nothing is ever deleted. */
async function gone(pack: Pack, record: OnRecord): Promise<readonly Change[]> {
  const people = new Set([pack.head.value.founder.id, ...pack.people.map(({ value }) => value.id)]);
  const types = pack.types.map(({ data }) => (data as { readonly id?: unknown } | null)?.id);
  const plans = new Set(pack.plans.map(({ value }) => value.plan));
  const items = new Set(pack.items.map(({ value }) => value.item));
  const [everybody, published, all] = await Promise.all([record.people(), record.types(), record.items()]);
  return [
    ...everybody.filter(({ id, erased }) => !people.has(id) && !erased).map(({ id }) => `person ${id}`),
    ...published.filter(({ id }) => !types.includes(id)).map(({ id }) => `type ${id}`),
    ...all
      .filter(({ item, plan }) => (plan === null ? !items.has(item) : !plans.has(plan)))
      .map(({ item }) => `item ${item}`),
  ].map((what) => stays(`${what} is not in the pack, and stays on record`));
}
