import { z } from 'zod';
import type { Fault } from './fault.js';
import { hint } from './hint.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

export interface Checked<T> {
  /** Null where it does not fit; a key that is not known alone is no reason not to read the rest. */
  readonly data: T | null;
  readonly faults: readonly Fault[];
}

/** Holds a file against its schema; each fault names its place, and an unknown key the nearest right word. */
export function validateFile<T>(file: YamlFile, schema: z.ZodType<T>): Checked<T> {
  if (file.faults.length > 0) return { data: null, faults: file.faults };
  return validateValue(file, schema, file.data, []);
}

/** The same for what stands in a file at a path. */
export function validateValue<T>(
  file: YamlFile,
  schema: z.ZodType<T>,
  value: unknown,
  above: YamlPath,
): Checked<T> {
  const result = schema.safeParse(value);
  if (result.success) return { data: result.data, faults: [] };
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const faults = result.error.issues.flatMap((issue): readonly Fault[] => {
    const at = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'invalid_value')
      return [{ ...file.place([...above, ...at]), message: noneOf(at, valueAt(value, at), issue.values) }];
    if (issue.code !== 'unrecognized_keys')
      return [{ ...file.place([...above, ...at]), message: `${at.join('.') || 'this'}: ${issue.message}` }];
    const known = keysAt(shape, at);
    return issue.keys.map((key) => ({
      ...file.place([...above, ...at, key]),
      message: `"${key}" is not a known key.${hint(key, known)}`,
    }));
  });
  const rest = schema.safeParse(withoutUnknown(value, result.error.issues));
  return { data: rest.success ? rest.data : null, faults };
}

/** A word that is none of those that may stand there, with the one that was probably meant. */
function noneOf(at: YamlPath, value: unknown, values: readonly unknown[]): string {
  const known = values.map(String);
  const may = known.map((one) => `"${one}"`).join(', ');
  const where = at.join('.') || 'this';
  if (value === undefined) return `${where}: is missing; it must be one of ${may}.`;
  const word = String(value);
  return `${where}: "${word}" is none of ${may}.${hint(word, known)}`;
}

const valueAt = (value: unknown, at: readonly PropertyKey[]): unknown =>
  at.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step], value);

/** A copy without the keys that are not known. */
function withoutUnknown(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy = structuredClone(value);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = valueAt(copy, issue.path);
    if (typeof holder === 'object' && holder !== null)
      for (const key of issue.keys) Reflect.deleteProperty(holder, key);
  }
  return copy;
}

type Shape = {
  readonly properties?: { readonly [key: string]: unknown };
  readonly items?: unknown;
};

/** The keys that an object at the path may have. */
function keysAt(root: unknown, at: YamlPath): readonly string[] {
  const shape = at.reduce<unknown>((inner, step) => {
    const { properties, items } = (inner ?? {}) as Shape;
    return typeof step === 'number' ? items : properties?.[step];
  }, root);
  return Object.keys((shape as Shape | undefined)?.properties ?? {});
}
