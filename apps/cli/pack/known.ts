import path from 'node:path';
import { itemIdIn, type Period, parseType, type RoleName, type TypeDefinition } from '#domain';
import type { Fault } from './fault.js';
import type { Pack } from './pack.js';

/** An item of a pack, as far as its references go. */
export interface KnownItem {
  readonly id: string;
  readonly type: string;
  readonly owner: string | undefined;
  readonly deputy: string | undefined;
  readonly parts: readonly string[];
}

/** What a pack's references may point to. */
export interface Known {
  readonly people: readonly string[];
  readonly bodies: readonly string[];
  readonly periods: readonly Period[];
  readonly types: ReadonlyMap<string, TypeDefinition>;
  /** Types that have faults of their own: what names them is not wrong, and cannot be judged yet. */
  readonly faultyTypes: readonly string[];
  /** Items by id; and by number while only one item has it. */
  readonly items: ReadonlyMap<string, KnownItem>;
  /** The roles that each person is given, and for the founder the administrator's. */
  readonly roles: ReadonlyMap<string, readonly RoleName[]>;
}

/** Everything that a pack defines; types are read as the ledger would publish them. */
export function survey(pack: Pack): { readonly known: Known; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const types = new Map<string, TypeDefinition>();
  const faultyTypes: string[] = [];
  for (const { file, source, data } of pack.types) {
    const parsed = parseType(source, file);
    if (parsed.ok) types.set(parsed.definition.id, parsed.definition);
    else {
      faults.push(...parsed.problems);
      const { id } = (data ?? {}) as { readonly id?: unknown };
      // One that cannot even be read is called as its file.
      faultyTypes.push(typeof id === 'string' ? id : path.posix.basename(file).replace(/\.ya?ml$/, ''));
    }
  }
  const founder = pack.head.value.founder.id;
  const people = [...new Set([founder, ...pack.people.map(({ value }) => value.id), ...pack.unfit])];
  const roles = new Map<string, readonly RoleName[]>([[founder, ['administrator']]]);
  for (const { value } of pack.people)
    roles.set(value.id, [...(roles.get(value.id) ?? []), ...value.roles.map(({ role }) => role)]);
  const bodies = pack.bodies.map(({ value }) => value.id);
  const periods = pack.periods.map(({ value }) => value);
  return { known: { people, bodies, periods, types, faultyTypes, roles, items: itemsOf(pack) }, faults };
}

/** The id that an item of a plan gets. */
export const plannedId = (
  plan: string,
  { item, number }: { readonly item?: string | undefined; readonly number: string },
) => item ?? itemIdIn(plan, number);

function itemsOf(pack: Pack): ReadonlyMap<string, KnownItem> {
  const items = new Map<string, KnownItem>();
  const byNumber = new Map<string, readonly KnownItem[]>();
  for (const { value: plan, items: planned } of pack.plans)
    for (const { value } of planned) {
      const parts = (value.parts ?? []).map(({ id }) => id);
      const item = { id: plannedId(plan.plan, value), type: plan.type, ...pick(value), parts };
      items.set(item.id, item);
      byNumber.set(value.number, [...(byNumber.get(value.number) ?? []), item]);
    }
  for (const { value } of pack.items) {
    const item = {
      id: value.item,
      type: value.type,
      ...pick(value),
      parts: (value.parts ?? []).map(({ id }) => id),
    };
    items.set(value.item, item);
    if (value.number !== undefined) byNumber.set(value.number, [...(byNumber.get(value.number) ?? []), item]);
  }
  for (const [number, [only, ...others]] of byNumber)
    if (only !== undefined && others.length === 0 && !items.has(number)) items.set(number, only);
  return items;
}

const pick = ({
  owner,
  deputy,
}: {
  readonly owner?: string | undefined;
  readonly deputy?: string | undefined;
}) => ({
  owner,
  deputy,
});
