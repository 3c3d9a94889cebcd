import { z } from 'zod';
import type { Fault } from './fault.js';
import { hint } from './hint.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

type Checked<T> =
  | { readonly data: T; readonly faults: readonly [] }
  | { readonly data: null; readonly faults: readonly Fault[] };

/** Holds a file against its schema; each fault names its line, and an unknown key the nearest right word. */
export function validateFile<T>(file: YamlFile, schema: z.ZodType<T>): Checked<T> {
  if (file.faults.length > 0) return { data: null, faults: file.faults };
  const result = schema.safeParse(file.data);
  if (result.success) return { data: result.data, faults: [] };
  const shape = z.toJSONSchema(schema, { io: 'input' });
  const faults = result.error.issues.flatMap((issue): readonly Fault[] => {
    const at = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code !== 'unrecognized_keys')
      return [{ ...file.place(at), message: `${at.join('.') || 'the file'}: ${issue.message}` }];
    const known = keysAt(shape, at);
    return issue.keys.map((key) => ({
      ...file.place([...at, key]),
      message: `"${key}" is not a known key.${hint(key, known)}`,
    }));
  });
  return { data: null, faults };
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
