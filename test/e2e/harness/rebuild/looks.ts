/** What somebody saw at one moment: numbers that may only grow, by what they are of. */
export interface Look {
  readonly ms: number;
  readonly marks: Readonly<Record<string, number>>;
}

/** What was seen to be less than before by whoever took these looks, one after the other; nothing where all is well. */
export function lessThanBefore(looks: readonly Look[]): readonly string[] {
  const most = new Map<string, number>();
  return looks.flatMap(({ marks }) =>
    Object.entries(marks).flatMap(([name, value]) => {
      const before = most.get(name) ?? value;
      most.set(name, Math.max(before, value));
      return value < before ? [`${name}: ${value} after ${before}`] : [];
    }),
  );
}

/** Looks until it is told to stop, one look after another, and times each. */
export async function keepLooking(
  look: () => Promise<Look['marks']>,
  isOver: () => boolean,
  into: (look: Look) => void,
): Promise<void> {
  while (!isOver()) {
    const began = performance.now();
    const marks = await look();
    into({ ms: performance.now() - began, marks });
  }
}

export interface Latency {
  readonly looks: number;
  readonly median: number;
  readonly p99: number;
  readonly longest: number;
}

export function latencyOf(looks: readonly Look[]): Latency {
  const times = looks.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => Math.round(10 * (times[Math.floor((times.length - 1) * share)] ?? 0)) / 10;
  return { looks: times.length, median: at(0.5), p99: at(0.99), longest: at(1) };
}
