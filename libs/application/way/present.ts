/** The same value, in which a field that may be absent is either there or not, never `undefined`. */
export type Present<T> = T extends readonly (infer E)[]
  ? readonly Present<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Present<Exclude<T[K], undefined>> }
    : T;

/** Leaves out every field that is `undefined`, all the way down. For plain data. */
export function present<T>(value: T): Present<T>;
export function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => present(element));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => [name, present(field)]),
  );
}
