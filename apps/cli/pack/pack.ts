import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import type { Entry } from './entry.js';
import type { Fault } from './fault.js';
import { hint } from './hint.js';
import {
  type BodyEntry,
  bodiesFile,
  type ItemEntry,
  itemsFile,
  type PackFile,
  type PeriodEntry,
  type PersonEntry,
  type PlanFile,
  type PlannedItemEntry,
  packFile,
  peopleFile,
  periodsFile,
  planFile,
  type StoryStep,
  storyFile,
} from './pack.schema.js';
import { readPlanItems } from './plan-items.js';
import { validateValue } from './validate-file.js';
import { readYamlFile, type YamlFile, type YamlPath } from './yaml-file.js';

/** A plan with its items, wherever they were written. */
export interface PlanEntry extends Entry<PlanFile> {
  readonly items: readonly Entry<PlannedItemEntry>[];
}

/** A pack as read: everything in it that fits its schema. Its references are not yet checked. */
export interface Pack {
  readonly folder: string;
  readonly head: Entry<PackFile>;
  readonly periods: readonly Entry<PeriodEntry>[];
  readonly types: readonly YamlFile[];
  readonly bodies: readonly Entry<BodyEntry>[];
  readonly people: readonly Entry<PersonEntry>[];
  /** People and bodies whose entries do not fit: naming them is not wrong. */
  readonly unfit: readonly string[];
  readonly plans: readonly PlanEntry[];
  readonly items: readonly Entry<ItemEntry>[];
  readonly story: readonly Entry<StoryStep>[];
}

const known = ['pack', 'periods', 'bodies', 'people', 'items', 'story'] as const;

/** What a folder came to. */
export interface PackRead {
  /** Null where `pack.yaml` does not fit. */
  readonly pack: Pack | null;
  /** All but the head, with whose founder it may still be checked; null where not even that is known. */
  readonly rest: Pack | null;
  readonly faults: readonly Fault[];
}

/** Reads a pack's folder; only `pack.yaml` must be there. Gives every fault of every file, and what is left without them. */
export async function readPack(folder: string): Promise<PackRead> {
  const faults: Fault[] = [];
  const files = new Set(await listed(folder, '.'));
  if (!files.has('pack.yaml')) {
    const message = 'is missing: every pack has one';
    return { pack: null, rest: null, faults: [{ file: 'pack.yaml', line: 1, column: 1, message }] };
  }
  for (const file of files) faults.push(...unknownFile(file));
  const yaml = async (file: string): Promise<YamlFile> => {
    const read = await readYamlFile(folder, file);
    faults.push(...read.faults);
    return read;
  };
  const fitting = <T>(file: YamlFile, schema: z.ZodType<T>, value: unknown, above: YamlPath): T | null => {
    const checked = validateValue(file, schema, value, above);
    faults.push(...checked.faults);
    return checked.data;
  };
  const unfit: string[] = [];
  /** What else those are called by. */
  const words: (readonly [word: string, id: string])[] = [];
  /** Each entry by itself: one that does not fit keeps nobody from checking the others. */
  const entries = async <T>(file: string, schema: z.ZodArray<z.ZodType<T>>): Promise<readonly Entry<T>[]> => {
    const read = files.has(file) ? await yaml(file) : null;
    if (read === null || read.faults.length > 0 || read.data === null) return [];
    if (!Array.isArray(read.data)) {
      faults.push({ ...read.place([]), message: 'must be a list: each entry begins with "- "' });
      return [];
    }
    return read.data.flatMap((value: unknown, index) => {
      const data = fitting(read, schema.element, value, [index]);
      if (data !== null) return [entry(data, read, index)];
      const id = idIn(value);
      if (id !== null) {
        const { name, email } = value as { readonly name?: unknown; readonly email?: unknown };
        unfit.push(id);
        words.push(...[name, email].map((word) => [typeof word === 'string' ? word : '', id] as const));
      }
      return [];
    });
  };

  const head = await yaml('pack.yaml');
  const headData = head.faults.length > 0 ? null : fitting(head, packFile, head.data, []);
  const periods = await entries('periods.yaml', periodsFile);
  const bodies = await entries('bodies.yaml', bodiesFile);
  const people = await entries('people.yaml', peopleFile);
  const items = await entries('items.yaml', itemsFile);
  const story = await entries('story.yaml', storyFile);
  const named = { parties: partyNames(people, bodies, words) };
  const plans: PlanEntry[] = [];
  for (const file of await listed(folder, 'plans')) {
    const read = await yaml(file);
    const data = read.faults.length > 0 ? null : fitting(read, planFile, read.data, []);
    if (data === null) continue;
    const planned = await readPlanItems(folder, read, data, named);
    faults.push(...planned.faults);
    plans.push({ ...entry(data, read), items: planned.items });
  }
  const types = await Promise.all((await listed(folder, 'types')).map((file) => readYamlFile(folder, file)));
  const rest = { folder, periods, types, bodies, people, unfit, plans, items, story };
  if (headData !== null) {
    const pack = { ...rest, head: entry(headData, head) };
    return { pack, rest: pack, faults };
  }
  const founder = idIn((head.data as { readonly founder?: unknown } | null)?.founder);
  if (founder === null) return { pack: null, rest: null, faults };
  return { pack: null, rest: { ...rest, head: entry(standIn(founder), head) }, faults };
}

const idIn = (value: unknown): string | null => {
  const id = (value as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id : null;
};

/** A head that says no more than who founds the ledger. */
const standIn = (founder: string): PackFile => ({
  ...{ pack: 'unread', title: 'Unread', ledger: { origin: 'unread', clock: 'real' } },
  founder: { id: founder, name: founder },
});

function unknownFile(file: string): readonly Fault[] {
  const name = file.replace(/\.ya?ml$/, '');
  if (known.some((one) => `${one}.yaml` === file)) return [];
  const near = hint(name, known).replace('"?', '.yaml"?');
  const message = `is no file of a pack: there are ${known.map((one) => `${one}.yaml`).join(', ')}, and the folders types and plans.${near}`;
  return [{ file, line: 1, column: 1, message }];
}

/** Ids by name and address, where only one person or body has it. */
function partyNames(
  people: readonly Entry<PersonEntry>[],
  bodies: readonly Entry<BodyEntry>[],
  unfit: readonly (readonly [word: string, id: string])[],
): ReadonlyMap<string, string> {
  const words = [
    ...people.flatMap(({ value: { id, name, email } }) =>
      [name, email ?? ''].map((word) => [word, id] as const),
    ),
    ...bodies.map(({ value: { id, name } }) => [name, id] as const),
    ...unfit,
  ];
  return new Map(
    words.filter(([word]) => word !== '' && words.filter(([other]) => other === word).length === 1),
  );
}

const entry = <T>(value: T, yaml: YamlFile, ...above: YamlPath): Entry<T> => ({
  value,
  place: (...at) => yaml.place([...above, ...at]),
});

/** The YAML files of a folder in order of name, relative to the pack's; none where there is no such folder. */
async function listed(folder: string, inner: string): Promise<readonly string[]> {
  const names = await readdir(path.join(folder, inner)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && inner !== '.') return [];
    throw error;
  });
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.posix.join(inner, name));
}
