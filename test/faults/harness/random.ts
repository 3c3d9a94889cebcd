/** `FAULTS_SEED=…` repeats what was chosen in an earlier run; what processes make of it is their own affair. */
export const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1_000_000));

/** In the title of every scenario, so that whoever sees it fail can have it again. */
export const seeded = (title: string): string => `${title} (FAULTS_SEED=${seed})`;

export interface Random {
  /** From 0 to 1, 1 left out. */
  next(): number;
  /** A whole number of at least `low` and at most `high`. */
  between(low: number, high: number): number;
  /** True so often, from 0 to 1. */
  chance(often: number): boolean;
  oneOf<Value>(values: readonly [Value, ...Value[]]): Value;
}

/** The same numbers for the same seed on every machine (mulberry32). */
export function randomOf(from: number = seed): Random {
  let state = from >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (often) => next() < often,
    oneOf: (values) => values[between(0, values.length - 1)] ?? values[0],
  };
}
