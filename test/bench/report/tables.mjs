import { median } from '../drive.mjs';
import { line } from '../goals.mjs';

export const whole = (value) =>
  value === null || value === undefined || !Number.isFinite(value)
    ? '–'
    : Math.round(value).toLocaleString('en');
export const decimals = (value, digits) =>
  value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(digits);

const row = (cells) => `| ${cells.join(' | ')} |`;
export const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Medians by store and workload. */
export function medians(rounds) {
  const names = [...new Set(rounds.flatMap((round) => Object.keys(round.stores)))];
  const workloads = [
    ...new Set(rounds.flatMap((round) => Object.values(round.stores).flatMap((one) => Object.keys(one)))),
  ];
  const of = (name, workload) => median(rounds.map((round) => round.stores[name]?.[workload] ?? Number.NaN));
  return Object.fromEntries(
    names.map((name) => [
      name,
      Object.fromEntries(workloads.map((workload) => [workload, of(name, workload)])),
    ]),
  );
}

const COLUMNS = [
  ['w1x16', 'W1, 16 writers'],
  ['w1x64', '64'],
  ['w1x256', '256'],
  ['w2', 'W2, ten a command, 16'],
  ['w3', 'W3, hot stream, 16'],
  ['w4', 'W4, loads of 1,000 events/s'],
  ['w5', 'W5, read forward'],
  ['w6', 'W6, projection'],
  ['w9', 'W9, never delivered'],
  ['bytes', 'bytes an event'],
];

export const storeTable = (middle) =>
  table(
    ['', ...COLUMNS.map(([, title]) => title)],
    Object.entries(middle).map(([name, values]) => [name, ...COLUMNS.map(([key]) => whole(values[key]))]),
  );

export const goalTable = (goals) =>
  table(
    ['', 'goal', 'value', ''],
    goals.map(({ verdict, name, value, goal }) => [verdict, name, decimals(value, 2), goal]),
  );

export const goalLines = (goals) => goals.map(line).join('\n');

/** What is measured at each length of the ledger. */
export const GROWTH = [
  ['appends', 'appends a second, 64 writers', whole],
  ['single', 'one append alone, ms', (value) => decimals(value, 2)],
  ['load', 'load an item of 10, ms', (value) => decimals(value, 2)],
  ['plan', "a plan's table of 100 items, ms", (value) => decimals(value, 1)],
  ['overdue', 'a page of what is overdue, ms', (value) => decimals(value, 1)],
];

export const growthTable = (growth) =>
  table(
    [
      'events',
      ...GROWTH.map(([, title]) => title),
      'appends a second right after a checkpoint (whole pages logged an append; otherwise)',
      'bytes an event',
    ],
    growth.map((one) => [
      whole(one.events),
      ...GROWTH.map(([key, , print]) => print(one[key])),
      `${whole(one.atOnce)} (${decimals(one.imagesAtOnce, 2)}; ${decimals(one.images, 2)})`,
      whole(one.bytes),
    ]),
  );
