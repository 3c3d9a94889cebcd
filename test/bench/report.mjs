import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { median } from './drive.mjs';
import { line } from './goals.mjs';
import { SETTINGS } from './server.mjs';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));

const whole = (value) =>
  value === null || value === undefined || !Number.isFinite(value)
    ? '–'
    : Math.round(value).toLocaleString('en');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Medians by store and workload. */
export function medians(rounds) {
  const names = [...new Set(rounds.flatMap((round) => Object.keys(round.stores)))];
  const workloads = [
    ...new Set(rounds.flatMap((round) => Object.values(round.stores).flatMap((one) => Object.keys(one)))),
  ];
  return Object.fromEntries(
    names.map((name) => [
      name,
      Object.fromEntries(
        workloads.map((workload) => [
          workload,
          median(rounds.map((round) => round.stores[name]?.[workload] ?? Number.NaN)),
        ]),
      ),
    ]),
  );
}

export function write(result) {
  const middle = medians(result.rounds);
  const folder = join(docs, 'benchmarks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(join(folder, 'appends.svg'), chart(middle));
  writeFileSync(join(docs, 'benchmarks.md'), page(result, middle));
}

function chart(middle) {
  const { document } = parseHTML('<html><body></body></html>');
  const labels = {
    w1x16: 'W1, 16 writers',
    w1x64: 'W1, 64 writers',
    w1x256: 'W1, 256 writers',
    w2: 'W2, ten a command',
    w3: 'W3, hot stream',
  };
  const data = Object.entries(middle).flatMap(([store, values]) =>
    Object.entries(labels).flatMap(([key, workload]) =>
      values[key] > 0 ? [{ store, workload, events: values[key] }] : [],
    ),
  );
  const svg = Plot.plot({
    document,
    width: 860,
    height: 560,
    marginLeft: 130,
    marginRight: 70,
    x: {
      type: 'log',
      label: 'events a second (logarithmic)',
      grid: true,
      domain: [50, 200000],
      tickFormat: '~s',
    },
    y: { label: null },
    fy: { label: null, domain: Object.values(labels) },
    marks: [
      Plot.barX(data, {
        x1: 50,
        x2: 'events',
        y: 'store',
        fy: 'workload',
        fill: ({ store }) => (store === 'actum' ? '#1f6f54' : '#9db4ac'),
      }),
      Plot.text(data, {
        x: 'events',
        y: 'store',
        fy: 'workload',
        text: ({ events }) => whole(events),
        dx: 4,
        textAnchor: 'start',
      }),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${svg.outerHTML}\n`;
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

export function storeTable(middle) {
  return table(
    ['', ...COLUMNS.map(([, title]) => title)],
    Object.entries(middle).map(([name, values]) => [name, ...COLUMNS.map(([key]) => whole(values[key]))]),
  );
}

function page(result, middle) {
  const { machine, versions, command, goals, growth, plans, http, how } = result;
  return `# Benchmarks

Written by \`${command}\` on ${result.date}: ${machine}; ${versions}. Postgres: ${Object.entries(SETTINGS)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}. Everything runs on that one machine,
on one server, interleaved, ${result.rounds.length} rounds; the numbers are medians, the ratios medians of ratios within a round. Events have 395 bytes of data.
The numbers as JSON: [results.json](benchmarks/results.json). What was found about the limits is in [scaling.md](scaling.md).

## Goals
${table(
  ['', 'goal', 'value', ''],
  goals.map(({ verdict, name, value, goal }) => [
    verdict,
    name,
    value === null ? '–' : value.toFixed(2),
    goal,
  ]),
)}

## Events a second
![Events a second by store and workload](benchmarks/appends.svg)

${storeTable(middle)}

## How each was set up
${Object.entries(how)
  .map(([name, text]) => `- **${name}**: ${text}`)
  .join('\n')}

## The whole program
${http === null ? 'Not run.' : `At 64 connections, ${whole(http.commands)} commands a second from JSON to answer. From sending a command to having read the item with it, at half that load: median ${http.visible.median.toFixed(1)} ms, 99th percentile ${http.visible.p99.toFixed(1)} ms; one durable commit in the same minutes: median ${http.commit.median.toFixed(1)} ms, 99th percentile ${http.commit.p99.toFixed(1)} ms.`}

## Growth
${table(
  [
    'events',
    'appends a second, 64 writers',
    'one append alone, ms',
    'load an item of 10, ms',
    'bytes an event',
  ],
  growth.map((one) => [
    whole(one.events),
    whole(one.appends),
    one.single.toFixed(2),
    one.load.toFixed(2),
    whole(one.bytes),
  ]),
)}

${plans === null ? '' : `A plan's table of 1,000 items among ${whole(plans.items)}: today ${plans.today.toFixed(1)} ms, on an earlier day ${plans.asOf.toFixed(1)} ms, as on record earlier ${plans.knownAt.toFixed(1)} ms; a page of what is overdue ${plans.overdue.toFixed(1)} ms. The status table was folded at ${whole(plans.folded)} events a second.`}
`;
}

export const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`;
export const goalLines = (goals) => goals.map(line).join('\n');
