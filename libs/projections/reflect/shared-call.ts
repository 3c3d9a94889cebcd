import { setImmediate } from 'node:timers/promises';

/**
 * A call that many may ask for at once: those who come while one is under way share the next, so that each is
 * answered by a call that began after they came, and no more than one runs at a time.
 */
export function sharedCall<Result>(call: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<unknown> | null = null;
  let next: Promise<Result> | null = null;
  const begin = (): Promise<Result> => {
    const begun = call();
    const ended = () => {
      running = null;
    };
    running = begun.then(ended, ended);
    return begun;
  };
  return () => {
    if (running === null) return begin();
    next ??= running.then(() => {
      next = null;
      return begin();
    });
    return next;
  };
}

/** One value for each object and name, made when it is first asked for, and gone with the object. */
export function onceFor<Value>(): (owner: object, name: string, make: () => Value) => Value {
  const values = new WeakMap<object, Map<string, Value>>();
  return (owner, name, make) => {
    const named = values.get(owner) ?? new Map<string, Value>();
    values.set(owner, named);
    const known = named.get(name) ?? make();
    named.set(name, known);
    return known;
  };
}

/**
 * Looks up one thing for each who asks; those who ask in the same turn of the event loop, or while a look-up is under
 * way, are looked up together.
 * @param lookUp what it finds for each key, in their order
 */
export function sharedLookUp<Key, Found>(
  lookUp: (keys: readonly Key[]) => Promise<readonly Found[]>,
): (key: Key) => Promise<Found> {
  let last: Promise<unknown> = Promise.resolve();
  let gathering: { readonly keys: Key[]; readonly found: Promise<readonly Found[]> } | null = null;
  const gather = () => {
    const keys: Key[] = [];
    const found = Promise.all([last, setImmediate()]).then(() => {
      gathering = null;
      return lookUp(keys);
    });
    last = found.catch(() => undefined);
    return { keys, found };
  };
  return async (key) => {
    gathering ??= gather();
    const { keys, found } = gathering;
    const index = keys.push(key) - 1;
    const one = (await found)[index];
    if (one === undefined) throw new Error('A look-up left out what was asked for.');
    return one;
  };
}
