import { performance } from 'node:perf_hooks';

/** 395 bytes of JSON. */
export const payload = (n = 0) => ({ text: String(n).padEnd(384, 'x') });

/**
 * Keeps so many writers busy for a time, each with one operation after the other.
 * @returns operations a second, and how long one took, in milliseconds, sorted
 */
export async function drive(writers, seconds, operation) {
  const times = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  const one = async (writer) => {
    for (let n = 0; performance.now() < until; n++) {
      const start = performance.now();
      await operation(writer, n);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)));
  const elapsed = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: times.length / elapsed, times };
}

export async function timed(work) {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}

export const median = (values) => {
  const sorted = values.filter((value) => value !== null && Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const quantile = (sorted, q) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? null;
