import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import type { Fault, Place } from './fault.js';
import {
  type BodyEntry,
  bodiesFile,
  type ItemEntry,
  itemsFile,
  type PackFile,
  type PersonEntry,
  type PlanFile,
  packFile,
  peopleFile,
  planFile,
  type StoryStep,
  storyFile,
} from './pack.schema.js';
import { validateFile } from './validate-file.js';
import { readYamlFile, type YamlFile, type YamlPath } from './yaml-file.js';

/** An entry of a pack, with the place of itself and of what is in it. */
export interface Entry<T> {
  readonly value: T;
  place(...at: YamlPath): Place;
}

/** A pack as read: every file that fits its schema. Its references are not yet checked. */
export interface Pack {
  readonly folder: string;
  readonly head: Entry<PackFile>;
  readonly types: readonly YamlFile[];
  readonly bodies: readonly Entry<BodyEntry>[];
  readonly people: readonly Entry<PersonEntry>[];
  readonly plans: readonly Entry<PlanFile>[];
  readonly items: readonly Entry<ItemEntry>[];
  readonly story: readonly Entry<StoryStep>[];
}

/** Reads a pack's folder; only `pack.yaml` must be there. Gives every fault of every file, not the first alone. */
export async function readPack(
  folder: string,
): Promise<{ readonly pack: Pack | null; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  const files = new Set(await listed(folder, '.'));
  const load = async <T>(file: string, schema: z.ZodType<T>): Promise<{ yaml: YamlFile; data: T } | null> => {
    const yaml = await readYamlFile(folder, file);
    const checked = validateFile(yaml, schema);
    faults.push(...checked.faults);
    return checked.data === null ? null : { yaml, data: checked.data };
  };
  const entries = async <T>(file: string, schema: z.ZodType<T[]>): Promise<readonly Entry<T>[]> => {
    const loaded = files.has(file) ? await load(file, schema) : null;
    if (loaded === null) return [];
    return loaded.data.map((value, index) => entry(value, loaded.yaml, index));
  };

  if (!files.has('pack.yaml'))
    return {
      pack: null,
      faults: [{ file: 'pack.yaml', line: 1, message: 'is missing: every pack has one' }],
    };
  const head = await load('pack.yaml', packFile);
  const bodies = await entries('bodies.yaml', bodiesFile);
  const people = await entries('people.yaml', peopleFile);
  const items = await entries('items.yaml', itemsFile);
  const story = await entries('story.yaml', storyFile);
  const plans: Entry<PlanFile>[] = [];
  for (const file of await listed(folder, 'plans')) {
    const loaded = await load(file, planFile);
    if (loaded !== null) plans.push(entry(loaded.data, loaded.yaml));
  }
  const typeFiles = await listed(folder, 'types');
  const types = await Promise.all(typeFiles.map((file) => readYamlFile(folder, file)));
  const pack =
    head === null
      ? null
      : { folder, head: entry(head.data, head.yaml), types, bodies, people, plans, items, story };
  return { pack, faults };
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
