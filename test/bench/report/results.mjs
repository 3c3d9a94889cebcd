import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appendsChart } from './appends-chart.mjs';
import { growthChart } from './growth-chart.mjs';
import { page } from './page.mjs';
import { medians } from './tables.mjs';

const docs = fileURLToPath(new URL('../../../docs', import.meta.url));
const folder = join(docs, 'benchmarks');
const file = join(folder, 'results.json');

/** What stands on its own; the workloads of the rounds are compared with each other, and so belong together. */
const PARTS = ['processes', 'http', 'growth', 'plans', 'snapshot'];
const ROUNDS = ['peers', 'appends', 'reads', 'lost'];

export const readResults = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** Earlier results with the parts that ran anew in them, and by which run. */
export function merged(earlier, result, ran) {
  if (earlier === null) return result;
  const { date, machine, command, versions, rounds, how } = result;
  const run = { date, machine, command, versions };
  const parts = PARTS.filter((part) => ran.includes(part) && result[part] !== undefined);
  const by = Object.fromEntries(parts.map((part) => [part, run]));
  const measured = Object.fromEntries(parts.map((part) => [part, result[part]]));
  const compared = ROUNDS.every((part) => ran.includes(part)) ? { ...run, rounds, how } : {};
  return { ...earlier, ...compared, ...measured, runs: { ...earlier.runs, ...by } };
}

export function writeResults(result) {
  const middle = medians(result.rounds);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(join(folder, 'appends.svg'), appendsChart(middle));
  if (result.growth.length > 0) writeFileSync(join(folder, 'growth.svg'), growthChart(result.growth));
  writeFileSync(join(docs, 'benchmarks.md'), page(result, middle));
}

export const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`;
