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

/** A copy without the keys that are not known. */
function withoutUnknown(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy = structuredClone(value);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = issue.path.reduce<unknown>(
      (inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step],
      copy,
    );
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
